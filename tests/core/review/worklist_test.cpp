#include <catch2/catch.hpp>

#include "fixture.h"
#include "review/worklist.h"

using namespace spine;
using review::Mark;
using review::Warning;
using test::Patient;
using test::usual_patient;

namespace {

constexpr UnixMs kListedMorning = 1'795'510'680'000, kMinute = 60'000;

review::WorklistRow row_of(const config::Config& config, const Patient& patient,
                           bool opened = false) {
    const review::Visit visit = patient.visit(config);
    return review::worklist_row(config, patient.row(config), opened ? &visit : nullptr, "en");
}

std::vector<std::string> codes_of(const std::vector<review::WorklistRow>& rows) {
    std::vector<std::string> codes;
    for (const auto& row : rows) codes.push_back(row.code);
    return codes;
}

}  // namespace

TEST_CASE("a complete session's row comes from its summary alone") {
    const auto config = test::real_config();
    const Patient patient =
        usual_patient().hopes({0, 3, 0, 4}, ".after").says("worry", "7").says("worry.after", "4");
    CHECK_FALSE(review::needs_visit(patient.row(config)));
    const auto row = row_of(config, patient);
    CHECK(row.code == "131873");
    CHECK(row.language_name == "English");
    CHECK(row.tablet == "Tablet 2");
    CHECK(row.status == "complete");
    CHECK(row.warning == Warning::NoneTicked);
    REQUIRE(row.hopes.size() == 2);
    CHECK(row.hopes[0].title == "Proof");
    CHECK(row.hopes[0].value == 100);
    CHECK(row.hopes[1].title == "A name for it");
    CHECK(row.worry == 40);
}

TEST_CASE("a row says not answered, not reached and none above 50 apart") {
    const auto config = test::real_config();
    CHECK(row_of(config, usual_patient()).hopes_mark == Mark::NotAnswered);
    CHECK_FALSE(row_of(config, usual_patient()).worry);
    const auto weak = row_of(config, usual_patient().hopes({1, 2}));
    CHECK(weak.hopes_mark == Mark::Value);
    CHECK(weak.hopes.empty());
    const Patient early = Patient().stopped_at("about.part");
    CHECK(row_of(config, early).hopes_mark == Mark::NotReached);
    CHECK(row_of(config, early).warning == Warning::NotReached);
}

TEST_CASE("who stopped after the signs is opened, and then their row says none ticked") {
    const auto config = test::real_config();
    const Patient patient = usual_patient().stopped_at("hope.picture");
    CHECK(review::needs_visit(patient.row(config)));
    // Without the answers nothing proves that the signs were reached.
    CHECK(row_of(config, patient).warning == Warning::NotReached);
    CHECK(row_of(config, patient, true).warning == Warning::NoneTicked);
}

TEST_CASE("the row of a tier names that tier's signs") {
    const auto config = test::real_config();
    const Patient patient = usual_patient()
                                .says("signs.a", "[\"urine\",\"both-legs\"]")
                                .says("signs.b", "[\"cancer\"]")
                                .tier("a");
    CHECK(review::needs_visit(patient.row(config)));
    CHECK(row_of(config, patient, true).signs ==
          "Trouble passing, feeling or holding urine · Pain in both legs");
    CHECK(row_of(config, patient).warning == Warning::TierA);
    CHECK(row_of(config, patient).signs.empty());
}

TEST_CASE("tier A stands first until taken over, then what waits by time, then the reviewed") {
    const auto config = test::real_config();
    std::vector<review::WorklistRow> rows = {
        row_of(config, usual_patient().code("1", kListedMorning + kMinute)),
        row_of(config,
               usual_patient().code("2", kListedMorning).reviewed(kListedMorning + 9 * kMinute)),
        row_of(config, usual_patient().code("3", kListedMorning)),
        row_of(config, usual_patient().code("4", kListedMorning + 3 * kMinute).tier("a")),
        row_of(config,
               usual_patient().code("5", kListedMorning + 2 * kMinute).tier("a").taken_over()),
        row_of(config, usual_patient().code("6", kListedMorning - kMinute).tier("a"))};
    review::order(rows);
    CHECK(codes_of(rows) == std::vector<std::string>{"6", "4", "3", "1", "5", "2"});
}

TEST_CASE("answers after the visit go into the row of their visit") {
    const auto config = test::real_config();
    constexpr UnixMs day = 86'400'000;
    std::vector<review::WorklistRow> rows = {
        row_of(config, usual_patient().code("131873", kListedMorning - 100 * day)),
        row_of(config, usual_patient().code("131873", kListedMorning)),
        row_of(config, Patient("after-visit").after_visit().code("131873", kListedMorning + day)),
        row_of(config, Patient("after-visit").after_visit().code("371337", kListedMorning)),
        row_of(config, usual_patient().code("371337", kListedMorning + day))};
    review::join_after_visits(rows);
    REQUIRE(rows.size() == 4);
    CHECK_FALSE(rows[0].after_visit);
    CHECK(rows[1].after_visit);
    // Its visit is not here: the later session with the same code is another patient's.
    CHECK(rows[2].code == "371337");
    CHECK(rows[2].after_visit);
    CHECK(rows[2].alone);
    CHECK_FALSE(rows[3].after_visit);
    CHECK_FALSE(rows[1].alone);
}

TEST_CASE("answers that come later than the configured days stand alone in the list") {
    auto config = test::real_config();
    constexpr UnixMs day = 86'400'000;
    for (const int days : {30, 29}) {
        config.settings.after_visit_days = days;
        std::vector<review::WorklistRow> rows = {
            row_of(config, usual_patient().code("131873", kListedMorning)),
            row_of(config,
                   Patient("after-visit").after_visit().code("131873", kListedMorning + 30 * day))};
        review::join_after_visits(rows);
        REQUIRE(rows.size() == (days == 30 ? 1 : 2));
        CHECK(rows[0].after_visit == (days == 30));
        CHECK(rows.back().alone == (days == 29));
    }
}
