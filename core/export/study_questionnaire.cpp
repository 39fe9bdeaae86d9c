#include "export/study_questionnaire.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

using nlohmann::json;

std::string url_of(const StudyFacts& study) {
    return fmt::format("urn:spine-kiosk:study:{}", study.study_hash.substr(0, 16));
}

// `name` in the study's language, with every other language as FHIR has translations.
void put_words(json& object, const std::string& name, const Words& words,
               const std::string& language) {
    const std::string& own = words_in(words, language);
    if (own.empty()) return;
    object[name] = readable(own);
    json translations = json::array();
    for (const auto& [other, text] : words) {
        if (text.empty() || text == own) continue;
        translations.push_back({{"url", "http://hl7.org/fhir/StructureDefinition/translation"},
                                {"extension",
                                 {{{"url", "lang"}, {"valueCode", other}},
                                  {{"url", "content"}, {"valueString", readable(text)}}}}});
    }
    if (!translations.empty()) object["_" + name]["extension"] = std::move(translations);
}

std::string_view type_of(Kind kind) {
    switch (kind) {
        case Kind::Integer:
            return "integer";
        case Kind::Decimal:
            return "decimal";
        case Kind::Boolean:
            return "boolean";
        case Kind::Text:
            return "text";
        default:
            return "choice";
    }
}

void add_extension(json& extensions, std::string_view url, const char* value, json what) {
    extensions.push_back({{"url", url}, {value, std::move(what)}});
}

void put_extensions(json& item, const Variable& variable) {
    json extensions = json::array();
    const auto end = [&](std::string_view name, const std::optional<double>& at) {
        if (!at) return;
        const auto url = fmt::format("http://hl7.org/fhir/StructureDefinition/{}", name);
        if (variable.kind == Kind::Integer) {
            add_extension(extensions, url, "valueInteger", std::llround(*at));
        } else {
            add_extension(extensions, url, "valueDecimal", *at);
        }
    };
    end("minValue", variable.low);
    end("maxValue", variable.high);
    if (variable.kind == Kind::Decimal)
        add_extension(extensions, "http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces",
                      "valueInteger", variable.decimals);
    const auto say = [&](std::string_view name, const std::string& words) {
        if (words.empty()) return;
        add_extension(extensions, fmt::format("urn:spine-kiosk:{}", name), "valueString",
                      readable(words));
    };
    say("link-id", variable.link_id);
    say("questionnaire", variable.questionnaire);
    say("scoring", variable.scoring);
    say("missing-rule", variable.missing_rule);
    if (!extensions.empty()) item["extension"] = std::move(extensions);
}

json item_of(const Variable& variable, const std::string& language) {
    json item = {{"linkId", variable.name}, {"type", type_of(variable.kind)}};
    put_words(item, "text", variable.words, language);
    put_extensions(item, variable);
    for (const ValueLabel& label : variable.labels) {
        json coding = {{"system", system_of(variable)}, {"code", label.code}};
        put_words(coding, "display", label.words, language);
        item["answerOption"].push_back({{"valueCoding", std::move(coding)}});
    }
    return item;
}

json items_of(const Table& table) {
    const std::string& language = table.study.language;
    json items = json::array();
    for (std::size_t i = 0; i < table.variables.size(); ++i) {
        const Variable& variable = table.variables[i];
        if (variable.role == Role::Pseudonym) continue;
        if (!variable.several) {
            items.push_back(item_of(variable, language));
            continue;
        }
        if (begins_set(table, i)) {
            json group = {{"linkId", variable.several->set}, {"type", "group"}};
            put_words(group, "text", variable.several->question, language);
            items.push_back(std::move(group));
        }
        items.back()["item"].push_back(item_of(variable, language));
    }
    return items;
}

}  // namespace

std::string canonical_of(const StudyFacts& study) {
    return fmt::format("{}|{}", url_of(study), study.made);
}

std::string system_of(const Variable& variable) {
    return fmt::format("urn:spine-kiosk:variable:{}", variable.name);
}

std::string study_questionnaire(const Table& table) {
    const StudyFacts& study = table.study;
    json out = {{"resourceType", "Questionnaire"},
                {"id", fmt::format("study-{}", study.study_hash.substr(0, 16))},
                {"url", url_of(study)},
                {"version", study.made},
                {"name", fmt::format("Study_{}", study.study_hash.substr(0, 16))},
                {"title", readable(study.title)},
                {"status", "active"},
                {"subjectType", {"Patient"}},
                {"date", study.made},
                {"language", study.language},
                {"item", items_of(table)}};
    if (!study.question.empty()) out["description"] = readable(study.question);
    for (const auto& [canonical, unused] : table.questionnaires)
        out["derivedFrom"].push_back(canonical);
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace spine::exporting
