#include <algorithm>
#include <catch2/catch.hpp>

#include "fixture.h"
#include "review/guide.h"

using namespace spine;
using test::Patient;
using test::usual_patient;

namespace {

// The line of a slot; an empty one if the guide has none there.
review::GuideLine line(const config::Config& config, const Patient& patient, int slot,
                       std::string_view language = "en") {
    for (const auto& line : review::guide(config, patient.visit(config), language))
        if (line.slot == slot) return line;
    return {};
}

std::string heading(const config::Config& config, const Patient& patient, int slot) {
    return line(config, patient, slot).heading;
}

Patient worried(int before, int after) {
    return usual_patient()
        .says("worry", std::to_string(before))
        .says("worry.after", std::to_string(after));
}

}  // namespace

TEST_CASE("an open tier A is the only thing that the guide speaks of") {
    const auto config = test::real_config();
    Patient patient = usual_patient().tier("a").hopes({4, 4, 4, 4, 4, 4});
    const auto alone = review::guide(config, patient.visit(config), "en");
    REQUIRE(alone.size() == 1);
    CHECK(alone[0].slot == 0);
    CHECK(alone[0].heading == "First things first");

    patient.taken_over();
    const auto after = review::guide(config, patient.visit(config), "en");
    REQUIRE(after.size() == 4);
    CHECK(after[0].slot == 1);
}

TEST_CASE("slot 1 recognises proof, then being taken seriously, then worry, from 75 and 70 on") {
    const auto config = test::real_config();
    CHECK(line(config, usual_patient().hopes({0, 0, 0, 3, 4, 0}, ".after"), 1).reason ==
          "Proof is 75");
    CHECK(line(config, usual_patient().hopes({0, 0, 0, 2, 3, 0}, ".after"), 1).reason ==
          "Taken seriously is 75");
    CHECK(line(config, usual_patient().hopes({0, 0, 0, 2, 2, 0}, ".after"), 1).reason ==
          "No score in this slot is high");
    CHECK(line(config, worried(8, 7), 1).reason == "Worry is 70");
    CHECK(line(config, worried(8, 6), 1).reason == "No score in this slot is high");
    CHECK(line(config, usual_patient().hopes({0, 0, 0, 3}), 1).reason ==
          "Proof is 75, before reading");
    CHECK(line(config, usual_patient().hopes({0, 0, 0, 3}), 1, "da").reason ==
          "Bevis er 75, før læsning");
}

TEST_CASE("slot 2 asks of a ticked tier B sign first, in the clinic's words") {
    const auto config = test::real_config();
    const Patient patient =
        usual_patient().says("signs.b", R"(["injury","cancer"])").tier("b").hopes({4}, ".after");
    CHECK(line(config, patient, 2).sentence ==
          "Your answer about this matters: Cancer, now or before. Please tell me about it "
          "before I examine you.");
    const auto danish = line(config, patient, 2, "da").sentence;
    CHECK(danish.find("Dit svar om dette er vigtigt: ") == 0);
    CHECK(danish.find("Cancer, now") == std::string::npos);
}

TEST_CASE("slot 2 answers the highest remaining hope from 75 on, and proof is not among them") {
    const auto config = test::real_config();
    const auto of = [&](const std::vector<int>& steps) {
        return heading(config, usual_patient().hopes(steps, ".after"), 2);
    };
    CHECK(of({3, 2, 2, 4}) == "Show");
    CHECK(of({3, 4, 2, 0}) == "Give it words");
    CHECK(of({3, 3, 4, 0}) == "Open doors");
    CHECK(of({3, 3, 3, 0}) == "Show");  // ties: the questionnaire's order
    CHECK(of({2, 2, 2, 4, 4, 4}).empty());
    Patient longer("before-assessment-long");
    longer.says("next.decides", "\"3\"");
    CHECK(heading(config, longer, 2) == "Choose together");
    // 62.5 is below 75, and 75 by two items is enough.
    Patient two("before-assessment-long");
    two.says("hope.picture.after", "\"3\"").says("hope.picture.examination.after", "\"2\"");
    CHECK(heading(config, two, 2).empty());
    two.says("hope.picture.examination.after", "\"3\"");
    CHECK(heading(config, two, 2) == "Show");
}

