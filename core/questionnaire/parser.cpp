#include "questionnaire/parser.h"

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "questionnaire/fhir_extensions.h"
#include "questionnaire/fhir_fields.h"
#include "questionnaire/fhir_item.h"
#include "questionnaire/item_checks.h"
#include "questionnaire/json_text.h"
#include "questionnaire/repeats.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;

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
    if (text.size() > most_bytes) {
        return fail(causes::too_large, "The questionnaire is larger than 4 MiB.",
                    "Use a smaller questionnaire.");
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto read = read_json(text);
    if (!read) return fail(read.error());
    const json& document = *read;
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
