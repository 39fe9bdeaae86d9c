#include "questionnaire/fhir_limits.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "questionnaire/fhir_extensions.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

std::optional<int> whole_extension(const Fields& fields, const json* extensions,
                                   std::string_view name) {
    const json* found = find_extension(extensions, name);
    if (found == nullptr) return std::nullopt;
    const auto value = fields.inside(*found).value("value");
    const auto* whole = value ? std::get_if<std::int64_t>(&*value) : nullptr;
    if (whole != nullptr && *whole >= 0) return static_cast<int>(*whole);
    fields.malformed("Its " + std::string(name) + " is not a number of 0 or more.");
    return std::nullopt;
}

constexpr int most_answers = 1000;

bool takes_answers(const Item& item) {
    return item.type != ItemType::Group && item.type != ItemType::Display;
}

// Whether an answer to the item can be held against the value.
bool bounds(ItemType type, const Value& value) {
    const bool number =
        std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    switch (type) {
        case ItemType::Integer:
        case ItemType::Decimal:
            return number;
        case ItemType::Quantity:
            return number || std::holds_alternative<Quantity>(value);
        case ItemType::Date:
        case ItemType::DateTime:
            return std::holds_alternative<Date>(value) || std::holds_alternative<DateTime>(value);
        case ItemType::Time:
            return std::holds_alternative<Time>(value);
        default:
            return false;
    }
}

// The two names of one end: FHIR's for every type, and SDC's for quantities.
struct End {
    std::string_view name, for_quantities;
};

std::optional<Value> read_bound(const Fields& fields, const json* extensions, const Item& item,
                                const End& end) {
    auto entries = find_extensions(extensions, end.name);
    const auto more = find_extensions(extensions, end.for_quantities);
    entries.insert(entries.end(), more.begin(), more.end());
    if (entries.empty() || !takes_answers(item)) return std::nullopt;
    const std::string its = "Its " + std::string(end.name);
    if (entries.size() > 1) fields.malformed(its + " is given twice.");
    auto value = fields.inside(*entries.front()).value("value");
    if (!value) {
        fields.malformed(its + " has no value.");
    } else if (!bounds(item.type, *value)) {
        fields.malformed(its + " is of another type than its answer.");
    }
    return value;
}

}  // namespace

bool flag_extension(const Fields& fields, const json* extensions, std::string_view name) {
    const json* found = find_extension(extensions, name);
    if (found == nullptr) return false;
    const Fields flag = fields.inside(*found);
    if (!flag.has("valueBoolean")) {
        fields.malformed("Its " + std::string(name) + " is neither true nor false.");
    }
    return flag.flag("valueBoolean");
}

void read_occurrences(const Fields& fields, const json* extensions, Item& item) {
    item.required = fields.flag("required");
    item.repeats = fields.flag("repeats");
    const auto least = whole_extension(fields, extensions, "questionnaire-minOccurs");
    const auto most = whole_extension(fields, extensions, "questionnaire-maxOccurs");
    item.min_occurs = least.value_or(item.required ? 1 : 0);
    if (item.required && item.min_occurs == 0) item.min_occurs = 1;
    if (item.repeats) item.max_occurs = most;
    if (item.repeats && most == 1) item.repeats = false, item.max_occurs.reset();
    // minOccurs of an item that may be left out altogether says how many there are if any.
    const int ceiling = item.repeats ? item.max_occurs.value_or(item.min_occurs) : 1;
    if (item.min_occurs > ceiling || most == 0) {
        fields.malformed("It asks for more answers than it allows.");
    }
    if (item.type != ItemType::Group && item.min_occurs > most_answers) {
        fields.unsupported("It asks for more answers than anybody can give.");
    }
}

void read_limits(const Fields& fields, const json* extensions, Item& item) {
    if (const auto length = fields.whole("maxLength")) {
        if (*length < 1) fields.malformed("Its maxLength leaves no room for an answer.");
        item.max_length = static_cast<int>(*length);
    }
    item.min_length = whole_extension(fields, extensions, "minLength");
    item.max_decimal_places = whole_extension(fields, extensions, "maxDecimalPlaces");
    item.min_value =
        read_bound(fields, extensions, item, {"minValue", "sdc-questionnaire-minQuantity"});
    item.max_value =
        read_bound(fields, extensions, item, {"maxValue", "sdc-questionnaire-maxQuantity"});
    if (const json* step = find_extension(extensions, "questionnaire-sliderStepValue")) {
        const auto value = fields.inside(*step).value("value");
        const auto* whole = value ? std::get_if<std::int64_t>(&*value) : nullptr;
        const auto* decimal = value ? std::get_if<double>(&*value) : nullptr;
        if (whole != nullptr) item.slider_step = static_cast<double>(*whole);
        if (decimal != nullptr) item.slider_step = *decimal;
        if (item.slider_step && *item.slider_step <= 0) fields.malformed("Its slider has no step.");
    }
}

void read_units(const Fields& fields, const json* extensions, Item& item) {
    if (extensions == nullptr) return;
    for (const json& extension : *extensions) {
        const Fields entry = fields.inside(extension);
        const std::string url = entry.text("url");
        const std::string_view name = extension_name(url);
        if (name == "questionnaire-unitValueSet" || name == "questionnaire-unit-value-set") {
            fields.unsupported("Its units lie on a server that a kiosk does not have.");
        }
        if (name != "questionnaire-unit" && name != "questionnaire-unitOption") continue;
        const json* coding_json = entry.object("valueCoding");
        if (coding_json == nullptr) continue;
        const Coding coding = read_coding(fields.inside(*coding_json));
        const std::string shown = coding.display.empty() ? coding.code : coding.display;
        if (name == "questionnaire-unit") item.unit = shown;
        if (item.type == ItemType::Quantity) {
            item.unit_options.push_back({0, shown, coding.system, coding.code});
        }
    }
}

void offer_unit(Item& item, const Quantity& unit) {
    const auto known = std::find_if(
        item.unit_options.begin(), item.unit_options.end(), [&](const Quantity& offered) {
            return offered.unit == unit.unit || (!unit.code.empty() && unit.code == offered.code &&
                                                 unit.system == offered.system);
        });
    if (known == item.unit_options.end()) {
        item.unit_options.push_back({0, unit.unit, unit.system, unit.code});
    }
}

}  // namespace spine::questionnaire
