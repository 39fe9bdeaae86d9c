#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "questionnaire/item_checks.h"
#include "questionnaire/limits.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

namespace {

struct Place {
    const Item* item = nullptr;
    const Item* parent = nullptr;
};
using Places = std::map<std::string_view, Place>;

void collect(const std::vector<Item>& items, const Item* parent, Places& places) {
    for (const Item& item : items) {
        places[item.link_id] = {&item, parent};
        collect(item.items, &item, places);
    }
}

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

void check_condition(const Item& item, const EnableWhen& condition, const Places& places,
                     Findings& findings) {
    const auto found = places.find(condition.question);
    if (found == places.end()) {
        findings.malformed(item.link_id, "It waits for the answer to \"" + condition.question +
                                             "\", which is not in the questionnaire.");
        return;
    }
    const Item& question = *found->second.item;
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

// Depth-first over "its relevance needs the relevance of": the parent, and each question waited
// for. An item met again while it is still open waits for itself.
class CycleSearch {
  public:
    CycleSearch(const Places& places, Findings& findings) : places_(places), findings_(findings) {}

    void visit(const Item& item) {
        State& state = states_[&item];
        if (state == State::Open) {
            findings_.malformed(item.link_id, "Whether it is asked depends on itself.");
        }
        if (state != State::New) return;
        state = State::Open;
        if (const Item* parent = places_.at(item.link_id).parent) visit(*parent);
        for (const EnableWhen& condition : item.enable_when) {
            const auto question = places_.find(condition.question);
            if (question != places_.end()) visit(*question->second.item);
        }
        states_[&item] = State::Done;
    }

  private:
    enum class State { New, Open, Done };
    const Places& places_;
    Findings& findings_;
    std::map<const Item*, State> states_;
};

}  // namespace

void check_conditions(const std::vector<Item>& items, Findings& findings) {
    Places places;
    collect(items, nullptr, places);
    for (const auto& [link_id, place] : places) {
        for (const EnableWhen& condition : place.item->enable_when) {
            check_condition(*place.item, condition, places, findings);
        }
    }
    CycleSearch search(places, findings);
    for (const auto& [link_id, place] : places) search.visit(*place.item);
}

}  // namespace spine::questionnaire
