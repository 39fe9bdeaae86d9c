#include "questionnaire/limits.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>

#include "questionnaire/value.h"

namespace spine::questionnaire {

namespace {

bool is_choice(const Item& item) {
    return item.type == ItemType::Choice || item.type == ItemType::OpenChoice;
}

const Option* option_of(const Item& item, const Value& value) {
    const auto option = std::find_if(item.options.begin(), item.options.end(),
                                     [&](const Option& o) { return o.value == value; });
    return option == item.options.end() ? nullptr : &*option;
}

// Decimal places as FHIR writes the number. Beyond 15 significant digits a double has none left.
bool has_more_places(double value, int places) {
    if (places >= 15) return false;
    const double scaled = std::fabs(value) * std::pow(10.0, places);
    return std::fabs(scaled - std::round(scaled)) > 1e-9 * std::max(1.0, scaled);
}

// FHIR's uri: no white space.
bool is_uri(std::string_view text) {
    return text.find_first_of(" \t\n\v\f\r") == std::string_view::npos;
}

std::optional<Problem> check_text(const Item& item, const std::string& text) {
    const std::size_t length = code_points(text);
    if (!holds_words(text)) return Problem::Missing;
    if (item.type == ItemType::Url && !is_uri(text)) return Problem::WrongType;
    if (item.min_length && length < static_cast<std::size_t>(*item.min_length)) {
        return Problem::TooShort;
    }
    if (item.max_length && length > static_cast<std::size_t>(*item.max_length)) {
        return Problem::TooLong;
    }
    if (holds_cpr_number(text)) return Problem::CprNumber;
    return std::nullopt;
}

std::optional<Problem> check_range(const Item& item, const Value& value) {
    if (item.min_value && std::is_lt(compare(value, *item.min_value))) return Problem::TooSmall;
    if (item.max_value && std::is_gt(compare(value, *item.max_value))) return Problem::TooLarge;
    return std::nullopt;
}

std::optional<Problem> check_number(const Item& item, double number) {
    if (!std::isfinite(number)) return Problem::WrongType;
    if (item.max_decimal_places && has_more_places(number, *item.max_decimal_places)) {
        return Problem::TooPrecise;
    }
    return std::nullopt;
}

bool is_offered_unit(const Item& item, const Quantity& quantity) {
    return item.unit_options.empty() ||
           std::any_of(item.unit_options.begin(), item.unit_options.end(), [&](const Quantity& u) {
               return u.unit == quantity.unit ||
                      (!u.code.empty() && u.code == quantity.code && u.system == quantity.system);
           });
}

std::optional<Problem> check_value(const Item& item, const Value& value) {
    if (!fits_type(item, value)) return Problem::WrongType;
    const auto* text = std::get_if<std::string>(&value);
    const bool free_text = item.type == ItemType::OpenChoice && text != nullptr;
    if (is_choice(item) || !item.options.empty()) {
        if (option_of(item, value) != nullptr) return std::nullopt;
        if (!free_text) return Problem::NotAnOption;
    }
    if (text != nullptr) {
        if (const auto problem = check_text(item, *text)) return problem;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        if (*whole < INT32_MIN) return Problem::TooSmall;
        if (*whole > INT32_MAX) return Problem::TooLarge;
    }
    if (const auto* decimal = std::get_if<double>(&value)) {
        if (const auto problem = check_number(item, *decimal)) return problem;
    }
    if (const auto* quantity = std::get_if<Quantity>(&value)) {
        if (const auto problem = check_number(item, quantity->value)) return problem;
        if (!is_offered_unit(item, *quantity)) return Problem::NotAnOption;
    }
    return check_range(item, value);
}

bool mixes_exclusive(const Item& item, const std::vector<Value>& values) {
    return values.size() > 1 && std::any_of(values.begin(), values.end(), [&](const Value& value) {
               const Option* option = option_of(item, value);
               return option != nullptr && option->exclusive;
           });
}

bool holds_twice(const std::vector<Value>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::find(values.begin() + static_cast<std::ptrdiff_t>(i) + 1, values.end(),
                      values[i]) != values.end()) {
            return true;
        }
    }
    return false;
}

}  // namespace

bool fits_type(const Item& item, const Value& value) {
    switch (item.type) {
        case ItemType::Group:
        case ItemType::Display:
            return false;
        case ItemType::Boolean:
            return std::holds_alternative<bool>(value);
        case ItemType::Decimal:
            return std::holds_alternative<double>(value);
        case ItemType::Integer:
            return std::holds_alternative<std::int64_t>(value);
        case ItemType::Date: {
            const auto* date = std::get_if<Date>(&value);
            return date != nullptr && is_date(date->text);
        }
        case ItemType::DateTime: {
            const auto* moment = std::get_if<DateTime>(&value);
            return moment != nullptr && is_date_time(moment->text);
        }
        case ItemType::Time: {
            const auto* time = std::get_if<Time>(&value);
            return time != nullptr && is_time(time->text);
        }
        case ItemType::String:
        case ItemType::Text:
        case ItemType::Url:
            return std::holds_alternative<std::string>(value);
        case ItemType::Choice:
        case ItemType::OpenChoice:
            return std::holds_alternative<Coding>(value) ||
                   std::holds_alternative<std::string>(value) ||
                   std::holds_alternative<std::int64_t>(value) ||
                   std::holds_alternative<Date>(value) || std::holds_alternative<Time>(value);
        case ItemType::Quantity:
            return std::holds_alternative<Quantity>(value);
    }
    return false;
}

std::optional<Problem> check(const Item& item, const Answer* answer) {
    const bool question = item.type != ItemType::Group && item.type != ItemType::Display;
    if (answer == nullptr || answer->declined || answer->values.empty()) {
        if (!question) return answer == nullptr ? std::nullopt : std::optional(Problem::WrongType);
        if (item.min_occurs > 0) return Problem::Missing;
        return std::nullopt;
    }
    if (!question) return Problem::WrongType;
    if (item.read_only && answer->values != item.initial) return Problem::ReadOnly;
    const std::size_t count = answer->values.size();
    const std::size_t most =
        item.repeats ? static_cast<std::size_t>(item.max_occurs.value_or(INT32_MAX)) : 1;
    if (count > most) return Problem::TooMany;
    for (const Value& value : answer->values) {
        if (const auto problem = check_value(item, value)) return problem;
    }
    if (mixes_exclusive(item, answer->values)) return Problem::Exclusive;
    const bool chosen = !item.options.empty();
    if (chosen && holds_twice(answer->values)) return Problem::TooMany;
    const bool only_exclusive = count == 1 && chosen &&
                                option_of(item, answer->values[0]) != nullptr &&
                                option_of(item, answer->values[0])->exclusive;
    if (count < static_cast<std::size_t>(std::max(0, item.min_occurs)) && !only_exclusive) {
        return Problem::TooFew;
    }
    return std::nullopt;
}

}  // namespace spine::questionnaire
