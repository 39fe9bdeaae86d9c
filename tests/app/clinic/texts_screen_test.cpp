// 08: a clinician reads the texts of the made-up clinic, by keys and by pointer.
#include <future>

#include "sitting.h"

using namespace spine;
using test::Sitting;

namespace {

// The queue on the screen, its first text shown.
void read_texts(Sitting& clinic) {
    clinic.unlock();
    clinic.go(U'3');
    clinic.until([&] { return clinic.app_.model().texts().queue() != nullptr; });
    clinic.screen_.frames(2);
}

const review::QueuedText& text(Sitting& clinic, std::size_t place) {
    return clinic.app_.model().texts().queue()->at(place);
}

// One more frame behind the decision that is on its way.
void settle(Sitting& clinic) {
    clinic.until([&] { return !clinic.app_.model().texts().deciding(); });
    clinic.screen_.frames(2);
}

void decide(Sitting& clinic, char32_t letter) {
    clinic.letter(letter);
    settle(clinic);
}

void shift(Sitting& clinic, ui::Key key) {
    clinic.screen_.key({key, 0, false, true, false});
}

}  // namespace

TEST_CASE("the queue counts what waits, and shows each text with what is proposed of it") {
    Sitting clinic;
    read_texts(clinic);
    CHECK(clinic.says("7 texts, 4 to read, 2 accepted"));
    CHECK(clinic.says("en, own words,"));
    CHECK(clinic.says("“Vestas”"));
    CHECK(clinic.says("“Randers”"));
    // Nobody has decided: the copy is that of the text, and nothing leaves.
    CHECK(clinic.says("Nothing yet; this, once somebody accepts it:"));
}

TEST_CASE("what is redacted by a key stands as its kind, in the text and in what leaves") {
    Sitting clinic;
    read_texts(clinic);
    const std::size_t proposals = text(clinic, 0).proposals.size();
    REQUIRE(proposals >= 3);
    for (std::size_t i = 0; i < proposals; ++i) decide(clinic, U'Y');
    CHECK(text(clinic, 0).reading.redactions.size() == proposals);
    CHECK(clinic.says("Nothing more is suggested."));
    CHECK(clinic.says("[place]"));
    CHECK(clinic.says("U undoes the last step"));
    decide(clinic, U'A');
    CHECK(text(clinic, 0).reading.state == archive::TextState::Released);
    CHECK(clinic.says("Accepted by LH:"));
    CHECK(clinic.says("Studies that ask for two people"));
    // Who has accepted it cannot be the second one.
    CHECK_FALSE(clinic.screen_.stage().targets().find("accept")->on);
    decide(clinic, U'U');
    CHECK(text(clinic, 0).reading.state == archive::TextState::Waiting);
    CHECK(text(clinic, 0).reading.redactions.size() == proposals);
}

TEST_CASE("words are marked by keys or with a finger, and redacted as what the reader says") {
    Sitting clinic;
    read_texts(clinic);
    clinic.letter(U'J');  // the second text: nothing is proposed of it
    clinic.screen_.frame();
    REQUIRE(text(clinic, 1).proposals.empty());
    clinic.press(ui::Key::Right);
    for (int i = 0; i < 2; ++i) clinic.press(ui::Key::Right);
    shift(clinic, ui::Key::Right);
    clinic.screen_.frame();
    CHECK(clinic.says("“want to”"));
    CHECK(clinic.says("marked by you"));
    decide(clinic, U'3');
    REQUIRE(text(clinic, 1).reading.redactions.size() == 1);
    const auto redaction = text(clinic, 1).reading.redactions.front();
    CHECK(redaction.from == 7);
    CHECK(redaction.to == 14);
    CHECK(redaction.stands_for == static_cast<std::uint8_t>(review::RedactionKind::Employer));
    // What was accepted with other redactions waits again.
    CHECK(text(clinic, 1).reading.state == archive::TextState::Waiting);
    const ui::DrawnLine* from = clinic.line("know");
    const ui::DrawnLine* to = clinic.line("may");
    REQUIRE(from != nullptr);
    REQUIRE(to != nullptr);
    const float y = from->ink.centre().y;
    REQUIRE(std::abs(y - to->ink.centre().y) < 6);
    clinic.screen_.press({from->ink.centre().x, y});
    clinic.screen_.release({to->ink.centre().x, y});
    clinic.screen_.frame();
    CHECK(clinic.says("“know whether I may”"));
    REQUIRE(clinic.screen_.tap("kind:name"));
    settle(clinic);
    CHECK(text(clinic, 1).reading.redactions.size() == 2);
    CHECK(clinic.says("[name]"));
}

