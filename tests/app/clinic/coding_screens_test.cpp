// The four steps of the coding at the made-up clinic: what keys and pointer do is what core/coding
// has afterwards.
#include <future>

#include "coding_desk.h"

using namespace spine;
using test::Coding;
using Words = std::vector<std::string>;

namespace {

constexpr const char* kFirst = "I have had this";
constexpr const char* kSecond = "I only want";

void new_theme(Coding& clinic, std::string_view name) {
    clinic.letter(U'T');
    clinic.type(name);
    clinic.press(ui::Key::Enter);
    clinic.settle();
}

// From the first word on: `skip` words further, and `more` taken along.
void mark(Coding& clinic, int skip, int more) {
    for (int i = 0; i <= skip; ++i) clinic.press(ui::Key::Right);
    for (int i = 0; i < more; ++i) clinic.screen_.key({ui::Key::Right, 0, false, true, false});
}

}  // namespace

TEST_CASE("only what a person has released is there to be coded, redacted as it leaves") {
    Coding clinic;
    clinic.begin(U'2');
    clinic.look();
    CHECK(clinic.stored_->texts.size() == 5);
    for (const auto& text : clinic.stored_->texts) CHECK(clinic.screen_.has("coded:" + text.name));
    clinic.show(clinic.text(kFirst));
    CHECK_FALSE(clinic.says("Vestas"));
    CHECK(clinic.line("employer") != nullptr);
    // Withheld: it is gone from the coding, and with it what was marked in it.
    clinic.does(clinic::add_theme("Proof"));
    clinic.look();
    clinic.does(clinic::mark_unit(clinic.text(kFirst).id, {0, 6}, clinic.stored_->themes[0].id));
    clinic.keys(U"W");
    clinic.until([&] { return clinic.model().coding().board()->texts.size() == 4; });
    CHECK(clinic.model().coding().board()->state.units.empty());
    clinic.screen_.frames(2);
    CHECK_FALSE(clinic.line("employer") != nullptr);
}

TEST_CASE("units are marked and put under themes by keys alone, and the last step is taken back") {
    Coding clinic;
    clinic.begin(U'2');
    clinic.look();
    clinic.show(clinic.text(kSecond));
    new_theme(clinic, "Doing again");
    new_theme(clinic, "Asking");
    mark(clinic, 1, 2);
    clinic.keys(U"1");
    CHECK(clinic.units("A") == Words{"only want to"});
    const auto& unit = clinic.stored_->state.units.begin()->second;
    CHECK(unit.made.by == coding::user_id("LH"));
    CHECK(clinic.says("Unit A added"));
    mark(clinic, 5, 2);
    clinic.keys(U"2");
    CHECK(clinic.units("B") == Words{"whether I may"});
    // The second is chosen, and goes over to the first theme.
    clinic.key(ui::Key::Down);
    clinic.key(ui::Key::Down);
    clinic.keys(U"1");
    CHECK(clinic.units("A") == Words{"only want to", "whether I may"});
    CHECK(clinic.units("B").empty());
    // Cut anew, split, joined, removed.
    clinic.key(ui::Key::Right);
    clinic.key(ui::Key::Right, true);
    clinic.keys(U"R");
    CHECK(clinic.units("A") == Words{"only want to", "whether I"});
    clinic.key(ui::Key::Right);
    clinic.key(ui::Key::Right);
    clinic.keys(U"S");
    CHECK(clinic.units("A") == Words{"only want to", "whether ", "I"});
    clinic.keys(U"M");
    CHECK(clinic.units("A") == Words{"only want to", "whether I"});
    clinic.key(ui::Key::Delete);
    CHECK(clinic.units("A") == Words{"only want to"});
    clinic.keys(U"U");
    CHECK(clinic.units("A") == Words{"only want to", "whether I"});
    CHECK(clinic.says("Last step taken back"));
    CHECK(clinic.says("Unit removed (taken back)"));
}

TEST_CASE("units are marked with a finger, and chosen by one") {
    Coding clinic;
    clinic.does(clinic::add_theme("Doing again"));
    clinic.begin(U'2');
    clinic.look();
    clinic.show(clinic.text(kSecond));
    const ui::DrawnLine* from = clinic.line("know");
    const ui::DrawnLine* to = clinic.line("may");
    REQUIRE(from != nullptr);
    REQUIRE(to != nullptr);
    const ui::Point first = from->ink.centre(), last = to->ink.centre();
    clinic.screen_.press(first);
    clinic.screen_.release(last);
    clinic.screen_.frame();
    REQUIRE(clinic.screen_.tap("theme:A"));
    clinic.settle();
    CHECK(clinic.units("A") == Words{"know whether I may"});
    REQUIRE(clinic.screen_.tap(first));
    CHECK(clinic.says("Unit in A"));
    REQUIRE(clinic.screen_.tap("unit.remove"));
    clinic.settle();
    CHECK(clinic.units("A").empty());
}

