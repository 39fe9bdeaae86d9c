#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <vector>

#include "questionnaire/limits.h"
#include "questionnaire/walkthrough.h"

namespace spine::questionnaire {

namespace {

std::optional<double> number_in(const std::optional<Value>& bound) {
    if (!bound) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&*bound)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&*bound)) return *decimal;
    if (const auto* quantity = std::get_if<Quantity>(&*bound)) return quantity->value;
    return std::nullopt;
}

std::optional<Value> number_for(const Item& item, double number) {
    switch (item.type) {
        case ItemType::Integer:
            if (number != std::floor(number) || std::fabs(number) > INT32_MAX) return std::nullopt;
            return static_cast<std::int64_t>(number);
        case ItemType::Quantity: {
            Quantity quantity{0, item.unit, {}, {}};
            if (!item.unit_options.empty()) quantity = item.unit_options.front();
            quantity.value = number;
            return quantity;
        }
        default:
            return number;
    }
}

// Numbers that are likely to be allowed, the plainest first: 1, 0, and the limits, as they stand
// and rounded into the range to as many places as an answer may have.
std::vector<double> plain_numbers(const Item& item) {
    std::vector<double> numbers{1, 0};
    const int places = item.type == ItemType::Integer ? 0 : item.max_decimal_places.value_or(15);
    const double scale = std::pow(10.0, std::min(places, 15));
    if (const auto low = number_in(item.min_value)) {
        numbers.insert(numbers.end(), {*low, std::ceil(*low * scale) / scale});
    }
    if (const auto high = number_in(item.max_value)) {
        numbers.insert(numbers.end(), {*high, std::floor(*high * scale) / scale});
    }
    return numbers;
}

// Whether the value may stand, alone or with more beside it.
bool stands(const Item& item, const Value& value) {
    const Answer answer{{value}, false};
    const auto problem = check(item, &answer);
    return !problem || problem == Problem::TooFew;
}

std::optional<Value> plain_number(const Item& item) {
    for (const double number : plain_numbers(item)) {
        auto value = number_for(item, number);
        if (value && stands(item, *value)) return value;
    }
    return std::nullopt;
}

std::string plain_text(const Item& item) {
    const auto least = static_cast<std::size_t>(item.min_length.value_or(1));
    std::string text = item.type == ItemType::Url ? "https://example.org" : "word";
    if (item.max_length && text.size() > static_cast<std::size_t>(*item.max_length)) {
        text.resize(static_cast<std::size_t>(*item.max_length));
    }
    constexpr std::size_t longest = 100'000;  // a longer minimum is nothing anybody types
    if (text.size() < least && least <= longest) text.resize(least, 'a');
    return text;
}

// A limit as an answer: of a date and time the date, where only that is asked.
template <typename Moment>
Value moment_at(const Value& bound) {
    if (const auto* date = std::get_if<Date>(&bound)) {
        if constexpr (!std::is_same_v<Moment, Time>) return Moment{date->text};
    }
    if (const auto* date_time = std::get_if<DateTime>(&bound)) {
        if constexpr (std::is_same_v<Moment, Date>) return Date{date_time->text.substr(0, 10)};
    }
    return bound;
}

// The usual moment where it is allowed, else the limit itself.
template <typename Moment>
Value plain_moment(const Item& item, const char* usual) {
    Value value = Moment{usual};
    if (stands(item, value)) return value;
    for (const auto* bound : {&item.min_value, &item.max_value}) {
        if (!*bound) continue;
        Value limit = moment_at<Moment>(**bound);
        if (stands(item, limit)) return limit;
    }
    return value;
}

std::optional<Value> plain_value(const Item& item) {
    switch (item.type) {
        case ItemType::Boolean:
            return false;
        case ItemType::Integer:
        case ItemType::Decimal:
        case ItemType::Quantity:
            return plain_number(item);
        case ItemType::Date:
            return plain_moment<Date>(item, "2026-01-15");
        case ItemType::DateTime:
            return plain_moment<DateTime>(item, "2026-01-15T12:00:00Z");
        case ItemType::Time:
            return plain_moment<Time>(item, "12:00:00");
        case ItemType::String:
        case ItemType::Text:
        case ItemType::Url:
        case ItemType::OpenChoice:
            return plain_text(item);
        case ItemType::Group:
        case ItemType::Display:
        case ItemType::Choice:
            break;
    }
    return std::nullopt;
}

std::size_t wanted(const Item& item) {
    return static_cast<std::size_t>(item.repeats ? std::max(1, item.min_occurs) : 1);
}

void add_options(const Item& item, std::vector<Value>& values) {
    for (const Option& option : item.options) {
        if (values.size() >= wanted(item)) return;
        const bool there = std::find(values.begin(), values.end(), option.value) != values.end();
        if (!there && (wanted(item) == 1 || !option.exclusive)) values.push_back(option.value);
    }
}

}  // namespace

std::optional<Answer> default_answer(const Item& item) {
    Answer answer{item.initial, false};
    if (!item.hidden && !item.read_only) {
        add_options(item, answer.values);
        while (item.options.empty() && answer.values.size() < wanted(item)) {
            const auto value = plain_value(item);
            if (!value) break;
            answer.values.push_back(*value);
        }
    }
    if (answer.values.empty() || check(item, &answer)) return std::nullopt;
    return answer;
}

}  // namespace spine::questionnaire
