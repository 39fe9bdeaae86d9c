#include "tool/simulated_mind.h"

#include <algorithm>

#include "config/languages.h"
#include "questionnaire/limits.h"
#include "questionnaire/walkthrough.h"
#include "session/toggle.h"
#include "tool/simulated_words.h"

namespace spine::tool {

using questionnaire::Answer;
using questionnaire::Control;
using questionnaire::Item;
using questionnaire::ItemType;
using questionnaire::Option;

namespace {

std::string code_of(const Option& option) {
    const auto* coding = std::get_if<questionnaire::Coding>(&option.value);
    return coding == nullptr ? std::string() : coding->code;
}

bool ends_with_after(const Item& item) {
    return item.link_id.ends_with(".after");
}

// Tier B's signs stand in lists that say so; every other list of signs is tier A's.
bool is_tier_b(const Item& item) {
    return item.link_id.starts_with("signs.b");
}

}  // namespace

SimulatedMind::SimulatedMind(const config::Config& config, const Habits& habits, Random& random)
    : config_(config), habits_(habits), random_(random) {
    const std::vector<std::string> languages = config::offered_languages(config);
    language_ = languages[random_.below(static_cast<std::uint32_t>(languages.size()))];
    for (const questionnaire::Domain& domain : config.scoring) {
        for (const auto* asked : {&domain.before, &domain.after}) {
            for (const auto& variants : *asked) {
                for (const questionnaire::DomainItem& item : variants) {
                    if (item.reverse) reversed_.insert(item.link_id);
                    if (!item.correct.empty()) correct_[item.link_id] = item.correct;
                }
            }
        }
    }
    trust_in_scans_ = 25 + static_cast<int>(random_.below(71));
    worry_ = 1 + static_cast<int>(random_.below(9));
    low_back_ = happens(80);
    sign_a_ = happens(habits.warning_a);
    sign_b_ = happens(habits.warning_b);
    not_sure_ = happens(habits.not_sure);
}

bool SimulatedMind::happens(int percent) {
    return static_cast<int>(random_.below(100)) < percent;
}

const Option* SimulatedMind::option(const Item& item, std::string_view code) const {
    const auto found = std::find_if(item.options.begin(), item.options.end(),
                                    [&](const Option& one) { return code_of(one) == code; });
    return found == item.options.end() ? nullptr : &*found;
}

Answer SimulatedMind::answer_to(const Item& item) {
    const auto rules = config_.walks.find(config_.settings.walk_questionnaire);
    if (rules != config_.walks.end() && (item.link_id == rules->second.consent_care ||
                                         item.link_id == rules->second.consent_research))
        return consent(item);
    if (item.control == Control::SignList) return signs(item);
    if (item.control == Control::BodyMap) return some_of(item, 3);
    if (item.control == Control::QuestionList) return some_of(item, 3);
    if (item.options.empty()) {
        if (item.type == ItemType::Integer || item.type == ItemType::Decimal) return number(item);
        if (item.type == ItemType::Text || item.type == ItemType::String) return words(item);
        if (item.type == ItemType::Boolean) return {{happens(50)}, false};
        return questionnaire::default_answer(item).value_or(Answer{});
    }
    if (item.repeats) return some_of(item, std::max(2, item.min_occurs));
    return one_of(item);
}

Answer SimulatedMind::consent(const Item& item) {
    const auto& rules = config_.walks.at(config_.settings.walk_questionnaire);
    const int no =
        item.link_id == rules.consent_care ? habits_.declines_care : habits_.declines_research;
    const bool yes = !happens(no);
    if (item.options.empty()) return {{yes}, false};
    const Option* chosen = option(item, yes ? "yes" : "no");
    return chosen == nullptr ? Answer{} : Answer{{chosen->value}, false};
}

Answer SimulatedMind::signs(const Item& item) {
    const bool ticks = is_tier_b(item) ? sign_b_ : sign_a_;
    const Option* chosen = option(item, not_sure_ && !is_tier_b(item) ? "not-sure" : "none");
    if (ticks || chosen == nullptr)
        chosen = &item.options[random_.below(static_cast<std::uint32_t>(item.options.size()))];
    return session::toggled(item, nullptr, *chosen);
}

// Agreement follows how much the patient trusts scans, with some noise; after the pages a little
// less. Items that say the opposite are answered the other way round.
Answer SimulatedMind::scale(const Item& item) {
    int lean = trust_in_scans_ - (read_ ? 12 : 0) + static_cast<int>(random_.below(41)) - 20;
    if (reversed_.contains(item.link_id)) lean = 100 - lean;
    const auto steps = static_cast<int>(item.options.size());
    const int step = std::clamp(lean * steps / 101, 0, steps - 1);
    return {{item.options[static_cast<std::size_t>(step)].value}, false};
}

Answer SimulatedMind::one_of(const Item& item) {
    if (item.control == Control::AgreeScale) return scale(item);
    const auto right = correct_.find(item.link_id);
    if (right != correct_.end() && happens(read_ ? 75 : 40)) {
        if (const Option* chosen = option(item, right->second)) return {{chosen->value}, false};
    }
    if (item.link_id.find(".each.") != std::string::npos) {
        const bool ticks = is_tier_b(item) ? sign_b_ : sign_a_;
        if (const Option* no = option(item, "no"); no != nullptr && !ticks)
            return {{no->value}, false};
    }
    if (const Option* back = option(item, "low-back"); back != nullptr && low_back_)
        return {{back->value}, false};
    return {{item.options[usual(item)].value}, false};
}

// Answers that most give come first in a questionnaire; ages are commonest in the middle.
std::size_t SimulatedMind::usual(const Item& item) {
    const auto count = static_cast<std::uint32_t>(item.options.size());
    const std::uint32_t one = random_.below(count), other = random_.below(count);
    const auto rules = config_.walks.find(config_.settings.walk_questionnaire);
    if (rules != config_.walks.end() && item.link_id == rules->second.age)
        return (one + other + 1) / 2;
    return std::min(one, other);
}

Answer SimulatedMind::some_of(const Item& item, int most) {
    Answer answer;
    const int wanted = std::max(
        item.min_occurs, static_cast<int>(random_.below(static_cast<std::uint32_t>(most + 1))));
    std::vector<const Option*> left;
    for (const Option& one : item.options)
        if (!one.exclusive) left.push_back(&one);
    while (static_cast<int>(answer.values.size()) < wanted && !left.empty()) {
        const auto at = random_.below(static_cast<std::uint32_t>(left.size()));
        answer = session::toggled(item, &answer, *left[at]);
        left.erase(left.begin() + at);
    }
    return answer;
}

Answer SimulatedMind::number(const Item& item) {
    if (item.control != Control::NumberScale)
        return questionnaire::default_answer(item).value_or(Answer{});
    int value = static_cast<int>(random_.below(11));
    if (item.link_id.starts_with("worry")) {
        value = worry_ - (ends_with_after(item) ? static_cast<int>(random_.below(4)) : 0);
        value += static_cast<int>(random_.below(3)) - 1;
    }
    value = std::clamp(value, 0, 10);
    if (item.type == ItemType::Decimal) return {{static_cast<double>(value)}, false};
    return {{static_cast<std::int64_t>(value)}, false};
}

Answer SimulatedMind::words(const Item& item) {
    if (!item.required && !happens(60)) return {};
    const auto list =
        item.link_id.starts_with("ask") ? questions_in(language_) : hopes_in(language_);
    const std::string text(list[random_.below(static_cast<std::uint32_t>(list.size()))]);
    Answer answer{{text}, false};
    if (questionnaire::check(item, &answer))
        return questionnaire::default_answer(item).value_or(Answer{});
    return answer;
}

}  // namespace spine::tool
