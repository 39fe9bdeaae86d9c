// What the clinic's screens say of a patient, read from them as a clinician does.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "clinic/times.h"
#include "sitting.h"

using namespace spine;
using test::ends_above_the_guide;
using test::Sitting;

namespace {

// Words that are the same in both languages, or a name.
const std::set<std::string> kAlike = {"Tablet",  "Status",   "Enter",  "Ctrl", "Back clinic",
                                      "131 873", "Tablet 2", "before", "after"};

bool is_word(const std::string& text) {
    const auto letters = std::count_if(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    return letters >= 4 && text.find_first_of("0123456789") == std::string::npos;
}

std::set<std::string> lines_of(const Sitting& clinic) {
    std::set<std::string> lines;
    for (const ui::DrawnLine& line : clinic.stage_.lines())
        if (is_word(line.text) && !kAlike.contains(line.text)) lines.insert(line.text);
    return lines;
}

std::set<std::string> lines_of_every_screen(const std::string& language) {
    Sitting clinic(language);
    std::set<std::string> all = lines_of(clinic);
    clinic.unlock();
    all.merge(lines_of(clinic));
    for (const char* session : {"bb", "aa"}) {
        clinic.open(session);
        all.merge(lines_of(clinic));
        clinic.press(ui::Key::Escape);
        clinic.screen_.frames(2);
        clinic.clock_.advance_ms(400);
    }
    return all;
}

using Translations = std::map<std::string, std::string>;

// The longest of the texts that may stand in the place of a name in the guide's sentences.
class Longest {
  public:
    explicit Longest(std::string language) : language_(std::move(language)) {}
    void take(const std::string& name, const std::string& text) {
        std::string& longest = by_name_[name];
        if (text.size() > longest.size()) longest = text;
    }
    [[nodiscard]] std::string fill(const Translations& text) const {
        return ui::fill_in(review::words_in(text, language_), {{"sign", by_name_.at("sign")},
                                                               {"topic", by_name_.at("topic")},
                                                               {"phrase", by_name_.at("phrase")}});
    }

  private:
    std::string language_;
    std::map<std::string, std::string> by_name_;
};

Longest longest_in(const config::Config& config, const std::string& language) {
    Longest longest(language);
    const auto* signs = config.questionnaires.at("before-assessment").find("signs.b");
    for (const auto& option : signs->options)
        if (!option.exclusive) longest.take("sign", option.display.in(language));
    for (const auto& [item, words] : config.guide_words.topics)
        longest.take("topic", words.at(language));
    for (const auto& [code, words] : config.guide_words.phrases)
        longest.take("phrase", words.at(language));
    return longest;
}

Sitting& open_stopped(Sitting& clinic) {
    clinic.unlock();
    clinic.open("bb");
    return clinic;
}

std::string time_of(UnixMs at) {
    return clinic::local_time(at);
}

}  // namespace

TEST_CASE("no line of English stands on a Danish screen") {
    const auto english = lines_of_every_screen("en");
    CHECK(english.contains("Worry"));
    for (const std::string& line : lines_of_every_screen("da")) {
        INFO(line);
        CHECK_FALSE(english.contains(line));
    }
}

TEST_CASE("an open stop-now sign stands first in the list, and who has taken over moves it down") {
    Sitting clinic;
    clinic.unlock();
    const auto top = [&](const char* row) { return clinic.stage_.targets().find(row)->rect.y; };
    CHECK(top("row:bb") < top("row:aa"));
    CHECK(top("row:bb") < top("row:cc"));
    clinic.data_.pages_["bb"].taken_over = true;
    clinic.data_.pages_["bb"].started += 1;
    clinic.clock_.advance_ms(6'000);
    clinic.until([&] { return top("row:bb") > top("row:cc"); });
}

TEST_CASE("a session that broke off says when, and the red strip what happened at the tablet") {
    Sitting clinic;
    const clinic::Moments& moments = clinic.data_.moments_["bb"];
    open_stopped(clinic);
    CHECK(clinic.says("Started today " + time_of(clinic.data_.pages_["bb"].started) +
                      ", interrupted " + time_of(moments.last)));
    CHECK(clinic.says("Interrupted after 27 answers."));
    CHECK(clinic.says("ticked at " + time_of(moments.ticked[0])));
    CHECK(clinic.says("not sure at " + time_of(moments.ticked[1]) + ", counts as yes"));
    CHECK(clinic.says("The stop page was shown at " + time_of(moments.stop_page) +
                      ". Staff led on at the tablet at " + time_of(moments.led_on) +
                      ". Nobody has taken over here yet."));
    CHECK_FALSE(clinic.says("answered alone, interrupted"));
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("take_over"));
    clinic.until([&] { return clinic.says("A member of staff has taken over."); });
}

TEST_CASE("once somebody has taken over, the whole guide stands below the signs, over nothing") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    open_stopped(clinic);
    clinic.clock_.advance_ms(400);
    REQUIRE(clinic.screen_.tap("take_over"));
    clinic.until([&] { return clinic.app_.model().page()->taken_over; });
    CHECK(clinic.app_.model().page()->guide.size() == 4);
    CHECK(clinic.says(clinic::local_time(clinic.data_.moments_["bb"].ticked[1])));
    clinic.photograph("clinic-04-taken-over-" + language + ".png");
    ends_above_the_guide(clinic, language);
}

