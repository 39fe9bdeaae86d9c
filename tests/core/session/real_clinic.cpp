#include "core/session/real_clinic.h"

#include <toml++/toml.h>
#include <catch2/catch.hpp>

#include "questionnaire/parser.h"
#include "support/support.h"

namespace spine::test {
namespace {

std::string text(const toml::table& table, std::string_view key) {
    return table[key].value_or(std::string());
}

std::optional<questionnaire::Expression> expression(const std::string& words) {
    if (words.empty()) return std::nullopt;
    auto parsed = questionnaire::Expression::parse(words);
    if (!parsed) FAIL(parsed.error().sentence());
    return *parsed;
}

questionnaire::WalkRules read_rules(const std::filesystem::path& folder, const std::string& name) {
    const toml::table all = toml::parse(slurp(folder / "kiosk.toml"));
    const toml::table* table = all["walk"][name].as_table();
    REQUIRE(table != nullptr);
    questionnaire::WalkRules rules;
    rules.consent_care = text(*table, "consent_care");
    rules.consent_research = text(*table, "consent_research");
    rules.age = text(*table, "age");
    if (const auto* young = (*table)["ages_without_research"].as_array())
        for (const auto& age : *young)
            rules.ages_without_research.push_back(age.value_or(std::string()));
    rules.tier_a = expression(text(*table, "tier_a"));
    rules.tier_b = expression(text(*table, "tier_b"));
    rules.tier_a_at_end = expression(text(*table, "tier_a_at_end"));
    rules.tier_b_at_end = expression(text(*table, "tier_b_at_end"));
    rules.asks_for_code_first = (*table)["asks_for_code_first"].value_or(false);
    return rules;
}

void read_pages(const std::filesystem::path& folder, information::Library& library) {
    const toml::table all = toml::parse(slurp(folder / "pages.toml"));
    library.most = all["most"].value_or(5);
    library.age_item = all["age_item"].value_or(std::string());
    for (const auto& entry : *all["page"].as_array()) {
        const toml::table& page = *entry.as_table();
        library.rules.push_back(
            {text(page, "id"), *expression(text(page, "when")), page["always"].value_or(false)});
    }
    for (const std::string language : {"da", "en"}) {
        for (const auto& file : std::filesystem::directory_iterator(folder / "pages" / language)) {
            const std::string id = file.path().stem().string();
            information::Page& page = library.pages[id][language];
            page.id = id;
            page.language = language;
        }
    }
}

}  // namespace

RealClinic::RealClinic(const std::string& name) {
    const auto folder = project() / "kiosk-config";
    auto parsed = questionnaire::parse(slurp(folder / "questionnaires" / (name + ".json")));
    if (!parsed) FAIL(parsed.error().sentence());
    questionnaire = std::move(*parsed);
    rules = read_rules(folder, name);
    read_pages(folder, library);
}

}  // namespace spine::test
