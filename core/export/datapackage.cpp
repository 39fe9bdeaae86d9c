// Frictionless Tabular Data Package 1.0.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "deidentify/csv_writer.h"
#include "export/csv_format.h"

namespace spine::exporting {
namespace {

using Json = nlohmann::ordered_json;

// Codes that are their own numbers are numbers to whoever reads them.
bool are_numbers(const Variable& variable) {
    return std::all_of(variable.labels.begin(), variable.labels.end(), [](const ValueLabel& label) {
        return label.code == std::to_string(label.number);
    });
}

std::string_view type_of(const Variable& variable) {
    switch (variable.kind) {
        case Kind::Integer:
            return "integer";
        case Kind::Decimal:
            return "number";
        case Kind::Boolean:
            return "boolean";
        case Kind::Coded:
            return are_numbers(variable) ? "integer" : "string";
        default:
            return "string";
    }
}

Json constraints_of(const Variable& variable) {
    Json constraints = Json::object();
    if (variable.role == Role::Pseudonym || variable.role == Role::QuasiIdentifier)
        constraints["required"] = true;
    if (variable.role == Role::Pseudonym) constraints["unique"] = true;
    if (variable.low) constraints["minimum"] = *variable.low;
    if (variable.high) constraints["maximum"] = *variable.high;
    if (variable.kind == Kind::Integer && variable.low && variable.high) {
        constraints["minimum"] = static_cast<std::int64_t>(*variable.low);
        constraints["maximum"] = static_cast<std::int64_t>(*variable.high);
    }
    if (variable.labels.empty()) return constraints;
    Json codes = Json::array();
    for (const ValueLabel& label : variable.labels)
        codes.push_back(type_of(variable) == "integer" ? Json(label.number)
                                                       : Json(deidentify::defused(label.code)));
    constraints["enum"] = std::move(codes);
    return constraints;
}

std::string description_of(const Variable& variable) {
    std::string text;
    const auto add = [&](std::string_view more) {
        if (!more.empty()) text.append(text.empty() ? "" : " ").append(more);
    };
    add(variable.scoring);
    add(variable.missing_rule);
    return text;
}

// Values as they are written: with an apostrophe where a spreadsheet would run them.
Json labels_of(const Variable& variable) {
    Json labels = Json::array();
    for (const ValueLabel& label : variable.labels)
        labels.push_back({{"value", deidentify::defused(label.code)},
                          {"number", label.number},
                          {"words", label.words}});
    return labels;
}

Json field_of(const Variable& variable, const std::string& language) {
    Json field = {{"name", variable.name},
                  {"type", type_of(variable)},
                  {"title", words_in(variable.words, language)}};
    if (const std::string said = description_of(variable); !said.empty())
        field["description"] = said;
    if (variable.kind == Kind::Boolean) {
        field["trueValues"] = Json::array({"true"});
        field["falseValues"] = Json::array({"false"});
    }
    if (Json constraints = constraints_of(variable); !constraints.empty())
        field["constraints"] = std::move(constraints);
    field["words"] = variable.words;
    if (!variable.labels.empty()) field["labels"] = labels_of(variable);
    if (variable.several)
        field["several"] = {{"set", variable.several->set},
                            {"question", variable.several->question},
                            {"option", variable.several->option}};
    if (!variable.link_id.empty()) field["linkId"] = variable.link_id;
    if (!variable.questionnaire.empty()) field["questionnaire"] = variable.questionnaire;
    return field;
}

Json schema_of(const Table& table) {
    Json fields = Json::array();
    Json key = Json::array();
    for (const Variable& variable : table.variables) {
        fields.push_back(field_of(variable, table.study.language));
        if (variable.role == Role::Pseudonym) key.push_back(variable.name);
    }
    Json missing = Json::array({""});
    for (std::size_t i = 0; i < kMissingKinds; ++i)
        missing.push_back(name_of(static_cast<Missing>(i)));
    return {{"fields", fields}, {"missingValues", missing}, {"primaryKey", key}};
}

}  // namespace

std::string datapackage(const Table& table, std::uint64_t bytes) {
    const StudyFacts& study = table.study;
    const Json dialect = {{"delimiter", ","},  {"lineTerminator", "\r\n"},
                          {"quoteChar", "\""}, {"doubleQuote", true},
                          {"header", true},    {"caseSensitiveHeader", true}};
    const Json resource = {{"profile", "tabular-data-resource"},
                           {"name", "data"},
                           {"path", "data.csv"},
                           {"format", "csv"},
                           {"mediatype", "text/csv"},
                           {"encoding", "utf-8"},
                           {"bytes", bytes},
                           {"dialect", dialect},
                           {"schema", schema_of(table)}};
    const Json package = {{"profile", "tabular-data-package"},
                          {"name", "spine-study-" + study.study_hash.substr(0, 12)},
                          {"title", study.title},
                          {"description", study.question},
                          {"version", study.made},
                          {"study",
                           {{"hash", study.study_hash},
                            {"ethics", study.ethics},
                            {"period", study.period},
                            {"profile", study.profile},
                            {"k", study.k},
                            {"primary_outcome", study.primary_outcome},
                            {"program", study.program}}},
                          {"resources", Json::array({resource})}};
    return package.dump(2) + "\n";
}

}  // namespace spine::exporting