TEST_CASE("what is like a CPR number is redacted unless somebody keeps it") {
    Sitting clinic;
    read_texts(clinic);
    REQUIRE(clinic.screen_.tap("text:" + text(clinic, 3).id));
    clinic.screen_.frame();
    CHECK(clinic.says("like a CPR number, redacted unless kept"));
    CHECK(clinic.says("My number is [cpr] and"));
    SECTION("a release redacts it") {
        REQUIRE(clinic.screen_.tap("accept"));
        settle(clinic);
        CHECK(text(clinic, 3).reading.state == archive::TextState::Released);
        CHECK(text(clinic, 3).reading.redactions.size() == 1);
    }
    SECTION("kept, it stays") {
        REQUIRE(clinic.screen_.tap("keep:0"));
        settle(clinic);
        REQUIRE(clinic.screen_.tap("accept"));
        settle(clinic);
        CHECK(text(clinic, 3).reading.redactions.empty());
        CHECK(clinic.says("120385-1234"));
    }
}

TEST_CASE("a filter shows what waits alone, and a text that was decided stays until one goes on") {
    Sitting clinic;
    read_texts(clinic);
    decide(clinic, U'F');
    CHECK_FALSE(clinic.screen_.has("text:" + text(clinic, 1).id));
    const std::string id = text(clinic, 0).id;
    decide(clinic, U'W');
    CHECK(text(clinic, 0).reading.state == archive::TextState::Withheld);
    CHECK(clinic.screen_.has("text:" + id));
    CHECK(clinic.says("Nothing: the text is withheld."));
    for (int i = 0; i < 4; ++i) clinic.letter(U'F');
    clinic.screen_.frame();
    CHECK_FALSE(clinic.screen_.has("text:" + id));
    CHECK(clinic.says("7 texts, 3 to read, 2 accepted"));
}

TEST_CASE("a text in letters that cannot be drawn here cannot be accepted here") {
    Sitting clinic;
    auto& arabic = clinic.data_.texts_[0];
    arabic.text = "أريد أن أعرف";
    arabic.proposals.clear();
    read_texts(clinic);
    CHECK_FALSE(clinic.screen_.stage().targets().find("accept")->on);
    decide(clinic, U'A');
    CHECK(text(clinic, 0).reading.state == archive::TextState::Waiting);
    CHECK(clinic.says("letters that cannot be shown here"));
    // Nor in those of the second plane, which begin where the signs end.
    clinic.data_.texts_[0].text = "I \U00020000 hope";
    clinic.go(U'1');
    clinic.go(U'3');
    clinic.until([&] { return clinic.says("hope"); });
    CHECK_FALSE(clinic.screen_.stage().targets().find("accept")->on);
    // A smiling face is no letter.
    clinic.data_.texts_[0].text = "I hope 🙂";
    clinic.go(U'1');
    clinic.go(U'3');
    clinic.until([&] { return clinic.screen_.stage().targets().find("accept")->on; });
    CHECK(clinic.screen_.stage().targets().find("accept")->on);
}

TEST_CASE("a long text scrolls, and none of it is lost") {
    Sitting clinic;
    std::string words;
    for (int i = 0; i < 120; ++i) words.append("wordy hope ");
    words.append("theverylastone");
    clinic.data_.texts_[0].text = words + std::string(90, 'w');
    clinic.data_.texts_[0].proposals.clear();
    read_texts(clinic);
    CHECK_FALSE(clinic.says("Nothing has been decided yet."));
    clinic.press(ui::Key::PageDown);
    clinic.press(ui::Key::PageDown);
    clinic.screen_.frames(2);
    CHECK(clinic.says("theverylastone"));
    CHECK(clinic.says("Nothing has been decided yet."));
}

