#include <algorithm>
#include <vector>

#include "questionnaire/dependencies.h"
#include "questionnaire/item_checks.h"
#include "questionnaire/limits.h"

namespace spine::questionnaire {

namespace {

bool is_ordering(Operator op) {
    return op != Operator::Exists && op != Operator::Equal && op != Operator::NotEqual;
}

bool is_number(const Value& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

// Whether the question can ever hold something that compares with the value.
bool comparable(const Item& question, const Value& value) {
    if (fits_type(question, value)) return true;
    switch (question.type) {
        case ItemType::Decimal:
        case ItemType::Integer:
        case ItemType::Quantity:
            return is_number(value);
        case ItemType::Date:
        case ItemType::DateTime:
            return std::holds_alternative<Date>(value) || std::holds_alternative<DateTime>(value);
        case ItemType::Choice:
        case ItemType::OpenChoice:
            return std::any_of(question.options.begin(), question.options.end(),
                               [&](const Option& o) { return o.value.index() == value.index(); });
        default:
            return false;
    }
}

bool can_be_ordered(const Item& question, const Value& value) {
    if (std::holds_alternative<bool>(value)) return false;
    if (!std::holds_alternative<Coding>(value)) return true;
    return std::all_of(question.options.begin(), question.options.end(),
                       [](const Option& option) { return option.ordinal.has_value(); });
}

void check_condition(const Item& item, const EnableWhen& condition, const Item* found,
                     Findings& findings) {
    if (found == nullptr) {
        findings.malformed(item.link_id, "It waits for the answer to \"" + condition.question +
                                             "\", which is not in the questionnaire.");
        return;
    }
    const Item& question = *found;
    if (question.type == ItemType::Group || question.type == ItemType::Display) {
        findings.malformed(item.link_id, "It waits for an answer to \"" + condition.question +
                                             "\", which is not a question.");
    } else if (condition.op == Operator::Exists) {
        if (!std::holds_alternative<bool>(condition.answer)) {
            findings.malformed(item.link_id, "Its condition `exists` is neither true nor false.");
        }
    } else if (!comparable(question, condition.answer)) {
        findings.malformed(item.link_id, "Its condition compares the answer to \"" +
                                             condition.question + "\" with another type.");
    } else if (is_ordering(condition.op) && !can_be_ordered(question, condition.answer)) {
        findings.malformed(item.link_id, "Its condition asks which of two answers to \"" +
                                             condition.question + "\" is greater, and neither is.");
    }
}

}  // namespace

void check_conditions(const std::vector<Item>& items, Findings& findings) {
    const Dependencies dependencies = dependencies_of(items);
    for (const Dependencies::Node& node : dependencies.nodes) {
        for (std::size_t i = 0; i < node.questions.size(); ++i) {
            const auto place = node.questions[i];
            const Item* question = place ? dependencies.nodes[*place].item : nullptr;
            check_condition(*node.item, node.item->enable_when[i], question, findings);
        }
    }
    if (dependencies.in_ring != nullptr) {
        findings.malformed(dependencies.in_ring->link_id, "Whether it is asked depends on itself.");
    }
}

}  // namespace spine::questionnaire