TEST_CASE("what is redacted counts as one word, and a unit around it has all of it") {
    Coding clinic;
    clinic.does(clinic::add_theme("Proof"));
    clinic.begin(U'2');
    clinic.look();
    clinic.show(clinic.text(kFirst));
    // "boss at [employer] can": the label is one step of the arrow.
    int steps = 0;
    for (; steps < 40; ++steps) {
        clinic.press(ui::Key::Right);
        if (clinic.says("“boss”")) break;
    }
    REQUIRE(steps < 40);
    for (int i = 0; i < 3; ++i) clinic.screen_.key({ui::Key::Right, 0, false, true, false});
    clinic.keys(U"1");
    CHECK(clinic.units("A") == Words{"boss at [employer] can"});
}

TEST_CASE("keys that are pressed while a step is on its way act on what it has left") {
    Coding clinic;
    clinic.does(clinic::add_theme("Doing again"));
    clinic.begin(U'2');
    clinic.look();
    clinic.show(clinic.text(kSecond));
    std::promise<void> go_on;
    clinic.data_.coding_waits_for_ = go_on.get_future().share();
    mark(clinic, 0, 1);
    clinic.letter(U'1');
    for (const auto key : {ui::Key::Right, ui::Key::Right, ui::Key::Right}) clinic.press(key);
    clinic.letter(U'1');
    clinic.screen_.keys(
        {{ui::Key::Down, 0, false, false, false}, {ui::Key::Delete, 0, false, false, false}});
    clinic.screen_.close();
    CHECK_FALSE(clinic.app_.finished());
    go_on.set_value();
    clinic.until([&] { return clinic.app_.finished(); });
    CHECK(clinic.units("A") == Words{"want"});
}

