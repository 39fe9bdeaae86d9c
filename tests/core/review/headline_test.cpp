#include <catch2/catch.hpp>

#include "fixture.h"
#include "review/profile.h"

using namespace spine;
using test::Patient;
using test::usual_patient;

namespace {

std::string headline_of(const config::Config& config, const Patient& patient,
                        std::string_view language) {
    const auto rows = review::profile(config, patient.visit(config), language);
    return review::headline(review::hopes(rows, config, language), config, language);
}

// Both ways of finding the hopes must agree: the page's and the worklist's.
std::vector<std::string> named(const config::Config& config, const Patient& patient) {
    const auto rows = review::profile(config, patient.visit(config), "en");
    const auto from_summary = review::hopes(patient.row(config).summary.scores, config, "en");
    std::vector<std::string> domains;
    for (const auto& hope : review::hopes(rows, config, "en")) domains.push_back(hope.domain);
    REQUIRE(from_summary.size() == domains.size());
    for (std::size_t i = 0; i < domains.size(); ++i) CHECK(from_summary[i].domain == domains[i]);
    return domains;
}

}  // namespace

TEST_CASE("the headline names up to two hopes at 75 or more, the highest first") {
    const auto config = test::real_config();
    const Patient patient =
        usual_patient().hopes({0, 0, 0, 0, 0, 0}).hopes({1, 3, 2, 4, 0, 3}, ".after");
    CHECK(headline_of(config, patient, "en") ==
          "Hopes the scan will prove the pain and give it a name");
    CHECK(headline_of(config, patient, "da") ==
          "Håber, at scanningen vil bevise smerterne og give det et navn");
    CHECK(named(config, patient) == std::vector<std::string>{"proof", "name"});
}

TEST_CASE("equal hopes stand in the questionnaire's order") {
    const auto config = test::real_config();
    const Patient patient =
        usual_patient().hopes({3, 3, 3, 3, 3, 3}).hopes({3, 3, 3, 3, 3, 3}, ".after");
    CHECK(named(config, patient) == std::vector<std::string>{"picture", "name"});
}

TEST_CASE("below 75 only the highest is named, and only above 50") {
    const auto config = test::real_config();
    const Patient none =
        usual_patient().hopes({2, 2, 2, 1, 0, 2}).hopes({2, 2, 2, 1, 0, 2}, ".after");
    CHECK(named(config, none).empty());
    CHECK(headline_of(config, none, "en") == "No strong hope of the scan");
    CHECK(headline_of(config, none, "da") == "Intet stærkt håb til scanningen");
    // Two items make 62.5 possible.
    Patient some("before-assessment-long");
    some.says("hope.picture.after", "\"3\"").says("hope.picture.examination.after", "\"2\"");
    CHECK(named(config, some) == std::vector<std::string>{"picture"});
}

TEST_CASE("a hope whose later answer is missing says that it is from before reading") {
    const auto config = test::real_config();
    CHECK(headline_of(config, usual_patient().hopes({4, 0, 0, 3}), "en") ==
          "Hopes the scan will show where the pain comes from and prove the pain (before reading)");
    const Patient mixed = usual_patient().hopes({4, 4}).hopes({4}, ".after");
    CHECK(headline_of(config, mixed, "en") ==
          "Hopes the scan will show where the pain comes from and give it a name (before reading)");
    const Patient other = usual_patient().hopes({4, 4}).hopes({-1, 4}, ".after");
    CHECK(headline_of(config, other, "da") ==
          "Håber, at scanningen vil vise, hvor smerterne kommer fra (før læsning) og give det et "
          "navn");
}

TEST_CASE("a hope that fell while reading counts as it is now") {
    const auto config = test::real_config();
    const Patient patient = usual_patient().hopes({4, 0}).hopes({1, 3}, ".after");
    CHECK(named(config, patient) == std::vector<std::string>{"name"});
}
