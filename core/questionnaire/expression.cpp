#include "questionnaire/expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "questionnaire/expression_node.h"

namespace spine::questionnaire {

namespace {

using Node = Expression::Node;

bool holds_code(const Operand& operand, const std::string& code) {
    return std::find(operand.codes.begin(), operand.codes.end(), code) != operand.codes.end();
}

std::optional<Operand> look_up(const Lookup& lookup, const Term& term) {
    switch (term.kind) {
        case TermKind::Number:
            return Operand{term.number, {}};
        case TermKind::Code:
            return Operand{std::nullopt, {term.text}};
        case TermKind::Name:
            return lookup(term.text);
        case TermKind::Count:
            break;
    }
    const auto counted = lookup(term.text);
    if (!counted) return Operand{0.0, {}};
    const std::size_t values =
        counted->codes.empty() && counted->number ? 1 : counted->codes.size();
    return Operand{static_cast<double>(values), {}};
}

// Whether two operands are the same: a code is among the codes; numbers are equal; otherwise the
// same codes were chosen, in any order. Nothing if they cannot be compared.
std::optional<bool> same(const Node& node, const Operand& left, const Operand& right) {
    if (node.right.kind == TermKind::Code) return holds_code(left, node.right.text);
    if (node.left.kind == TermKind::Code) return holds_code(right, node.left.text);
    if (left.number && right.number) return *left.number == *right.number;
    if (left.number.has_value() != right.number.has_value()) return std::nullopt;
    auto a = left.codes, b = right.codes;
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

bool compares(const Node& node, const Operand& left, const Operand& right) {
    if (node.comparison == Comparison::Equal) return same(node, left, right).value_or(false);
    if (node.comparison == Comparison::NotEqual) return !same(node, left, right).value_or(true);
    if (!left.number || !right.number) return false;
    switch (node.comparison) {
        case Comparison::Less:
            return *left.number < *right.number;
        case Comparison::LessOrEqual:
            return *left.number <= *right.number;
        case Comparison::Greater:
            return *left.number > *right.number;
        default:
            return *left.number >= *right.number;
    }
}

bool holds_in(const Node& node, const Lookup& lookup) {
    const auto holds = [&lookup](const Node& child) { return holds_in(child, lookup); };
    switch (node.kind) {
        case NodeKind::Or:
            return std::any_of(node.children.begin(), node.children.end(), holds);
        case NodeKind::And:
            return std::all_of(node.children.begin(), node.children.end(), holds);
        case NodeKind::Not:
            return !holds(node.children.front());
        case NodeKind::Answered:
            return lookup(node.left.text).has_value();
        case NodeKind::Has: {
            const auto list = lookup(node.left.text);
            return list && holds_code(*list, node.right.text);
        }
        case NodeKind::Compare:
            break;
    }
    const auto left = look_up(lookup, node.left), right = look_up(lookup, node.right);
    return left && right && compares(node, *left, *right);
}

std::string as_code(double number) {
    std::array<char, 32> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), result.ptr};
}

std::string code_of(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
    if (const auto* decimal = std::get_if<double>(&value)) return as_code(*decimal);
    if (const auto* date = std::get_if<Date>(&value)) return date->text;
    if (const auto* moment = std::get_if<DateTime>(&value)) return moment->text;
    if (const auto* time = std::get_if<Time>(&value)) return time->text;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* coding = std::get_if<Coding>(&value)) return coding->code;
    return as_code(std::get<Quantity>(value).value);
}

std::optional<double> number_of(const Item& item, const Value& value) {
    for (const Option& option : item.options) {
        if (option.value == value && option.ordinal) return option.ordinal;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    if (const auto* decimal = std::get_if<double>(&value)) return *decimal;
    if (const auto* quantity = std::get_if<Quantity>(&value)) return quantity->value;
    return std::nullopt;
}

}  // namespace

Result<Expression> Expression::parse(std::string_view text) {
    auto parsed = parse_expression(text);
    if (!parsed) return fail(std::move(parsed));
    Expression expression;
    expression.root_ = std::make_shared<const Node>(std::move(parsed->root));
    expression.names_ = std::move(parsed->names);
    expression.text_ = std::string(text);
    return expression;
}

// An expression that was never parsed holds for nobody.
bool Expression::holds(const Lookup& lookup) const {
    return root_ != nullptr && holds_in(*root_, lookup);
}

const std::set<std::string>& Expression::names() const {
    return names_;
}
const std::string& Expression::text() const {
    return text_;
}

Lookup lookup_in(const Questionnaire& questionnaire, const Answers& answers) {
    return [&questionnaire, &answers](std::string_view name) -> std::optional<Operand> {
        const auto answer = answers.find(name);
        const Item* item = questionnaire.find(name);
        if (item == nullptr || answer == answers.end() || answer->second.values.empty()) {
            return std::nullopt;
        }
        Operand operand;
        const auto& values = answer->second.values;
        for (const Value& value : values) operand.codes.push_back(code_of(value));
        if (values.size() == 1) operand.number = number_of(*item, values.front());
        return operand;
    };
}

}  // namespace spine::questionnaire
