#include <algorithm>
#include <catch2/catch.hpp>

#include "fixture.h"
#include "review/profile.h"
#include "review/show.h"

using namespace spine;
using review::Mark;
using test::Patient;
using test::usual_patient;

namespace {

review::ProfileRow row_of(const std::vector<review::ProfileRow>& rows, const std::string& domain) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const auto& row) { return row.domain == domain; });
    REQUIRE(found != rows.end());
    return *found;
}

Patient reader() {
    return usual_patient()
        .hopes({3, 3, 2, 4, 3, 4})
        .hopes({2, 3, 2, 3, 2, 2}, ".after")
        .says("worry", "7")
        .says("worry.after", "4")
        .says("importance", "\"9\"")
        .says("importance.after", "\"7\"")
        .says("accept", "\"1\"")
        .knows({"false", "true", "not-sure"})
        .knows({"true", "true", "true"}, ".after");
}

}  // namespace

TEST_CASE("the profile is what one works out by hand from the construct map") {
    const auto config = test::real_config();
    const auto rows = review::profile(config, reader().visit(config), "en");

    REQUIRE(rows.size() == 10);
    const std::vector<std::string> order = {"picture",    "name",  "doors", "proof",
                                            "serious",    "calm",  "worry", "knowledge",
                                            "importance", "accept"};
    for (std::size_t i = 0; i < order.size(); ++i) {
        CHECK(rows[i].domain == order[i]);
        CHECK(rows[i].hope == (i < 6));
    }
    CHECK(rows[0].before.shown == 75);
    CHECK(rows[0].after.shown == 50);
    CHECK(rows[3].before.shown == 100);
    CHECK(rows[3].after.shown == 75);
    CHECK(rows[6].before.shown == 70);
    CHECK(rows[6].raw == review::Raw{4, 10, false});
    CHECK(rows[7].before.shown == 0);
    CHECK(rows[7].after.shown == 67);
    CHECK(rows[7].raw == review::Raw{2, 3, true});
    CHECK(rows[8].after.shown == 70);
    // Somewhat disagrees to do without: 4 - 1 of 4.
    CHECK(rows[9].before.shown == 75);
    CHECK_FALSE(rows[9].has_after);
    CHECK(row_of(rows, "name").named);
    CHECK(row_of(rows, "proof").named);
    CHECK_FALSE(row_of(rows, "picture").named);
}

TEST_CASE("scores for show and for the summary row are those of the map, missing ones empty") {
    const auto config = test::real_config();
    const Patient patient =
        usual_patient().hopes({3, -1, 2}).knows({"true", "false"}).says("worry", "null");
    const auto scores = review::scores_of(config, patient.visit(config));
    CHECK(scores.at("picture").before == 75.0);
    CHECK_FALSE(scores.at("picture").after);
    CHECK_FALSE(scores.at("name").before);
    CHECK_FALSE(scores.at("worry").before);
    CHECK(scores.at("knowledge").before == 2.0);
    // The longer form's domains are no domains of this questionnaire.
    CHECK_FALSE(scores.contains("next"));
    const auto row = patient.row(config);
    for (std::size_t i = 0; i < archive::kDomains.size(); ++i)
        CHECK(row.summary.scores.at(i) == scores.at(std::string(archive::kDomains.at(i))));
}

TEST_CASE("not answered, not reached and not asked are three things, and none of them is zero") {
    const auto config = test::real_config();

    SECTION("declined") {
        const auto rows = review::profile(
            config, usual_patient().hopes({3}).says("hope.name", "null").visit(config), "en");
        CHECK(row_of(rows, "name").before.mark == Mark::NotAnswered);
        CHECK(row_of(rows, "picture").before.mark == Mark::Value);
        CHECK(row_of(rows, "picture").after.mark == Mark::NotAnswered);
    }
    SECTION("zero is an answer") {
        const auto rows = review::profile(config, usual_patient().hopes({0}).visit(config), "en");
        CHECK(row_of(rows, "picture").before.mark == Mark::Value);
        CHECK(row_of(rows, "picture").before.shown == 0);
    }
    SECTION("stopped on the way") {
        const auto rows = review::profile(
            config, usual_patient().hopes({3, 2}).stopped_at("hope.doors").visit(config), "en");
        CHECK(row_of(rows, "name").before.mark == Mark::Value);
        CHECK(row_of(rows, "doors").before.mark == Mark::NotAnswered);
        CHECK(row_of(rows, "proof").before.mark == Mark::NotReached);
        CHECK(row_of(rows, "name").after.mark == Mark::NotReached);
        CHECK(row_of(rows, "knowledge").before.mark == Mark::NotReached);
    }
    SECTION("neck: knowledge is not asked, however the session ends") {
        Patient neck;
        neck.says("about.part", "\"neck-upper-back\"").hopes({3});
        CHECK(row_of(review::profile(config, neck.visit(config), "en"), "knowledge").before.mark ==
              Mark::NotAsked);
        neck.stopped_at("hope.picture");
        CHECK(row_of(review::profile(config, neck.visit(config), "en"), "knowledge").before.mark ==
              Mark::NotAsked);
    }
    SECTION("stopped before the part was asked: nobody knows yet whether knowledge is asked") {
        const auto rows =
            review::profile(config, Patient().stopped_at("about.who").visit(config), "en");
        CHECK(row_of(rows, "knowledge").before.mark == Mark::NotReached);
        CHECK(review::hopes_mark(rows) == Mark::NotReached);
    }
}

TEST_CASE("to say that one would rather not be scanned is an answer, and is shown as one") {
    const auto config = test::real_config();
    const auto visit = usual_patient().says("importance", "\"rather-not-scanned\"").visit(config);
    const auto english = row_of(review::profile(config, visit, "en"), "importance").before;
    CHECK(english.mark == Mark::InWords);
    CHECK(english.words == "I would rather not be scanned");
    CHECK(row_of(review::profile(config, visit, "da"), "importance").before.words != english.words);
}

TEST_CASE("a patient who had a scan is scored on the variant that they met") {
    const auto config = test::real_config();
    Patient had = usual_patient();
    had.says("about.earlier-scan", "\"had\"").says("hope.proof.had", "\"4\"");
    const auto rows = review::profile(config, had.visit(config), "en");
    CHECK(row_of(rows, "proof").before.shown == 100);
}

TEST_CASE("in the longer form one of two items scores, and the number of items is told") {
    const auto config = test::real_config();
    const auto rows = review::profile(config,
                                      Patient("before-assessment-long")
                                          .says("hope.picture", "\"4\"")
                                          .says("next.decides", "\"3\"")
                                          .visit(config),
                                      "en");
    const auto picture = row_of(rows, "picture");
    CHECK(picture.before.shown == 100);
    CHECK(picture.before.answered == 1);
    CHECK(picture.before.asked == 2);
    // "What next" is a hope, and stands after the six.
    CHECK(rows[6].domain == "next");
    CHECK(rows[6].hope);
}
