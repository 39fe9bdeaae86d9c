// A study file in which a person changes how hard its data must be to trace.
#include "export/study_choices.h"

#include <catch2/catch.hpp>

#include "support/support.h"

using namespace spine;
using Catch::Matchers::Contains;
using exporting::choices_of;
using exporting::Profile;
using exporting::StudyChoices;

namespace {

exporting::Study read(const std::string& text) {
    auto study = exporting::read_study(text, "study.toml");
    if (!study) FAIL(study.error().sentence());
    return std::move(*study);
}

Result<exporting::ChosenStudy> chosen(const std::string& text, const StudyChoices& choices) {
    return exporting::with_choices(text, read(text), choices, "study.toml");
}

std::string example() {
    return test::slurp(test::project() / "kiosk-config" / "study.example.toml");
}

const std::string kSmall =
    "format = 1\ntitle = \"Ærø\"\nquestion = \"Q\"\nethics = \"E\"\nprofile = \"agreement\"\n"
    "[period]\nfrom = \"2026-01-01\"\nuntil = \"2026-12-31\"\n"
    "[data]\nprimary_outcome = \"score_worry_change\"\n";

}  // namespace

TEST_CASE("a study in which nothing was changed stays as it is, byte for byte") {
    const auto same = chosen(example(), choices_of(read(example())));
    REQUIRE(same);
    CHECK(same->text == example());
    CHECK(same->study.hash == read(example()).hash);
}

TEST_CASE("what was chosen stands in the file, and all else stays where it is") {
    auto choices = choices_of(read(example()));
    choices.k = 12;
    choices.suppression = 0.025;
    choices.profile = Profile::Public;
    choices.variables = {"scores", "status"};
    const auto made = chosen(example(), choices);
    if (!made) FAIL(made.error().sentence());
    CHECK(choices_of(made->study) == choices);
    CHECK_THAT(made->text, Contains("k = 12                 # nobody stands in a class"));
    CHECK_THAT(made->text, Contains("suppression = 0.025    # at most"));
    CHECK_THAT(made->text, Contains("profile = \"public\"\n"));
    CHECK_THAT(made->text, Contains("variables = [\"scores\", \"status\"]\n"));
    CHECK(made->study.hash != read(example()).hash);
    // Back again, it is the file that it was.
    auto back = choices_of(read(example()));
    const auto once_more = exporting::with_choices(made->text, made->study, back, "study.toml");
    REQUIRE(once_more);
    CHECK(choices_of(once_more->study) == back);
}

TEST_CASE(
    "what a study leaves to its profile is written into it, in a table of its own if need be") {
    auto choices = choices_of(read(kSmall));
    choices.k = 9;
    choices.suppression = 0.01;
    choices.variables = {"scores", "items"};
    const auto made = chosen(kSmall, choices);
    if (!made) FAIL(made.error().sentence());
    CHECK(choices_of(made->study) == choices);
    CHECK(made->study.title == "Ærø");
    CHECK_THAT(made->text, Contains("[privacy]\nk = 9\nsuppression = 0.01\n"));
    CHECK_THAT(made->text, Contains("[data]\nvariables = [\"scores\", \"items\"]\nprimary"));
}

TEST_CASE("diversity is changed for the column that has it, also behind letters of two bytes") {
    const std::string text = kSmall +
                             "[[sensitive]]\nvariable = \"about_part\"\nt = 0.4\n"
                             "[[sensitive]] # æøå\nvariable = \"æ\"\nl = 2 # ø\n";
    auto choices = choices_of(read(text));
    REQUIRE(choices.l == std::vector<double>{0, 2});
    choices.l[1] = 3;
    const auto made = chosen(text, choices);
    if (!made) FAIL(made.error().sentence());
    CHECK(made->study.sensitive.at(1).l == 3);
    CHECK_THAT(made->text, Contains("l = 3 # ø"));
    std::string listed = kSmall;
    listed.insert(listed.find("primary"), "variables = [\"æøå\", \"€\", \"scores\"] # bæ\n");
    choices = choices_of(read(listed));
    choices.variables = {"scores"};
    const auto fewer = chosen(listed, choices);
    if (!fewer) FAIL(fewer.error().sentence());
    CHECK_THAT(fewer->text, Contains("[data]\nvariables = [\"scores\"] # bæ\nprimary"));
}

TEST_CASE("nobody makes a study laxer than its profile") {
    auto choices = choices_of(read(example()));
    choices.k = 4;
    CHECK(chosen(example(), choices).error().cause == exporting::causes::study_faulty);
    choices = choices_of(read(example()));
    choices.suppression = 0.06;
    CHECK_FALSE(chosen(example(), choices));
    choices = choices_of(read(example()));
    choices.profile = Profile::Public;  // k stays 5
    CHECK_FALSE(chosen(example(), choices));
}

TEST_CASE("a file in which a value cannot be found is refused, and never half changed") {
    std::string inlined = kSmall;
    inlined.insert(inlined.find("[period]"), "privacy = { metric = \"loss\" }\n");
    auto choices = choices_of(read(inlined));
    choices.k = 7;
    CHECK(chosen(inlined, choices).error().cause == exporting::causes::study_faulty);
    CHECK_THAT(chosen(inlined, choices).error().happened, Contains("cannot be changed from here"));
}
