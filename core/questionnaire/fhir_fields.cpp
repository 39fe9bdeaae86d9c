#include "questionnaire/fhir_fields.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "questionnaire/value.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

constexpr const char* mend_questionnaire =
    "Correct the questionnaire or ask whoever published it, then open it again.";

std::string in_ticks(std::string_view name) {
    return "`" + std::string(name) + "`";
}

bool holds_control_character(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') return true;
    }
    return false;
}

}  // namespace

void Findings::report(Fault fault) {
    if (!first_) first_ = std::move(fault);
}

void Findings::malformed(std::string_view link_id, std::string happened) {
    report({causes::item_malformed, std::move(happened), mend_questionnaire, std::string(link_id)});
}

void Findings::unsupported(std::string_view link_id, std::string happened) {
    report({causes::item_unsupported, std::move(happened),
            "Take this out of the questionnaire or choose another one.", std::string(link_id)});
}

Fields::Fields(const json& object, std::string_view link_id, Findings& findings)
    : object_(object), link_id_(link_id), findings_(findings) {
    if (!object.is_object()) malformed("Something other than a JSON object stands in its place.");
}

Fields Fields::inside(const json& object) const {
    return {object, link_id_, findings_};
}

bool Fields::has(const char* name) const {
    return object_.is_object() && object_.contains(name);
}

std::string Fields::text(const char* name) const {
    if (!has(name)) return {};
    const json& field = object_.at(name);
    if (!field.is_string()) {
        malformed(in_ticks(name) + " is not text.");
        return {};
    }
    auto text = field.get<std::string>();
    if (holds_control_character(text)) malformed(in_ticks(name) + " holds a control character.");
    return text;
}

bool Fields::flag(const char* name) const {
    if (!has(name)) return false;
    const json& field = object_.at(name);
    if (!field.is_boolean()) malformed(in_ticks(name) + " is neither true nor false.");
    return field.is_boolean() && field.get<bool>();
}

std::optional<std::int64_t> Fields::whole(const char* name) const {
    if (!has(name)) return std::nullopt;
    const json& field = object_.at(name);
    const bool fits = field.is_number_integer() &&
                      (field.is_number_unsigned() ? field.get<std::uint64_t>() <= INT32_MAX
                                                  : field.get<std::int64_t>() >= INT32_MIN);
    if (!fits) {
        malformed(in_ticks(name) + " is not a whole number of 32 bits.");
        return std::nullopt;
    }
    return field.get<std::int64_t>();
}

std::optional<double> Fields::number(const char* name) const {
    if (!has(name)) return std::nullopt;
    const json& field = object_.at(name);
    if (!field.is_number() || !std::isfinite(field.get<double>())) {
        malformed(in_ticks(name) + " is not a number.");
        return std::nullopt;
    }
    return field.get<double>();
}

const json* Fields::object(const char* name) const {
    if (!has(name)) return nullptr;
    const json& field = object_.at(name);
    if (!field.is_object()) malformed(in_ticks(name) + " is not an object.");
    return field.is_object() ? &field : nullptr;
}

const json* Fields::array(const char* name) const {
    if (!has(name)) return nullptr;
    const json& field = object_.at(name);
    if (!field.is_array()) {
        malformed(in_ticks(name) + " is not a list.");
        return nullptr;
    }
    for (const json& entry : field) {
        if (entry.is_object()) continue;
        malformed(in_ticks(name) + " holds something other than objects.");
        return nullptr;
    }
    return &field;
}

const json* Fields::companion(const char* name) const {
    const std::string companion = std::string("_") + name;
    const json* found = object(companion.c_str());
    return found == nullptr ? nullptr : inside(*found).array("extension");
}

Coding read_coding(const Fields& fields) {
    return {fields.text("system"), fields.text("code"), fields.text("display")};
}

Quantity read_quantity(const Fields& fields) {
    if (fields.has("comparator"))
        fields.unsupported("A quantity is given only as less or more than a number.");
    if (!fields.has("value")) fields.malformed("A quantity has no number.");
    return {fields.number("value").value_or(0), fields.text("unit"), fields.text("system"),
            fields.text("code")};
}

namespace {

std::string checked(const Fields& fields, const std::string& name, bool (*fits)(std::string_view),
                    std::string_view kind) {
    std::string text = fields.text(name.c_str());
    if (!fits(text)) fields.malformed(in_ticks(name) + " is not a " + std::string(kind) + ".");
    return text;
}

std::optional<Value> read_value(const Fields& fields, const std::string& name,
                                std::string_view type) {
    const char* key = name.c_str();
    if (type == "Boolean") return fields.flag(key);
    if (type == "Integer" || type == "PositiveInt" || type == "UnsignedInt") {
        return fields.whole(key).value_or(0);
    }
    if (type == "Decimal") return fields.number(key).value_or(0.0);
    if (type == "Date") return Date{checked(fields, name, is_date, "date")};
    if (type == "DateTime") return DateTime{checked(fields, name, is_date_time, "date and time")};
    if (type == "Time") return Time{checked(fields, name, is_time, "time")};
    if (type == "String" || type == "Uri" || type == "Code" || type == "Markdown") {
        return fields.text(key);
    }
    const json* object = fields.object(key);
    if (type == "Coding" && object != nullptr) return read_coding(fields.inside(*object));
    if (type == "Quantity" && object != nullptr) return read_quantity(fields.inside(*object));
    if (object != nullptr) fields.unsupported(in_ticks(name) + " cannot be shown on a kiosk.");
    return std::nullopt;
}

}  // namespace

std::optional<Value> Fields::value(const char* prefix) const {
    std::optional<Value> found;
    if (!object_.is_object()) return found;
    const std::string_view start = prefix;
    for (const auto& [name, field] : object_.items()) {
        const bool typed = name.size() > start.size() && name.starts_with(start) &&
                           name[start.size()] >= 'A' && name[start.size()] <= 'Z';
        if (!typed) continue;
        if (found) malformed("Two of " + in_ticks(std::string(start) + "[x]") + " stand together.");
        found = read_value(*this, name, std::string_view(name).substr(start.size()));
    }
    return found;
}

}  // namespace spine::questionnaire