TEST_CASE("the page ends above the guide, also where somebody answered for the patient") {
    const std::string language = GENERATE("en", "da");
    const std::string session = GENERATE("aa", "cc");
    Sitting clinic(language);
    clinic.unlock();
    clinic.open(session);
    clinic.photograph("clinic-03-" + session + "-" + language + ".png");
    ends_above_the_guide(clinic, language);
}

TEST_CASE("a time that is not known is not said") {
    Sitting clinic;
    clinic.data_.moments_["bb"] = {};
    clinic.data_.moments_["bb"].answers = 1;
    open_stopped(clinic);
    CHECK(clinic.says("Interrupted after 1 answer."));
    CHECK(clinic.says(" ticked "));
    CHECK(clinic.says("not sure, counts as yes"));
    CHECK(clinic.says("No member of staff has confirmed it yet."));
    CHECK_FALSE(clinic.says("The stop page"));
    CHECK_FALSE(clinic.says(time_of(0)));
}

TEST_CASE("the answers of the red strip stand beside its signs, its button's words in the middle") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    open_stopped(clinic);
    const auto& signs = clinic.data_.pages_["bb"].warning.signs;
    REQUIRE(signs.size() == 2);
    float widest = 0;
    for (const auto& sign : signs) widest = std::max(widest, clinic.line(sign.words)->ink.right());
    for (const char* answer : {language == "da" ? "sat kryds kl." : "ticked at",
                               language == "da" ? "ved ikke kl." : "not sure at"}) {
        INFO(answer);
        REQUIRE(clinic.line(answer) != nullptr);
        CHECK(std::abs(clinic.line(answer)->ink.x - widest - 31) <= 2);
    }
    const ui::Rect& button = clinic.stage_.targets().find("take_over")->rect;
    const ui::DrawnLine* label =
        clinic.line(language == "da" ? "Jeg har taget over" : "I have taken over");
    REQUIRE(label != nullptr);
    const ui::DrawnLine* key = label + 1;
    REQUIRE(key->text == "A");
    CHECK(std::abs((label->ink.x - button.x) - (button.right() - key->ink.right())) <= 2);
}

TEST_CASE("one tablet is one tablet, a silent one is named, and the day stands as it is written") {
    Sitting english;
    english.data_.received_ = {english.clock_.now(), 1, {{"Tablet 2", 26}}, 0, 3};
    english.unlock();
    CHECK(english.says("Last received just now, 1 tablet Code"));
    CHECK(english.says("Tablet 2 silent for 26 h"));
    CHECK(english.says("Tuesday 24 November 2026"));
    Sitting danish("da");
    danish.data_.received_ = {danish.clock_.now(), 1, {{"Tablet 2", 26}}, 0, 3};
    danish.unlock();
    CHECK(danish.says("Senest modtaget netop nu, 1 tablet Kode"));
    CHECK(danish.says("Tablet 2 tavs i 26 t."));
    CHECK(danish.says("tirsdag den 24. november 2026"));
    danish.data_.received_.tablets = 2;
    danish.clock_.advance_ms(6'000);
    danish.until([&] { return danish.says("2 tablets"); });
}

TEST_CASE("signs that are too long for the list end with how many more there are") {
    Sitting clinic("da");
    auto& warning = clinic.data_.pages_["cc"].warning;
    warning.kind = review::Warning::TierB;
    for (const char* sign : {"Kræft nu eller før", "Feber eller infektion, eller svækket forsvar",
                             "Vægttab uden grund", "Fald, skade eller knogleskørhed"})
        warning.signs.push_back({sign, false, "b"});
    clinic.unlock();
    clinic.photograph("clinic-02-worklist-many-signs.png");
    CHECK(clinic.says("Kræft nu eller før"));
    CHECK(clinic.says(" + 2"));
}

TEST_CASE("no button of the header runs into its key") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    clinic.unlock();
    clinic.open("aa");
    const bool danish = language == "da";
    for (const char* label : {danish ? "Forrige" : "Previous", danish ? "Næste" : "Next",
                              danish ? "Markér som set" : "Mark reviewed"}) {
        INFO(label);
        const ui::DrawnLine* words = clinic.line(label);
        REQUIRE(words != nullptr);
        const ui::DrawnLine& key = words[1];
        REQUIRE(key.text.size() == 1);
        CHECK(key.ink.x - words->ink.right() >= 12);
    }
}

