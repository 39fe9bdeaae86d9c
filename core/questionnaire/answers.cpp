#include "questionnaire/answers.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "questionnaire/limits.h"
#include "questionnaire/parser.h"

namespace spine::questionnaire {

using nlohmann::json;

namespace {

const Coding* coding_of(const Option& option) {
    return std::get_if<Coding>(&option.value);
}

std::size_t options_with_code(const Item& item, std::string_view code) {
    return static_cast<std::size_t>(
        std::count_if(item.options.begin(), item.options.end(), [code](const Option& option) {
            const Coding* coding = coding_of(option);
            return coding != nullptr && coding->code == code;
        }));
}

json encode_coding(const Item& item, const Coding& coding) {
    if (coding.code.empty()) return {{"display", coding.display}};
    if (options_with_code(item, coding.code) > 1) {
        return {{"system", coding.system}, {"code", coding.code}};
    }
    return coding.code;
}

json encode_value(const Item& item, const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole;
    if (const auto* decimal = std::get_if<double>(&value)) return *decimal;
    if (const auto* date = std::get_if<Date>(&value)) return date->text;
    if (const auto* moment = std::get_if<DateTime>(&value)) return moment->text;
    if (const auto* time = std::get_if<Time>(&value)) return time->text;
    if (const auto* coding = std::get_if<Coding>(&value)) return encode_coding(item, *coding);
    if (const auto* quantity = std::get_if<Quantity>(&value)) {
        return {{"value", quantity->value}, {"unit", quantity->unit}};
    }
    const auto& text = std::get<std::string>(value);
    if (options_with_code(item, text) > 0) return {{"text", text}};
    return text;
}

// A field of an object if it is text.
std::string encoded_text(const json& object, const char* name) {
    const auto field = object.find(name);
    return field != object.end() && field->is_string() ? field->get<std::string>() : std::string();
}

std::optional<Value> decode_quantity(const Item& item, const json& encoded) {
    const auto number = encoded.find("value");
    if (number == encoded.end() || !number->is_number()) return std::nullopt;
    Quantity quantity{number->get<double>(), encoded_text(encoded, "unit"), {}, {}};
    for (const Quantity& unit : item.unit_options) {
        if (unit.unit != quantity.unit) continue;
        quantity.system = unit.system, quantity.code = unit.code;
        break;
    }
    return quantity;
}

// The option whose own encoding this is.
std::optional<Value> decode_option(const Item& item, const json& encoded) {
    for (const Option& option : item.options) {
        const Coding* coding = coding_of(option);
        const bool other = coding != nullptr && encoded.is_string() &&
                           coding->code != encoded.get_ref<const std::string&>();
        if (other) continue;
        if (encode_value(item, option.value) == encoded) return option.value;
    }
    return std::nullopt;
}

std::optional<Value> decode_open(const json& encoded) {
    if (encoded.is_string()) return encoded.get<std::string>();
    if (encoded.is_object() && encoded.contains("text")) return encoded_text(encoded, "text");
    return std::nullopt;
}

std::optional<Value> decode_value(const Item& item, const json& encoded) {
    if (!item.options.empty()) {
        if (auto option = decode_option(item, encoded)) return option;
    }
    switch (item.type) {
        case ItemType::Boolean:
            if (encoded.is_boolean()) return encoded.get<bool>();
            break;
        case ItemType::Integer:
            if (encoded.is_number_integer()) return encoded.get<std::int64_t>();
            break;
        case ItemType::Decimal:
            if (encoded.is_number()) return encoded.get<double>();
            break;
        case ItemType::Quantity:
            if (encoded.is_object()) return decode_quantity(item, encoded);
            break;
        case ItemType::OpenChoice:
            return decode_open(encoded);
        case ItemType::Date:
            if (encoded.is_string()) return Date{encoded.get<std::string>()};
            break;
        case ItemType::DateTime:
            if (encoded.is_string()) return DateTime{encoded.get<std::string>()};
            break;
        case ItemType::Time:
            if (encoded.is_string()) return Time{encoded.get<std::string>()};
            break;
        case ItemType::String:
        case ItemType::Text:
        case ItemType::Url:
            if (encoded.is_string()) return encoded.get<std::string>();
            break;
        case ItemType::Choice:
        case ItemType::Group:
        case ItemType::Display:
            break;
    }
    return std::nullopt;
}

tl::unexpected<Fault> unfit(const Item& item) {
    return fail(causes::answer_unfit, "The answer does not fit the question.",
                "Give one of the answers that the question accepts.", item.link_id);
}

void fill_in(const std::vector<Item>& items, Answers& answers) {
    for (const Item& item : items) {
        if (!item.initial.empty()) answers[item.link_id] = {item.initial, false};
        fill_in(item.items, answers);
    }
}

}  // namespace

std::string encode(const Item& item, const Answer& answer) {
    if (answer.declined) return "null";
    json encoded = json::array();
    for (const Value& value : answer.values) encoded.push_back(encode_value(item, value));
    if (!item.repeats && encoded.size() == 1) encoded = json(encoded[0]);
    return encoded.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<Answer> decode(const Item& item, std::string_view text) {
    const json encoded = json::parse(text, nullptr, false);
    if (encoded.is_discarded()) return unfit(item);
    Answer answer;
    if (encoded.is_null()) {
        if (item.type == ItemType::Group || item.type == ItemType::Display) return unfit(item);
        answer.declined = true;
        return answer;
    }
    const json list = encoded.is_array() ? encoded : json::array({encoded});
    for (const json& entry : list) {
        auto value = decode_value(item, entry);
        if (!value || !fits_type(item, *value)) return unfit(item);
        answer.values.push_back(std::move(*value));
    }
    if (answer.values.empty() || (answer.values.size() > 1 && !item.repeats)) return unfit(item);
    return answer;
}

std::string only_code(const Answers& answers, std::string_view link_id) {
    const auto found = answers.find(link_id);
    if (found == answers.end() || found->second.values.size() != 1) return {};
    const Value& value = found->second.values.front();
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* coding = std::get_if<Coding>(&value)) return coding->code;
    return {};
}

Answers initial_answers(const Questionnaire& questionnaire) {
    Answers answers;
    fill_in(questionnaire.items, answers);
    return answers;
}

}  // namespace spine::questionnaire