TEST_CASE("slot 3: worry that eased from 50 by 30, worry that stays at 50, calm at 75") {
    const auto config = test::real_config();
    const auto reason = [&](const Patient& patient) { return line(config, patient, 3).reason; };
    CHECK(reason(worried(5, 2)) == "Worry 50, then 20");
    CHECK(reason(worried(7, 4)) == "Worry 70, then 40");
    CHECK(reason(worried(4, 1)) == "No worry, calm or missed answer stands out");  // 40
    CHECK(reason(worried(5, 3)) == "No worry, calm or missed answer stands out");  // 20 lower
    CHECK(reason(worried(5, 5)) == "Worry is 50 after reading");
    CHECK(reason(worried(6, 4)) == "No worry, calm or missed answer stands out");
    // From 70 on slot 1 has named the worry already, unless something else came first there.
    CHECK(reason(worried(7, 7)) == "No worry, calm or missed answer stands out");
    CHECK(reason(worried(7, 7).hopes({0, 0, 0, 3}, ".after")) == "Worry is 70 after reading");
    CHECK(reason(usual_patient().hopes({0, 0, 0, 0, 0, 3}, ".after")) == "Calm from a scan is 75");
    CHECK(line(config, usual_patient().hopes({0, 0, 0, 0, 0, 2}, ".after"), 3).sentence ==
          "What matters most to you today?");
}

TEST_CASE("slot 3 offers other words for the first item missed in the teach-back") {
    const auto config = test::real_config();
    const Patient missed = usual_patient()
                               .knows({"true", "false", "true"})
                               .knows({"true", "true", "not-sure"}, ".after");
    CHECK(line(config, missed, 3).sentence ==
          "Some of the pages are hard. May I put this in other words: what a normal scan means?");
    CHECK(line(config, missed, 3).reason == "Not right at the first try: 2");
    CHECK(line(config, missed, 3, "da").sentence.find("hvad en normal scanning betyder") !=
          std::string::npos);
    const Patient all_right = usual_patient()
                                  .knows({"not-sure", "not-sure", "not-sure"})
                                  .knows({"true", "false", "true"}, ".after");
    CHECK(line(config, all_right, 3).sentence == "What matters most to you today?");
}

TEST_CASE("three times not sure is enough where the teach-back was not reached, two are not") {
    const auto config = test::real_config();
    const auto sentence = [&](const std::vector<std::string>& codes) {
        return line(config, usual_patient().knows(codes).stopped_at("know.operation"), 3).sentence;
    };
    CHECK(sentence({"not-sure", "not-sure", "not-sure"}).find("what changes on a scan mean") !=
          std::string::npos);
    CHECK(sentence({"not-sure", "not-sure", "false"}) == "What matters most to you today?");
}

TEST_CASE("slot 4 keeps the promise: a prepared question, then a written one, then own words") {
    const auto config = test::real_config();
    Patient patient = usual_patient();
    CHECK(line(config, patient, 4).sentence == "What would make today worth your while?");
    patient.says("words.hope", "\"I hope for peace\"");
    CHECK(line(config, patient, 4).sentence ==
          "I have read what you wrote. Would you tell me more?");
    patient.says("ask.own", "\"Why my leg?\"");
    CHECK(line(config, patient, 4).sentence ==
          "You wrote a question for me. Let us take it today.");
    patient.says("ask.prepared", R"(["myself","scan"])");
    CHECK(line(config, patient, 4).sentence ==
          "You want to know if you need a scan, and why. We get to it before you go.");
    CHECK(line(config, patient, 4).reason == "First of their questions, 3 in all");
    for (const std::string_view language : {"en", "da"}) {
        for (const auto& line : review::guide(config, patient.visit(config), language)) {
            CHECK(line.sentence.find("peace") == std::string::npos);
            CHECK(line.sentence.find('{') == std::string::npos);
            CHECK(line.reason.find('{') == std::string::npos);
        }
    }
}

TEST_CASE("a patient who answered nothing still gets three sentences, and neither worry nor zero") {
    const auto config = test::real_config();
    const auto lines = review::guide(config, Patient().stopped_at("about.who").visit(config), "en");
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].slot == 1);
    CHECK(lines[1].slot == 3);
    CHECK(lines[2].slot == 4);
    for (const auto& line : lines) CHECK(line.reason.find('0') == std::string::npos);
}

TEST_CASE("the guide's worry is the score of 100, though an item has the same name") {
    const auto config = test::real_config();
    // 5 of 10 is 50 of 100; as the raw answer it would be below every threshold.
    CHECK(line(config, worried(5, 5), 3).reason == "Worry is 50 after reading");
}
