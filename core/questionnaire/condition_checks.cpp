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

bool names_nothing(const Value& value) {
    const auto* coding = std::get_if<Coding>(&value);
    return coding != nullptr && coding->code.empty() && coding->display.empty();
}

// An open-choice takes words of the patient's own beside its options.
bool offers_its_like(const Item& question, const Value& value) {
    const bool own_words =
        question.type == ItemType::OpenChoice && std::holds_alternative<std::string>(value);
    return own_words || question.options.empty() ||
           std::any_of(question.options.begin(), question.options.end(),
                       [&](const Option& o) { return o.value.index() == value.index(); });
}

// Whether the question can ever hold something that compares with the value.
bool comparable(const Item& question, const Value& value) {
    if (names_nothing(value)) return false;
    if (fits_type(question, value)) return offers_its_like(question, value);
    switch (question.type) {
        case ItemType::Decimal:
        case ItemType::Integer:
        case ItemType::Quantity:
            return is_number(value);
        case ItemType::Date:
        case ItemType::DateTime:
            return std::holds_alternative<Date>(value) || std::holds_alternative<DateTime>(value);
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

// The outermost group around it whose items stand on one screen, if there is one.
const Item* screen_of(const Dependencies& dependencies, std::size_t place) {
    const Item* screen = nullptr;
    for (std::optional<std::size_t> at = place; at; at = dependencies.nodes[*at].parent) {
        const Item& item = *dependencies.nodes[*at].item;
        const auto said = item.kiosk.find("screen");
        const bool one = said != item.kiosk.end() && said->second == "true";
        if (one || item.control == Control::Consent) screen = &item;
    }
    return screen;
}

// A walk goes forward: what waits for a later answer would be passed before it is known whether it
// is asked. On one screen all is in view.
void refuse_waiting_for_later(const Dependencies& dependencies, std::size_t place,
                              std::size_t question, Findings& findings) {
    const Item& item = *dependencies.nodes[place].item;
    const Item& asked = *dependencies.nodes[question].item;
    const bool known_before = question < place || asked.hidden || asked.read_only;
    if (known_before || item.hidden) return;
    const Item* screen = screen_of(dependencies, place);
    if (screen != nullptr && screen == screen_of(dependencies, question)) return;
    findings.unsupported(item.link_id, "It waits for the answer to \"" + asked.link_id +
                                           "\", which is asked only after it.");
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
    for (std::size_t at = 0; at < dependencies.nodes.size() && !findings.any(); ++at) {
        for (const auto question : dependencies.nodes[at].questions) {
            if (question) refuse_waiting_for_later(dependencies, at, *question, findings);
        }
    }
}

}  // namespace spine::questionnaire
