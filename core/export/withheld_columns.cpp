#include "export/withheld_columns.h"

#include <algorithm>
#include <optional>
#include <set>

namespace spine::exporting {
namespace {

using questionnaire::DomainItem;
using questionnaire::Item;
using questionnaire::Questionnaire;

// The item and all around it, the outermost first; empty where it is not.
std::vector<const Item*> path_to(const std::vector<Item>& items, std::string_view link_id) {
    for (const Item& item : items) {
        if (item.link_id == link_id) return {&item};
        auto path = path_to(item.items, link_id);
        if (path.empty()) continue;
        path.insert(path.begin(), &item);
        return path;
    }
    return {};
}

bool rests_on(const Questionnaire& asked, std::string_view link_id, std::string_view source);

bool conditions_rest_on(const Questionnaire& asked, const Item& item, std::string_view source) {
    return std::any_of(item.enable_when.begin(), item.enable_when.end(), [&](const auto& when) {
        return when.question == source || rests_on(asked, when.question, source);
    });
}

// Whether the item is asked depends on the answer to `source`, however far away.
bool rests_on(const Questionnaire& asked, std::string_view link_id, std::string_view source) {
    const auto path = path_to(asked.items, link_id);
    return std::any_of(path.begin(), path.end(),
                       [&](const Item* item) { return conditions_rest_on(asked, *item, source); });
}

// Variants share one place: what stands around them decides whether any of them is asked.
bool place_rests_on(const Questionnaire& asked, const std::vector<DomainItem>& variants,
                    std::string_view source) {
    return std::any_of(variants.begin(), variants.end(), [&](const DomainItem& variant) {
        auto path = path_to(asked.items, variant.link_id);
        if (path.empty()) return false;
        if (variants.size() > 1) path.pop_back();
        return std::any_of(path.begin(), path.end(), [&](const Item* item) {
            return conditions_rest_on(asked, *item, source);
        });
    });
}

bool column_rests_on(const DataPlan& plan, const Column& column, std::string_view source) {
    const auto& asked = column.after_visit ? plan.asked_after : plan.asked;
    const auto scored = items_of(plan, column);
    return std::any_of(asked.begin(), asked.end(), [&](const Asked& one) {
        const Questionnaire& questionnaire = *one.questionnaire;
        if (!column.link_id.empty() && rests_on(questionnaire, column.link_id, source)) return true;
        return std::any_of(scored.begin(), scored.end(), [&](const auto& variants) {
            return place_rests_on(questionnaire, variants, source);
        });
    });
}

// Whether two answers, or an answer and none, leave as one value.
bool joins_answers(const DataPlan& plan, const QuasiIdentifier& one, std::size_t level) {
    std::vector<std::string> answers = answers_of(plan, one.from);
    answers.emplace_back();
    std::set<std::string> released;
    for (const std::string& answer : answers) {
        const auto values = one.values_of(answer);
        if (level >= values.size() || !released.insert(values[level]).second) return true;
    }
    return false;
}

}  // namespace

std::vector<WithheldColumn> withheld_columns(const DataPlan& plan,
                                             const deidentify::Levels& levels) {
    const auto& all = plan.study.quasi_identifiers;
    std::vector<std::size_t> joined;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (is_answer(all[i]) && joins_answers(plan, all[i], levels.at(i))) joined.push_back(i);
    std::vector<WithheldColumn> withheld;
    for (std::size_t at = 1 + all.size(); at < plan.columns.size(); ++at) {
        const auto told = std::find_if(joined.begin(), joined.end(), [&](std::size_t i) {
            return column_rests_on(plan, plan.columns[at], all[i].from);
        });
        if (told != joined.end()) withheld.push_back({at, *told});
    }
    return withheld;
}

}  // namespace spine::exporting
