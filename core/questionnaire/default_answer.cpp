#include <algorithm>
#include <cmath>
#include <cstdint>
#include <initializer_list>

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

// 1 where it is allowed, else the limit that is nearest to it.
double plain_number(const Item& item) {
    double number = 1;
    if (const auto high = number_in(item.max_value)) number = std::min(number, *high);
    if (const auto low = number_in(item.min_value)) number = std::max(number, *low);
    return number;
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

// The usual moment where it is allowed, else the limit itself.
template <typename Moment>
Value plain_moment(const Item& item, const char* usual) {
    Value value = Moment{usual};
    for (const auto* bound : {&item.min_value, &item.max_value}) {
        const Answer answer{{value}, false};
        if (*bound && std::holds_alternative<Moment>(**bound) && check(item, &answer)) {
            return **bound;
        }
    }
    return value;
}

std::optional<Value> plain_value(const Item& item) {
    switch (item.type) {
        case ItemType::Boolean:
            return false;
        case ItemType::Integer:
            return static_cast<std::int64_t>(std::ceil(plain_number(item)));
        case ItemType::Decimal:
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
        case ItemType::Quantity: {
            Quantity quantity{0, item.unit, {}, {}};
            if (!item.unit_options.empty()) quantity = item.unit_options.front();
            quantity.value = plain_number(item);
            return quantity;
        }
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
