// A name that stands for nothing: a rule that never fires, which nobody would notice.
#include <catch2/catch.hpp>

#include "config_fixture.h"
#include "findings.h"
#include "questionnaire/expression.h"

using namespace spine;
using namespace spine::test;

namespace {

constexpr const char* kQuestionnaire = "questionnaires/before-assessment.json";

struct Slip {
    const char* file;
    const char* right;
    const char* wrong;
    const char* place;  // what `where` must say
};

void expect(const Slip& slip, Cause cause) {
    ConfigCopy clinic;
    clinic.replace(slip.file, slip.right, slip.wrong);
    const config::Checked checked = clinic.check();
    INFO(slip.wrong << "\n" << lines_of(checked.faults));
    CHECK(names(checked.faults, cause, slip.file, slip.place));
}

}  // namespace

TEST_CASE("a questionnaire, a linkId or a code that a walk names must be there") {
    expect(GENERATE(Slip{"kiosk.toml", "walk = \"before-assessment\"", "walk = \"before\"", "walk"},
                    Slip{"kiosk.toml", "after_visit = \"after-visit\"", "after_visit = \"after\"",
                         "after_visit"},
                    Slip{"kiosk.toml", "[walk.before-assessment]", "[walk.before]", "walk.before"},
                    Slip{"kiosk.toml", "\"consent.care\"", "\"consent.cares\"", "consent_care"},
                    Slip{"kiosk.toml", "\"consent.research\"", "\"research\"", "consent_research"},
                    Slip{"kiosk.toml", "age = \"about.age\"", "age = \"about.ages\"", "age"},
                    Slip{"kiosk.toml", "[\"under-18\"]", "[\"under-16\"]", "ages_without_research"},
                    Slip{"kiosk.toml", "signs.a has 'urine'", "sign.a has 'urine'", "tier_a"},
                    Slip{"kiosk.toml", "signs.a has 'urine'", "signs.a has 'urin'", "tier_a"},
                    Slip{"kiosk.toml", "signs.b.each.cancer != 'no'", "signs.b.each.cancer != 'n'",
                         "tier_b"}),
           config::causes::name_unknown);
}

TEST_CASE("a linkId, a code or a page that a page's rule names must be there") {
    expect(
        GENERATE(Slip{"pages.toml", "hope.picture >= 3", "hope.pictur >= 3", ".when"},
                 Slip{"pages.toml", "about.part = 'low-back'", "about.part = 'lowback'", ".when"},
                 Slip{"pages.toml", "age_item = \"about.age\"", "age_item = \"age\"", "age_item"},
                 Slip{"pages.toml", "band = \"40-49\"", "band = \"40-50\"", "age"}),
        config::causes::name_unknown);
}

TEST_CASE("a linkId or a code that a score names must be there") {
    expect(GENERATE(Slip{"scoring.toml", "[[\"hope.picture\"]", "[[\"hope.pictures\"]",
                         "domain[1].before"},
                    Slip{"scoring.toml", "[[\"hope.picture.after\"]", "[[\"hope.picture.then\"]",
                         "domain[1].after"},
                    Slip{"scoring.toml", "reverse = [\"hope.name\",", "reverse = [\"hope.names\",",
                         "domain[2].reverse"},
                    Slip{"scoring.toml", "\"know.normal\" = \"false\"", "\"know.normal\" = \"no\"",
                         "domain[8].correct"},
                    Slip{"scoring.toml", "\"know.normal\" = \"false\"", "\"know.norm\" = \"false\"",
                         "domain[8].correct"}),
           config::causes::name_unknown);
}

TEST_CASE("a score, a linkId, a code or a domain that the guide names must be there") {
    expect(
        GENERATE(
            Slip{"guide.toml", "when = \"proof.last >= 75\"", "when = \"prof.last >= 75\"",
                 ".when"},
            Slip{"guide.toml", "tier = 'a'", "tier = 'c'", ".when"},
            Slip{"guide.toml", "hope.highest = 'picture'", "hope.highest = 'pictures'", ".when"},
            Slip{"guide.toml", "answered(ask.own)", "answered(ask.mine)", ".when"},
            Slip{"guide.toml", "Proof is {proof.last}", "Proof is {proof.lst}", "rule[2].reason"},
            Slip{"guide.toml", "{phrase} We get to it", "{frase} We get to it", ".sentence"},
            Slip{"guide.toml", "question = \"myself\"", "question = \"me\"", "phrase"},
            Slip{"guide.toml", "item = \"know.normal\"", "item = \"know.norm\"", "topic[2].item"},
            Slip{"guide.toml", "remaining = [\"picture\"", "remaining = [\"pictures\"",
                 "remaining"}),
        config::causes::name_unknown);
}

TEST_CASE("a condition that cannot be read is a fault where it stands") {
    expect(GENERATE(
               Slip{"kiosk.toml", "signs.a has 'urine' or", "signs.a has 'urine' and or", "tier_a"},
               Slip{"pages.toml", "hope.picture >= 3", "hope.picture => 3", ".when"},
               Slip{"guide.toml", "proof.last >= 75", "proof.last >= ", ".when"}),
           questionnaire::causes::expression_malformed);
}

TEST_CASE(
    "a page that is named anywhere must be there in every language, and who names it is said") {
    struct Named {
        const char* file;
        const char* right;
        const char* wrong;
        const char* page;
        const char* by;
    };
    const auto named = GENERATE(
        Named{"pages.toml", "id = \"symptoms\"", "id = \"symptom\"", "symptom", "pages.toml"},
        Named{kQuestionnaire, "\"explain-changes\"", "\"explain-change\"", "explain-change",
              "know.changes.after"},
        Named{kQuestionnaire, R"(read-more", "valueCode": "consent")",
              R"(read-more", "valueCode": "more")", "more", "item consent"});
    ConfigCopy clinic;
    clinic.replace(named.file, named.right, named.wrong);
    const config::Checked checked = clinic.check();
    const std::string lines = lines_of(checked.faults);
    INFO(named.wrong << "\n" << lines);
    for (const std::string language : {"da", "en"}) {
        CHECK(names(checked.faults, config::causes::translation_missing,
                    "pages/" + language + "/" + named.page + ".md", ""));
    }
    CHECK(lines.find(named.by) != std::string::npos);
}

TEST_CASE("a question to take along has its phrase, or the guide could not keep the promise") {
    ConfigCopy clinic;
    clinic.replace("guide.toml", "[[phrase]]\nquestion = \"myself\"",
                   "[[phrase]]\nquestion = \"active\"");
    const config::Checked checked = clinic.check();
    INFO(lines_of(checked.faults));
    CHECK_FALSE(checked.faults.empty());
    CHECK(lines_of(checked.faults).find("myself") != std::string::npos);
}