TEST_CASE("keys that are pressed while a decision is on its way act on what it has left") {
    Sitting clinic;
    read_texts(clinic);
    const std::size_t proposals = text(clinic, 0).proposals.size();
    std::promise<void> go_on;
    clinic.data_.decision_waits_for_ = go_on.get_future().share();
    // The last two fall into one frame.
    clinic.letter(U'Y');
    clinic.letter(U'N');
    clinic.screen_.keys({{ui::Key::Character, U'Y', false, false, false},
                         {ui::Key::Character, U'A', false, false, false}});
    CHECK(text(clinic, 0).reading.decisions.empty());
    go_on.set_value();
    clinic.until([&] { return text(clinic, 0).reading.state == archive::TextState::Released; });
    CHECK(text(clinic, 0).reading.redactions.size() == 2);
    CHECK(text(clinic, 0).reading.kept.size() == 1);
    CHECK(text(clinic, 0).reading.decisions.size() == 4);
    CHECK(proposals >= 3);
}

TEST_CASE("a key decides on the text that was shown when it was pressed, and on no other") {
    Sitting clinic;
    read_texts(clinic);
    const ui::KeyPress accept{ui::Key::Character, U'A', false, false, false};
    const ui::KeyPress next{ui::Key::Character, U'J', false, false, false};
    const ui::KeyPress withhold{ui::Key::Character, U'W', false, false, false};
    clinic.screen_.keys({accept, next, next, withhold});  // the second has been accepted
    settle(clinic);
    settle(clinic);
    CHECK(text(clinic, 0).reading.state == archive::TextState::Released);
    CHECK(text(clinic, 2).reading.decisions.empty());
    decide(clinic, U'A');
    CHECK(text(clinic, 2).reading.state == archive::TextState::Released);
}

TEST_CASE("nothing is decided on a text that came in the place of the one that was read") {
    Sitting clinic;
    read_texts(clinic);
    const std::string was = text(clinic, 0).id;
    // It was withdrawn meanwhile, like the next: what somebody decides of it fails, and the texts
    // are read anew.
    clinic.data_.texts_.erase(clinic.data_.texts_.begin(), clinic.data_.texts_.begin() + 2);
    clinic.data_.decision_fails_ = true;
    std::promise<void> read;
    clinic.data_.texts_wait_for_ = read.get_future().share();
    clinic.letter(U'Y');
    settle(clinic);
    CHECK(text(clinic, 0).id == was);
    clinic.before_the_next_frame([&] { read.set_value(); });
    clinic.letter(U'A');
    REQUIRE(text(clinic, 0).id != was);
    clinic.screen_.tap("accept");
    settle(clinic);
    CHECK(text(clinic, 0).reading.decisions.empty());
    // It was drawn by now.
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("accept"));
    settle(clinic);
    CHECK(text(clinic, 0).reading.state == archive::TextState::Released);
}

TEST_CASE("no key follows a decision that came to nothing") {
    Sitting clinic;
    read_texts(clinic);
    clinic.data_.decision_fails_ = true;
    clinic.screen_.keys({{ui::Key::Character, U'Y', false, false, false},
                         {ui::Key::Character, U'A', false, false, false}});
    settle(clinic);
    settle(clinic);
    CHECK(text(clinic, 0).reading.decisions.empty());
    CHECK(text(clinic, 0).reading.state == archive::TextState::Waiting);
    // What is pressed after it counts.
    decide(clinic, U'A');
    CHECK(text(clinic, 0).reading.state == archive::TextState::Released);
}