TEST_CASE("the header says an age in short") {
    Sitting clinic("da");
    clinic.data_.pages_["cc"].age_band = "Under 18";
    clinic.data_.pages_["bb"].age_band = "80 eller derover";
    clinic.unlock();
    clinic.open("aa");
    CHECK(clinic.says("alder 40–49, svarede alene, færdig"));
    clinic.letter(U'J');
    clinic.until([&] { return clinic.says("alder under 18"); });
    clinic.letter(U'K');
    clinic.until([&] { return clinic.says("alder 40–49"); });
    clinic.letter(U'K');
    clinic.until([&] { return clinic.says("alder 80 eller derover"); });
}

TEST_CASE(
    "where it hurts and since when are two sentences, and a missed answer says what became of it") {
    Sitting clinic;
    clinic.unlock();
    clinic.open("aa");
    CHECK(clinic.says("Left calf. Over a year."));
    CHECK(clinic.says("Missed: what a normal scan means Explained; staff may take it up"));
    // Broken off: nobody knows whether the explanation was still read.
    clinic.data_.pages_["aa"].status = "stopped";
    clinic.letter(U'R');
    clinic.until([&] { return clinic.app_.model().page()->reviewed; });
    clinic.screen_.frames(2);
    CHECK(clinic.says("Missed: what a normal scan means Staff may take it up"));
    CHECK_FALSE(clinic.says("Explained"));
    Sitting danish("da");
    danish.unlock();
    danish.open("aa");
    CHECK(danish.says("Ikke på plads: hvad en normal scanning betyder Forklaret;"));
}

TEST_CASE("every sentence of the conversation guide fits its column, with its longest words") {
    const std::string language = GENERATE("en", "da");
    Sitting clinic(language);
    const config::Config& config = clinic.data_.config();
    const Longest longest = longest_in(config, language);
    clinic.unlock();
    clinic.open("aa");
    for (const config::GuideRule& rule : config.guide) {
        const review::GuideLine line{rule.slot,
                                     review::words_in(rule.heading, language),
                                     longest.fill(rule.sentence),
                                     longest.fill(rule.reason),
                                     {}};
        INFO(line.sentence);
        clinic.data_.pages_["aa"].guide = {line, line, line, line};
        const bool reviewed = clinic.data_.pages_["aa"].reviewed;
        clinic.letter(U'R');  // the page is read anew
        clinic.until([&] { return clinic.app_.model().page()->reviewed != reviewed; });
        clinic.photograph("clinic-guide-" + language + "-" + std::to_string(rule.slot) + ".png");
        for (const ui::DrawnLine& drawn : clinic.stage_.lines())
            if (drawn.ink.y > 677 && drawn.ink.x > 96) CHECK(drawn.ink.bottom() <= 880);
    }
}

TEST_CASE("while it opens the screen says for how long, and always whose key it is") {
    const std::string language = GENERATE("en", "da");
    const bool danish = language == "da";
    Sitting clinic(language);
    std::promise<void> derived;
    clinic.data_.unlock_waits_for_ = derived.get_future().share();
    CHECK(clinic.says("3f2a 91c0 7b14 e05d 88a6 2c3f 0d91 b7e2 46fa 1c58"));
    clinic.type("a right passphrase");
    clinic.press(ui::Key::Enter);
    clinic.clock_.advance_ms(900);
    clinic.photograph("clinic-01-unlock-opening-" + language + ".png");
    CHECK(clinic.app_.model().unlocking());
    CHECK(clinic.says(danish ? "ca. 1 s tilbage" : "about 1 s left"));
    clinic.clock_.advance_ms(900);
    clinic.photograph("clinic-01-unlock-opening-longer-" + language + ".png");
    CHECK(clinic.says(danish ? "lidt endnu" : "a little longer"));
    CHECK(clinic.says(danish ? "Klinikkens nøgle." : "The clinic's key."));
    derived.set_value();
    clinic.until([&] { return clinic.app_.model().worklist() != nullptr; });
}
