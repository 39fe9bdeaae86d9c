#include "export/ndjson_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "export/cell_text.h"
#include "export/study_questionnaire.h"

namespace spine::exporting {
namespace {

using nlohmann::json;

std::string as_json(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// FHIR's nearest word (http://hl7.org/fhir/data-absent-reason).
std::string_view absent_reason(Missing kind) {
    switch (kind) {
        case Missing::NotAsked:
            return "not-asked";
        case Missing::Declined:
            return "asked-declined";
        case Missing::NotReached:
            return "not-performed";
        case Missing::NotAnswered:
            return "asked-unknown";
        case Missing::Withheld:
        case Missing::Suppressed:
            return "masked";
        case Missing::Otherwise:
            return "not-applicable";
    }
    return "unknown";
}

std::string missing_item(const std::string& link_id, Missing kind) {
    return as_json({{"linkId", link_id},
                    {"extension",
                     {{{"url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason"},
                       {"valueCode", absent_reason(kind)}},
                      {{"url", "urn:spine-kiosk:missing"}, {"valueCode", name_of(kind)}}}}});
}

std::string label_item(const Variable& variable, const ValueLabel& label,
                       const std::string& language) {
    json coding = {{"system", system_of(variable)}, {"code", label.code}};
    const std::string words = readable(words_in(label.words, language));
    if (!words.empty()) coding["display"] = words;
    return as_json({{"linkId", variable.name},
                    {"answer", json::array({{{"valueCoding", std::move(coding)}}})}});
}

// FHIR's ids hold less than a text.
bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '.';
    });
}

// Where the data say how a session ended, its resource says the same.
bool is_stopped(const Table& table, std::span<const Cell> cells) {
    constexpr std::array kNoEnd = {"stopped", "expired", "interrupted", "not-complete"};
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto* coded = std::get_if<Coded>(&cells[i]);
        if (coded == nullptr || table.variables[i].name != "status") continue;
        const std::string& code = table.variables[i].labels.at(coded->label).code;
        return std::find(kNoEnd.begin(), kNoEnd.end(), code) != kNoEnd.end();
    }
    return false;
}

Status write_questionnaires(const Table& table, ExportFolder& folder) {
    auto file = folder.file("Questionnaire.ndjson");
    if (!file) return fail(std::move(file));
    (*file)->write(study_questionnaire(table));
    for (const auto& [canonical, text] : table.questionnaires) {
        const json one = json::parse(text, nullptr, false);
        if (one.is_discarded())
            return fail(causes::questionnaire_unreadable,
                        "A questionnaire that the answers come from is no JSON.",
                        "Run kioskctl config check on the configuration it was signed with.",
                        canonical);
        (*file)->write("\n");
        (*file)->write(as_json(one));
    }
    (*file)->write("\n");
    return (*file)->close();
}

}  // namespace

Status NdjsonFormat::begin(const Table& table, ExportFolder& folder) {
    table_ = &table;
    if (auto names = check_names(table, ""); !names) return names;
    if (auto written = write_questionnaires(table, folder); !written) return written;
    auto responses = folder.file("QuestionnaireResponse.ndjson");
    if (!responses) return fail(std::move(responses));
    responses_ = *responses;
    const auto start = [&](std::string_view status) {
        return fmt::format(
            R"({{"resourceType":"QuestionnaireResponse","status":"{}","questionnaire":{})", status,
            as_json(canonical_of(table.study)));
    };
    completed_ = start("completed");
    stopped_ = start("stopped");
    for (const Variable& variable : table.variables) {
        Item item;
        item.head = fmt::format(R"({{"linkId":{},"answer":[{{"value)", as_json(variable.name));
        for (const ValueLabel& label : variable.labels)
            item.labels.push_back(label_item(variable, label, table.study.language));
        for (std::size_t i = 0; i < kMissingKinds; ++i)
            item.missing.push_back(missing_item(variable.name, static_cast<Missing>(i)));
        items_.push_back(std::move(item));
    }
    return {};
}

void NdjsonFormat::append(std::size_t variable, const Cell& cell) {
    const Item& item = items_[variable];
    const auto value = [&](std::string_view type, const std::string& text) {
        line_ += item.head;
        line_ += fmt::format(R"({}":{}}}]}})", type, text);
    };
    if (const auto* missing = std::get_if<Missing>(&cell)) {
        line_ += item.missing.at(static_cast<std::size_t>(*missing));
    } else if (const auto* coded = std::get_if<Coded>(&cell)) {
        line_ += item.labels.at(coded->label);
    } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        value("Integer", std::to_string(*whole));
    } else if (const auto* decimal = std::get_if<double>(&cell)) {
        value("Decimal", decimal_text(*decimal, table_->variables[variable].decimals));
    } else if (const auto* truth = std::get_if<bool>(&cell)) {
        value("Boolean", *truth ? "true" : "false");
    } else if (const auto& text = std::get<std::string>(cell); text.empty()) {
        line_ += item.missing.at(static_cast<std::size_t>(Missing::NotAnswered));
    } else {
        value("String", as_json(readable(text)));
    }
}

Status NdjsonFormat::row(std::span<const Cell> cells) {
    line_ = is_stopped(*table_, cells) ? stopped_ : completed_;
    std::string_view between = R"(,"item":[)";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Variable& variable = table_->variables[i];
        if (variable.role == Role::Pseudonym) {
            const auto& pseudonym = std::get<std::string>(cells[i]);
            if (is_id(pseudonym)) line_ += fmt::format(R"(,"id":"{}")", pseudonym);
            line_ +=
                fmt::format(R"(,"identifier":{{"system":"urn:spine-kiosk:pseudonym","value":{}}})",
                            as_json(readable(pseudonym)));
            continue;
        }
        line_ += between;
        between = ",";
        if (variable.several && begins_set(*table_, i))
            line_ += fmt::format(R"({{"linkId":{},"item":[)", as_json(variable.several->set));
        append(i, cells[i]);
        if (variable.several && set_end(*table_, i) == i + 1) line_ += "]}";
    }
    line_ += between == "," ? "]}\n" : "}\n";
    responses_->write(line_);
    return responses_->ok() ? Status{} : responses_->close();
}

Status NdjsonFormat::finish() {
    return responses_->close();
}

}  // namespace spine::exporting
