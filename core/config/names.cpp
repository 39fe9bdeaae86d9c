#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "config/reading.h"

namespace spine::config {
namespace {

using questionnaire::Item;
using questionnaire::Questionnaire;
using questionnaire::WalkRules;

constexpr std::string_view kNamesFile = "kiosk.toml";

bool holds(const std::vector<std::string>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// The codes that `name` may be compared with, over the questionnaires that are asked; nothing if
// the name is unknown. An item may have other options in another questionnaire.
std::optional<std::vector<std::string>> codes_for(const Reading& reading, const Questionnaire* only,
                                                  const Facts& facts, const std::string& name) {
    if (const auto fact = facts.find(name); fact != facts.end()) return fact->second;
    std::optional<std::vector<std::string>> codes;
    for (const auto& [id, questionnaire] : reading.config.questionnaires) {
        if (only != nullptr && only != &questionnaire) continue;
        const Item* item = questionnaire.find(name);
        if (item == nullptr) continue;
        if (!codes) codes.emplace();
        for (const std::string& code : codes_of(*item)) codes->push_back(code);
    }
    return codes;
}

void check_link(Reading& reading, const Questionnaire& questionnaire, const std::string& key,
                const std::string& link_id) {
    if (link_id.empty() || questionnaire.find(link_id) != nullptr) return;
    reading.fault(causes::name_unknown, kNamesFile,
                  fmt::format("walk.{}.{}", questionnaire.id, key),
                  fmt::format("There is no item \"{}\".", link_id));
}

void check_walk(Reading& reading, const Questionnaire& questionnaire, const WalkRules& rules) {
    const std::string place = "walk." + questionnaire.id;
    check_link(reading, questionnaire, "consent_care", rules.consent_care);
    check_link(reading, questionnaire, "consent_research", rules.consent_research);
    check_link(reading, questionnaire, "age", rules.age);
    if (const Item* age = questionnaire.find(rules.age)) {
        const auto codes = codes_of(*age);
        for (const std::string& code : rules.ages_without_research) {
            if (!holds(codes, code))
                reading.fault(causes::name_unknown, kNamesFile, place + ".ages_without_research",
                              fmt::format("The item \"{}\" has no code '{}'.", rules.age, code));
        }
    } else if (!rules.ages_without_research.empty() && rules.age.empty()) {
        reading.fault(causes::name_unknown, kNamesFile, place + ".age",
                      "ages_without_research needs the item that asks for the age.");
    }
    const auto check_rule = [&](const std::optional<questionnaire::Expression>& rule,
                                const char* key) {
        if (rule) check_expression(reading, *rule, &questionnaire, {}, kNamesFile, place + key);
    };
    check_rule(rules.tier_a, ".tier_a"), check_rule(rules.tier_a_at_end, ".tier_a_at_end");
    check_rule(rules.tier_b, ".tier_b"), check_rule(rules.tier_b_at_end, ".tier_b_at_end");
}

void check_chosen(Reading& reading, const std::string& key, const std::string& id) {
    if (id.empty() || reading.config.questionnaires.contains(id)) return;
    reading.fault(causes::name_unknown, kNamesFile, "questionnaires." + key,
                  fmt::format("There is no questionnaire with the id \"{}\".", id));
}

// The longer form chosen without a table of its own would ask nobody and stop nobody.
void check_asks_for_consent(Reading& reading) {
    const std::string& chosen = reading.config.settings.walk_questionnaire;
    const auto walk = reading.config.walks.find(chosen);
    const bool told = walk != reading.config.walks.end();
    const std::string place = "walk." + chosen;
    if (!told || walk->second.consent_care.empty())
        reading.warning(kNamesFile, place, "This walk asks for no consent.");
    if (!told || !walk->second.tier_a)
        reading.warning(kNamesFile, place, "No warning sign stops this walk: tier_a is missing.");
}

}  // namespace

void check_expression(Reading& reading, const questionnaire::Expression& expression,
                      const Questionnaire* questionnaire, const Facts& facts, std::string_view file,
                      const std::string& where) {
    for (const std::string& name : expression.names()) {
        if (!codes_for(reading, questionnaire, facts, name))
            reading.fault(causes::name_unknown, file, where,
                          fmt::format("There is nothing called \"{}\".", name));
    }
    // Name and code of each comparison, as the grammar of expression.h writes them.
    static const std::regex kComparison(
        R"rx((?:`([^`]+)`|([A-Za-z][A-Za-z0-9._/#+-]*))\s*(?:=|!=|\bhas\b)\s*'([^']*)')rx");
    const std::string& text = expression.text();
    for (std::sregex_iterator it(text.begin(), text.end(), kComparison), end; it != end; ++it) {
        const std::string name = (*it)[1].matched ? (*it)[1] : (*it)[2];
        const std::string code = (*it)[3];
        const auto codes = codes_for(reading, questionnaire, facts, name);
        if (codes && !holds(*codes, code))
            reading.fault(causes::name_unknown, file, where,
                          fmt::format("\"{}\" has no code '{}'.", name, code));
    }
}

void check_walks(Reading& reading) {
    const Settings& settings = reading.config.settings;
    check_chosen(reading, "walk", settings.walk_questionnaire);
    check_asks_for_consent(reading);
    check_chosen(reading, "after_visit", settings.after_visit_questionnaire);
    for (const auto& [id, rules] : reading.config.walks) {
        const auto found = reading.config.questionnaires.find(id);
        if (found != reading.config.questionnaires.end()) {
            check_walk(reading, found->second, rules);
        } else {
            reading.fault(causes::name_unknown, kNamesFile, "walk." + id,
                          fmt::format("There is no questionnaire with the id \"{}\".", id));
        }
    }
}

}  // namespace spine::config