TEST_CASE("each text is read and its impression noted, and the window says how many are left") {
    Coding clinic;
    clinic.begin(U'1');
    clinic.look();
    const clinic::CodedText first = clinic.stored_->texts[0], second = clinic.stored_->texts[1];
    CHECK(clinic.says("5 texts are left to read."));
    clinic.press(ui::Key::Enter);
    clinic.type("Wants it seem");
    for (int i = 0; i < 2; ++i) clinic.press(ui::Key::Left);
    clinic.press(ui::Key::Backspace);
    clinic.type("e");
    clinic.press(ui::Key::End);
    clinic.press(ui::Key::Backspace);
    clinic.type("n");
    // Nothing is stored at each letter, but within a pause.
    clinic.look();
    CHECK(clinic.stored_->texts[0].impression.empty());
    clinic.clock_.advance_ms(3'100);
    clinic.settle();
    clinic.look();
    CHECK(clinic.stored_->texts[0].impression == "Wants it seen");
    clinic.type(", at last");
    clinic.press(ui::Key::Escape);
    clinic.keys(U"R");
    clinic.look();
    CHECK(clinic.stored_->texts[0].impression == "Wants it seen, at last");
    CHECK(clinic.stored_->texts[0].read);
    CHECK_FALSE(clinic.stored_->texts[1].read);
    CHECK(clinic.stored_->state.readings.contains({first.id, coding::user_id("LH")}));
    CHECK(clinic.says("4 texts are left to read."));
    // The next is shown, and what is typed there is its own; a lock loses none of it.
    clinic.press(ui::Key::Enter);
    clinic.type("Afraid");
    clinic.letter(U'L', true);
    clinic.settle();
    CHECK(clinic.model().place() == clinic::Place::Unlock);
    CHECK(clinic.model().coding().board() == nullptr);
    clinic.look();
    CHECK(clinic.stored_->texts[1].impression == "Afraid");
    CHECK(clinic.stored_->texts[0].impression == "Wants it seen, at last");
}

TEST_CASE("an impression is as long as one may be, and no longer") {
    Coding clinic;
    clinic.begin(U'1');
    clinic.press(ui::Key::Enter);
    clinic.type(std::string(clinic::kMostProse + 50, 'w'));
    clinic.press(ui::Key::Escape);
    clinic.settle();
    clinic.look();
    CHECK(clinic.stored_->texts[0].impression.size() == clinic::kMostProse);
}

TEST_CASE("a theme is condensed with links to its units, held against them, and said to hold") {
    Coding clinic;
    clinic.does(clinic::add_theme("Proof for others"));
    clinic.look();
    const auto theme = clinic.stored_->themes[0].id;
    for (const char* words : {"a picture", "not all in my head"})
        clinic.does(clinic::mark_unit(clinic.text(kFirst).id,
                                      clinic.words_in(clinic.text(kFirst), words), theme));
    clinic.begin(U'3');
    CHECK(clinic.says("2 units are not linked yet"));
    clinic.press(ui::Key::Enter);
    clinic.type("I want it to be seen.");
    clinic.press(ui::Key::Escape);
    clinic.keys(U"L");
    CHECK(clinic.says("1 unit is not linked yet"));
    clinic.key(ui::Key::Down);
    clinic.keys(U"LQ");
    CHECK(clinic.says("Every unit is linked"));
    clinic.look();
    REQUIRE(clinic.stored_->state.condensates.size() == 1);
    const coding::Condensate& one = clinic.stored_->state.condensates.begin()->second;
    CHECK(one.text == "I want it to be seen.");
    CHECK(one.group == theme);
    CHECK(one.units.size() == 2);
    CHECK(clinic.stored_->words_of(clinic.stored_->state.units.at(one.quotation)) ==
          "not all in my head");
    clinic.step(U'4');
    CHECK(clinic.says("I want it to be seen."));
    CHECK_FALSE(clinic.screen_.stage().targets().find("supports")->on);
    clinic.press(ui::Key::Enter);
    clinic.type("They want proof for others.");
    clinic.press(ui::Key::Escape);
    clinic.settle();
    CHECK(clinic.says("2 units to read again"));
    clinic.keys(U"YN");
    clinic.look();
    REQUIRE(clinic.stored_->state.syntheses.size() == 1);
    coding::Synthesis synthesis = clinic.stored_->state.syntheses.begin()->second;
    CHECK(synthesis.text == "They want proof for others.");
    CHECK(synthesis.condensates == std::set{one.id});
    const auto& units = clinic.stored_->themes[0].units;
    CHECK(synthesis.checks.at(units[0]) == coding::Verdict::Supports);
    CHECK(synthesis.checks.at(units[1]) == coding::Verdict::Contradicts);
    CHECK(clinic.says("Every unit was read again"));
    // Written anew, it is held against all of them again.
    clinic.press(ui::Key::Enter);
    clinic.type(" Most of them.");
    clinic.press(ui::Key::Tab);
    clinic.settle();
    CHECK(clinic.says("2 units to read again"));
}

TEST_CASE("a researcher codes what was released, and sees no text that was not") {
    Coding clinic;
    clinic.data_.person_ = {"RH", archive::Role::Researcher};
    clinic.unlock();
    clinic.go(U'3');
    CHECK(clinic.says("This is for a clinician"));
    REQUIRE(clinic.screen_.tap("step.units"));
    clinic.until([&] { return clinic.model().coding().board() != nullptr; });
    clinic.settle();
    CHECK(clinic.says("5 released texts, 0 coded"));
    CHECK(clinic.model().texts().queue() == nullptr);
    CHECK_FALSE(clinic.screen_.has("accept"));
    clinic.clock_.advance_ms(400);
    new_theme(clinic, "Proof");
    clinic.look();
    CHECK(clinic.stored_->themes.size() == 1);
    REQUIRE(clinic.screen_.tap("step.redact"));
    clinic.screen_.frames(2);
    CHECK(clinic.says("This is for a clinician"));
}

TEST_CASE("a coding of 5,000 texts and 20,000 units is drawn a window at a time, to its last row") {
    Coding clinic;
    constexpr std::size_t kTexts = 5'000, kUnits = 4;
    coding::Entry entry;
    entry.id = coding::derived_guid("entry");
    entry.by = "LH";
    coding::Code code;
    code.id = coding::derived_guid("code");
    code.name = "Proof";
    entry.steps.emplace_back(coding::AddCode{code});
    const review::QueuedText released = clinic.data_.texts_[1];
    clinic.data_.texts_.assign(kTexts, released);
    for (std::size_t i = 0; i < kTexts; ++i) {
        const std::string id = std::to_string(10'000'000 + i);
        clinic.data_.texts_[i].id = id;
        for (std::uint32_t k = 0; k < kUnits; ++k) {
            coding::Unit unit;
            unit.id = coding::derived_guid(id + std::to_string(k));
            unit.text = coding::derived_guid(id);
            unit.from = 7 * k;
            unit.to = unit.from + 5;
            unit.codings.push_back({coding::derived_guid("c", unit.id), code.id, {}});
            entry.steps.emplace_back(coding::MarkUnit{unit});
        }
    }
    REQUIRE(clinic.data_.coding_.add(std::move(entry)));
    clinic.begin(U'2');
    CHECK(clinic.says("20000"));
    const auto few = [&] {
        CHECK(clinic.screen_.stage().targets().all().size() < 60);
        CHECK(clinic.screen_.stage().lines().size() < 200);
    };
    few();
    clinic.key(ui::Key::End);
    CHECK(clinic.screen_.has("coded:10004999"));
    clinic.key(ui::Key::Down);
    clinic.key(ui::Key::Delete);
    clinic.look();
    CHECK(clinic.stored_->texts.back().units.size() == kUnits - 1);
    for (const char32_t step : {U'1', U'3', U'4'}) {
        clinic.step(step);
        few();
    }
}
