#include "questionnaire/relevance.h"

#include <algorithm>
#include <compare>
#include <utility>
#include <vector>

#include "questionnaire/dependencies.h"
#include "questionnaire/value.h"

namespace spine::questionnaire {

namespace {

// Decides each item once, in an order in which whatever it waits for is decided before it.
class Relevance {
  public:
    Relevance(const Questionnaire& questionnaire, const Answers& answers)
        : dependencies_(dependencies_of(questionnaire.items)),
          relevant_(dependencies_.nodes.size(), false),
          answers_(answers) {}

    // Calls `visit` for each relevant item before anything that waits for it is decided.
    void decide(const std::function<void(const Item&)>& visit) {
        for (const std::size_t place : dependencies_.order) {
            const Dependencies::Node& node = dependencies_.nodes[place];
            const bool parent = !node.parent || relevant_[*node.parent];
            relevant_[place] = parent && conditions_hold(node);
            if (relevant_[place]) visit(*node.item);
        }
    }

  private:
    [[nodiscard]] bool conditions_hold(const Dependencies::Node& node) const {
        const auto& conditions = node.item->enable_when;
        if (conditions.empty()) return true;
        const bool any = node.item->enable_behavior == Behavior::Any;
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            if (holds(conditions[i], node.questions[i]) == any) return any;
        }
        return !any;
    }

    [[nodiscard]] bool holds(const EnableWhen& condition, std::optional<std::size_t> place) const {
        const std::vector<Value> nothing;
        const auto answer = answers_.find(condition.question);
        const bool counts = place && relevant_[*place] && answer != answers_.end();
        const std::vector<Value>& values = counts ? answer->second.values : nothing;
        if (condition.op == Operator::Exists) {
            return !values.empty() == std::get<bool>(condition.answer);
        }
        const auto matches = [&](const Value& value) {
            return holds_for(*dependencies_.nodes[*place].item, condition, value);
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
                return std::is_gteq(order);
            case Operator::LessOrEqual:
                return std::is_lteq(order);
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
            if (std::is_eq(compare(option.value, value))) return option.ordinal;
        }
        return std::nullopt;
    }

    Dependencies dependencies_;
    std::vector<bool> relevant_;
    const Answers& answers_;
};

}  // namespace

std::set<std::string, std::less<>> relevant(const Questionnaire& questionnaire,
                                            const Answers& answers) {
    std::set<std::string, std::less<>> link_ids;
    Relevance(questionnaire, answers).decide([&](const Item& item) {
        link_ids.insert(item.link_id);
    });
    return link_ids;
}

Answers relevant_answers(const Questionnaire& questionnaire, const Answers& answers) {
    const auto asked = relevant(questionnaire, answers);
    Answers kept;
    for (const auto& [link_id, answer] : answers) {
        if (asked.contains(link_id)) kept.emplace(link_id, answer);
    }
    return kept;
}

Answers answer_all(const Questionnaire& questionnaire, Answers answers,
                   const std::function<std::optional<Answer>(const Item&)>& give) {
    Relevance(questionnaire, answers).decide([&](const Item& item) {
        if (auto answer = give(item)) answers[item.link_id] = std::move(*answer);
    });
    return relevant_answers(questionnaire, answers);
}

}  // namespace spine::questionnaire
