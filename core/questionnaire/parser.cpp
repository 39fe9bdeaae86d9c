#include "questionnaire/parser.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_fields.h"
#include "questionnaire/fhir_item.h"
#include "questionnaire/item_checks.h"
#include "questionnaire/repeats.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;
constexpr int most_json_levels = 160;  // 32 levels of items and what an item may hold

tl::unexpected<Fault> too_large_fault(std::string happened) {
    return fail(causes::too_large, std::move(happened), "Use a smaller questionnaire.");
}

// Whether brackets nest deeper than any questionnaire does. Reads bytes only, so that the JSON
// library never meets such a text.
bool nests_too_deep(std::string_view text) {
    int level = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (in_string) {
            if (c == '\\') ++at;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            if (++level > most_json_levels) return true;
        } else if (c == '}' || c == ']') {
            --level;
        }
    }
    return false;
}

void collect_languages(const Text& text, std::set<std::string>& languages) {
    for (const auto& [language, words] : text.translations) languages.insert(language);
}

void collect_languages(const std::vector<Item>& items, std::set<std::string>& languages) {
    for (const Item& item : items) {
        for (const Text* text : {&item.text, &item.help, &item.low_label, &item.high_label}) {
            collect_languages(*text, languages);
        }
        for (const Option& option : item.options) collect_languages(option.display, languages);
        collect_languages(item.items, languages);
    }
}

std::vector<std::string> languages_of(const Questionnaire& questionnaire) {
    std::set<std::string> translated;
    collect_languages(questionnaire.title, translated);
    collect_languages(questionnaire.items, translated);
    translated.erase(questionnaire.language);
    std::vector<std::string> languages;
    if (!questionnaire.language.empty()) languages.push_back(questionnaire.language);
    languages.insert(languages.end(), translated.begin(), translated.end());
    return languages;
}

Questionnaire read_questionnaire(const json& document, Findings& findings) {
    Questionnaire questionnaire;
    const Fields fields(document, "", findings);
    refuse_what_needs_a_server(fields);
    questionnaire.url = fields.text("url");
    questionnaire.version = fields.text("version");
    questionnaire.id = fields.text("id");
    questionnaire.name = fields.text("name");
    questionnaire.language = fields.text("language");
    questionnaire.title = read_text(fields, "title");
    Reading reading{findings, Contained(fields.array("contained"))};
    questionnaire.items = read_items(fields, reading);
    if (questionnaire.items.empty() && !findings.any()) {
        findings.malformed("", "The questionnaire has no items.");
    }
    if (!findings.any()) check_items(questionnaire.items, findings);
    if (!findings.any()) check_conditions(questionnaire.items, findings);
    if (!findings.any()) lay_out_repeats(questionnaire, findings);
    questionnaire.languages = languages_of(questionnaire);
    return questionnaire;
}

}  // namespace

Result<Questionnaire> parse(std::string_view text) {
    if (text.size() > most_bytes) return too_large_fault("The questionnaire is larger than 4 MiB.");
    if (nests_too_deep(text)) return too_large_fault("Its brackets are nested too deep.");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded()) {
        return fail(causes::not_json, "This is not JSON in UTF-8.",
                    "Choose the questionnaire's JSON file.");
    }
    if (!document.is_object() || document.value("resourceType", json()) != json("Questionnaire")) {
        return fail(causes::not_a_questionnaire, "This is not a FHIR Questionnaire.",
                    "Choose a file whose resourceType is Questionnaire.");
    }
    Findings findings;
    Questionnaire questionnaire = read_questionnaire(document, findings);
    if (findings.any()) return fail(findings.take());
    questionnaire.source = std::string(text);
    return questionnaire;
}

}  // namespace spine::questionnaire
