#include "session/default_answer.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "questionnaire/limits.h"

namespace spine::session {

using questionnaire::Answer;
using questionnaire::Item;
using questionnaire::ItemType;
using questionnaire::Option;
using questionnaire::Value;

namespace {

std::optional<double> number(const std::optional<Value>& value) {
    if (!value) return std::nullopt;
    if (const auto* whole = std::get_if<std::int64_t>(&*value)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&*value)) return *decimal;
    if (const auto* quantity = std::get_if<questionnaire::Quantity>(&*value))
        return quantity->value;
    return std::nullopt;
}

// Zero where it is allowed, else the limit that is nearest to it.
double plain_number(const Item& item) {
    const auto low = number(item.min_value), high = number(item.max_value);
    double chosen = 0;
    if (low) chosen = std::max(chosen, *low);
    if (high) chosen = std::min(chosen, *high);
    return chosen;
}

std::string plain_text(const Item& item) {
    std::string words = item.type == ItemType::Url ? "https://example.org" : "text";
    if (!item.max_length) return words;
    return words.substr(0, static_cast<std::size_t>(std::max(1, *item.max_length)));
}

Value limit_or(const Item& item, Value otherwise) {
    if (item.min_value && item.min_value->index() == otherwise.index()) return *item.min_value;
    if (item.max_value && item.max_value->index() == otherwise.index()) return *item.max_value;
    return otherwise;
}

std::optional<Value> plain_value(const Item& item) {
    switch (item.type) {
        case ItemType::Boolean:
            return Value(false);
        case ItemType::Integer:
            return Value(static_cast<std::int64_t>(std::llround(plain_number(item))));
        case ItemType::Decimal:
            return Value(plain_number(item));
        case ItemType::Date:
            return limit_or(item, questionnaire::Date{"2000-01-01"});
        case ItemType::DateTime:
            return limit_or(item, questionnaire::DateTime{"2000-01-01T12:00:00Z"});
        case ItemType::Time:
            return limit_or(item, questionnaire::Time{"12:00:00"});
        case ItemType::String:
        case ItemType::Text:
        case ItemType::Url:
        case ItemType::OpenChoice:
            return Value(plain_text(item));
        case ItemType::Quantity: {
            questionnaire::Quantity quantity;
            if (!item.unit_options.empty())
                quantity = item.unit_options.front();
            else
                quantity.unit = item.unit;
            quantity.value = plain_number(item);
            return Value(quantity);
        }
        case ItemType::Group:
        case ItemType::Display:
        case ItemType::Choice:
            return std::nullopt;
    }
    return std::nullopt;
}

std::size_t wanted(const Item& item) {
    return static_cast<std::size_t>(item.repeats ? std::max(1, item.min_occurs) : 1);
}

Answer first_options(const Item& item) {
    Answer answer;
    for (const Option& option : item.options) {
        if (answer.values.size() == wanted(item)) break;
        if (wanted(item) > 1 && option.exclusive) continue;
        answer.values.push_back(option.value);
    }
    return answer;
}

}  // namespace

std::optional<Answer> default_answer(const Item& item) {
    if (item.read_only) return std::nullopt;
    Answer answer;
    answer.values = item.initial;
    if (answer.values.empty()) answer = first_options(item);
    if (answer.values.empty()) {
        if (const auto value = plain_value(item)) answer.values.assign(wanted(item), *value);
    }
    if (answer.values.empty() || questionnaire::check(item, &answer)) return std::nullopt;
    return answer;
}

}  // namespace spine::session
