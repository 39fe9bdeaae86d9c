#include "review/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace spine::review {
namespace {

using questionnaire::Answer;
using questionnaire::Item;
using questionnaire::Option;
using questionnaire::Value;

std::string value_words(const Item& item, const Value& value, std::string_view language) {
    for (const Option& option : item.options) {
        if (option.value == value && !option.display.empty())
            return option.prefix + option.display.in(language);
    }
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
    if (const auto* decimal = std::get_if<double>(&value)) return fmt::format("{}", *decimal);
    if (const auto* date = std::get_if<questionnaire::Date>(&value)) return date->text;
    if (const auto* moment = std::get_if<questionnaire::DateTime>(&value)) return moment->text;
    if (const auto* time = std::get_if<questionnaire::Time>(&value)) return time->text;
    if (const auto* coding = std::get_if<questionnaire::Coding>(&value))
        return coding->display.empty() ? coding->code : coding->display;
    if (const auto* amount = std::get_if<questionnaire::Quantity>(&value))
        return amount->unit.empty() ? fmt::format("{}", amount->value)
                                    : fmt::format("{} {}", amount->value, amount->unit);
    return std::get<bool>(value) ? "true" : "false";
}

std::size_t place_of(const Item& item, const Value& value) {
    const auto at = std::find_if(item.options.begin(), item.options.end(),
                                 [&](const Option& option) { return option.value == value; });
    return static_cast<std::size_t>(at - item.options.begin());
}

}  // namespace

std::string answer_words(const Item& item, const Answer& answer, std::string_view language) {
    std::vector<Value> values = answer.values;
    std::stable_sort(values.begin(), values.end(), [&](const Value& a, const Value& b) {
        return place_of(item, a) < place_of(item, b);
    });
    std::string words;
    for (const Value& value : values) {
        if (!words.empty()) words += " · ";
        words += value_words(item, value, language);
    }
    return words;
}

std::optional<std::string> fill_in(std::string_view text, const Words& words) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        const auto close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) return filled.append(text);
        filled += text.substr(0, open);
        const auto replacement = words(text.substr(open + 1, close - open - 1));
        if (!replacement) return std::nullopt;
        filled += *replacement;
        text.remove_prefix(close + 1);
    }
    return filled;
}

}  // namespace spine::review