TEST_CASE("nobody's words stay in memory for another place") {
    Sitting clinic;
    read_texts(clinic);
    clinic.go(U'1');
    CHECK(clinic.app_.model().texts().queue() == nullptr);
    clinic.go(U'3');
    clinic.until([&] { return clinic.app_.model().texts().queue() != nullptr; });
    CHECK(text(clinic, 0).reading.decisions.empty());
}

TEST_CASE("a window that is closed stays until what was decided in it is stored") {
    Sitting clinic;
    read_texts(clinic);
    std::promise<void> go_on;
    clinic.data_.decision_waits_for_ = go_on.get_future().share();
    clinic.letter(U'Y');
    clinic.letter(U'W');
    clinic.screen_.close();
    CHECK_FALSE(clinic.app_.finished());
    go_on.set_value();
    clinic.until([&] { return clinic.app_.finished(); });
    CHECK(clinic.data_.texts_[0].reading.redactions.size() == 1);
    CHECK(clinic.data_.texts_[0].reading.state == archive::TextState::Withheld);
}

TEST_CASE("a text longer than anybody writes here is withheld and nothing else") {
    Sitting clinic;
    std::string words;
    for (std::size_t i = 0; i < clinic::kLongestText / 2; ++i) words.append("w ");
    clinic.data_.texts_[0].text = words + "w";
    clinic.data_.texts_[0].proposals.clear();
    clinic.data_.texts_[1].text = words;
    clinic.data_.texts_[1].proposals.clear();
    read_texts(clinic);
    CHECK(clinic.says("It can only be withheld."));
    CHECK_FALSE(clinic.screen_.stage().targets().find("accept")->on);
    CHECK_FALSE(clinic.screen_.has("words"));
    clinic.letter(U'A');
    decide(clinic, U'Y');
    CHECK(text(clinic, 0).reading.decisions.empty());
    clinic.photograph("clinic-text-too-long.png");
    decide(clinic, U'W');
    CHECK(text(clinic, 0).reading.state == archive::TextState::Withheld);
    // One letter less is read like any other.
    clinic.letter(U'J');
    clinic.screen_.frame();
    CHECK_FALSE(clinic.says("It can only be withheld."));
    CHECK(clinic.screen_.has("words"));
}

TEST_CASE("why a number is proposed stands before its buttons, in Danish too") {
    Sitting clinic("da");
    read_texts(clinic);
    REQUIRE(clinic.screen_.tap("text:" + text(clinic, 3).id));
    clinic.screen_.frame();
    const ui::DrawnLine* why = clinic.line("som et CPR-nummer, skjules ellers");
    REQUIRE(why != nullptr);
    CHECK(why->ink.right() < 792 - 4);
    CHECK(clinic.says("”120385-1234”"));
    clinic.photograph("clinic-text-cpr-da.png");
}

TEST_CASE("locking takes the texts away, whatever was on its way") {
    Sitting clinic;
    read_texts(clinic);
    clinic.letter(U'Y');
    clinic.letter(U'L', true);
    clinic.screen_.frames(2);
    CHECK(clinic.app_.model().place() == clinic::Place::Unlock);
    CHECK(clinic.app_.model().texts().queue() == nullptr);
    clinic.until([&] { return !clinic.app_.model().texts().deciding(); });
    CHECK_FALSE(clinic.says("Vestas"));
    clinic.clock_.advance_ms(400);
    read_texts(clinic);
    CHECK(clinic.says("“Randers”"));
}

TEST_CASE("a researcher is told whom single patients and their words are for") {
    Sitting clinic;
    clinic.data_.person_ = {"RH", archive::Role::Researcher};
    clinic.unlock();
    CHECK(clinic.app_.model().place() == clinic::Place::Export);
    clinic.go(U'3');
    CHECK(clinic.says("This is for a clinician"));
    CHECK(clinic.app_.model().texts().queue() == nullptr);
    REQUIRE(clinic.screen_.tap("rail:worklist"));
    clinic.screen_.frames(2);
    CHECK(clinic.says("The list and its pages are about single patients."));
    CHECK(clinic.app_.model().worklist() == nullptr);
    clinic.photograph("clinic-refused-en.png");
}
