// The walk's branches by touch: every screen of each is looked at, in both languages.
#include <catch2/catch.hpp>
#include <cstdio>

#include "touch_tablet.h"

using namespace spine;
using test::TouchTablet;

namespace {

enum class Signs { None, AllNo, OneNotSure };

struct Branch {
    std::string form, part, scan, age, language;
    Signs signs = Signs::None;
};

const std::array<std::string, 2> forms{"before-assessment", "before-assessment-long"};
const std::array<std::string, 3> parts{"low-back", "neck-upper-back", "none-now"};
const std::array<std::string, 3> scans{"none", "had", "booked"};
const std::array<std::string, 7> ages{"under-18", "18-29", "30-39",  "40-49",
                                      "50-59",    "60-79", "80-plus"};
const std::array<std::string, 2> languages{"en", "da"};
constexpr std::array all_signs{Signs::None, Signs::AllNo, Signs::OneNotSure};

std::vector<Branch> whole_product() {
    std::vector<Branch> all;
    for (const auto& form : forms)
        for (const auto& part : parts)
            for (const auto& scan : scans)
                for (const auto& age : ages)
                    for (const auto& language : languages)
                        for (const Signs signs : all_signs)
                            all.push_back({form, part, scan, age, language, signs});
    return all;
}

// Every value at least once with either form and in either language; every part with every scan,
// and with each way to answer the signs.
std::vector<Branch> paired() {
    std::vector<Branch> some;
    for (std::size_t i = 0; i < 18; ++i) {
        some.push_back({forms[i % 2], parts[i % 3], scans[i / 3 % 3], ages[i % 7],
                        languages[i / 2 % 2], all_signs[i / 6]});
    }
    return some;
}

void prefer(TouchTablet& tablet, const Branch& branch) {
    tablet.prefers = {{"about.part", branch.part},
                      {"about.earlier-scan", branch.scan},
                      {"about.age", branch.age}};
    if (branch.signs == Signs::None) return;
    for (const std::string list : {"signs.a", "signs.neck.a", "signs.b"}) {
        tablet.prefers[list] = "not-sure";
        const auto* item = tablet.config.questionnaires.at(branch.form).find(list);
        REQUIRE(item != nullptr);
        for (const auto& option : item->options) {
            const auto& code = std::get<questionnaire::Coding>(option.value).code;
            tablet.prefers[std::string(list).append(".each.").append(code)] = "no";
        }
    }
    if (branch.signs == Signs::OneNotSure)
        for (const char* urine : {"signs.a.each.urine", "signs.neck.a.each.urine"})
            tablet.prefers[urine] = "not-sure";
}

void lead_on(TouchTablet& tablet) {
    tablet.tap("staff-with-me");
    tablet.digits("2580");
    tablet.tap("pin-ready");
    tablet.settle();
}

// Photographed in the long form alone: screens_test has pictures of every screen.
void walk(TouchTablet& tablet, const std::string& photos) {
    for (int seen = 0; tablet.at() != "show.finish"; ++seen) {
        REQUIRE(seen < 200);
        std::array<char, 8> number{};
        (void)std::snprintf(number.data(), number.size(), "-%03d-", seen);
        tablet.look(photos + number.data() + tablet.at(), test::long_form());
        const auto kind = tablet.desk.walk()->step().kind;
        if (kind == session::StepKind::TellStaff) {
            lead_on(tablet);
            continue;
        }
        if (kind == session::StepKind::Items) tablet.answer_plainly();
        tablet.next();
    }
    tablet.look(photos + "-999-finish", test::long_form());
}

void check_stored(const TouchTablet& tablet, const Branch& branch) {
    const session::Told told = tablet.keeper.told();
    const auto quoted = [](const std::string& code) { return "\"" + code + "\""; };
    CHECK(told.answers.at("about.part") == quoted(branch.part));
    CHECK(told.answers.at("about.earlier-scan") == quoted(branch.scan));
    CHECK(told.answers.at("about.age") == quoted(branch.age));
    const bool neck = branch.part == "neck-upper-back";
    const std::string list = neck ? "signs.neck.a" : "signs.a";
    CHECK(told.answers.count(neck ? "signs.a" : "signs.neck.a") == 0);
    const bool sure = branch.signs == Signs::None;
    CHECK(told.answers.at(list) == (sure ? R"(["none"])" : R"(["not-sure"])"));
    CHECK(told.answers.count(list + ".each.urine") == (sure ? 0 : 1));
    CHECK((told.tier == "a") == (branch.signs == Signs::OneNotSure));
    // What is taught is of the low back: who has no trouble there is not asked about it.
    CHECK((told.answers.count("know.normal.after") == 1) == (branch.part == "low-back"));
}

}  // namespace

TEST_CASE("every branch of the walk stands on its screens and is stored as it was answered") {
    const auto branches = test::long_form() ? whole_product() : paired();
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const Branch& branch = branches[i];
        CAPTURE(branch.form, branch.part, branch.scan, branch.age, branch.language,
                static_cast<int>(branch.signs));
        config::Config config = test::touch_configuration();
        config.settings.walk_questionnaire = branch.form;
        TouchTablet tablet(std::move(config));
        prefer(tablet, branch);
        tablet.consent(branch.language);
        walk(tablet, branch.language + "-branch-" + std::to_string(i));
        check_stored(tablet, branch);
        tablet.tap("finished");
        CHECK(tablet.at() == "welcome");
        CHECK(tablet.keeper.sessions.back().end == "complete");
    }
}
