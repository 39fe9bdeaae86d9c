#include "questionnaire/relevance.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "questionnaire/value.h"

namespace spine::questionnaire {

namespace {

// Decides each item once; whatever an item waits for is decided before it. parse() has refused
// cycles, so the recursion ends.
class Relevance {
  public:
    Relevance(const Questionnaire& questionnaire, const Answers& answers) : answers_(answers) {
        enter(questionnaire.items, nullptr);
    }

    std::set<std::string, std::less<>> all() {
        std::set<std::string, std::less<>> link_ids;
        for (auto& [link_id, place] : places_) {
            if (is_relevant(place)) link_ids.emplace(link_id);
        }
        return link_ids;
    }

  private:
    struct Place {
        const Item* item = nullptr;
        Place* parent = nullptr;
        std::optional<bool> relevant;
    };

    void enter(const std::vector<Item>& items, Place* parent) {
        for (const Item& item : items) {
            Place& place = places_[item.link_id];  // stays where it is: std::map
            place = {&item, parent, std::nullopt};
            enter(item.items, &place);
        }
    }

    bool is_relevant(Place& place) {
        if (!place.relevant) {
            place.relevant = (place.parent == nullptr || is_relevant(*place.parent)) &&
                             conditions_hold(*place.item);
        }
        return *place.relevant;
    }

    bool conditions_hold(const Item& item) {
        const auto holds = [this](const EnableWhen& condition) { return this->holds(condition); };
        const auto& conditions = item.enable_when;
        if (conditions.empty()) return true;
        return item.enable_behavior == Behavior::Any
                   ? std::any_of(conditions.begin(), conditions.end(), holds)
                   : std::all_of(conditions.begin(), conditions.end(), holds);
    }

    bool holds(const EnableWhen& condition) {
        const std::vector<Value> nothing;
        const auto place = places_.find(condition.question);
        const auto answer = answers_.find(condition.question);
        const bool counts =
            place != places_.end() && answer != answers_.end() && is_relevant(place->second);
        const std::vector<Value>& values = counts ? answer->second.values : nothing;
        if (condition.op == Operator::Exists) {
            return !values.empty() == std::get<bool>(condition.answer);
        }
        const auto matches = [&](const Value& value) {
            return holds_for(*place->second.item, condition, value);
        };
        // FHIR R4: "!=" holds when no answer equals, so also when there is none; every other
        // operator when at least one answer matches.
        return condition.op == Operator::NotEqual
                   ? std::all_of(values.begin(), values.end(), matches)
                   : std::any_of(values.begin(), values.end(), matches);
    }

    static bool holds_for(const Item& question, const EnableWhen& condition, const Value& value) {
        const std::partial_ordering order = order_of(question, value, condition.answer);
        switch (condition.op) {
            case Operator::Equal:
                return order == std::partial_ordering::equivalent;
            case Operator::NotEqual:
                return order != std::partial_ordering::equivalent;
            case Operator::Greater:
                return order == std::partial_ordering::greater;
            case Operator::Less:
                return order == std::partial_ordering::less;
            case Operator::GreaterOrEqual:
                return order >= 0;
            case Operator::LessOrEqual:
                return order <= 0;
            case Operator::Exists:
                break;
        }
        return false;
    }

    // Codings are ordered by their ordinal values, everything else as compare() does.
    static std::partial_ordering order_of(const Item& question, const Value& a, const Value& b) {
        const std::partial_ordering order = compare(a, b);
        if (order != std::partial_ordering::unordered) return order;
        const auto x = ordinal_of(question, a), y = ordinal_of(question, b);
        return x && y && *x != *y ? *x <=> *y : order;
    }

    static std::optional<double> ordinal_of(const Item& question, const Value& value) {
        if (!std::holds_alternative<Coding>(value)) return std::nullopt;
        for (const Option& option : question.options) {
            if (compare(option.value, value) == 0) return option.ordinal;
        }
        return std::nullopt;
    }

    const Answers& answers_;
    std::map<std::string_view, Place> places_;
};

}  // namespace

std::set<std::string, std::less<>> relevant(const Questionnaire& questionnaire,
                                            const Answers& answers) {
    return Relevance(questionnaire, answers).all();
}

Answers relevant_answers(const Questionnaire& questionnaire, const Answers& answers) {
    const auto asked = relevant(questionnaire, answers);
    Answers kept;
    for (const auto& [link_id, answer] : answers) {
        if (asked.contains(link_id)) kept.emplace(link_id, answer);
    }
    return kept;
}

}  // namespace spine::questionnaire
