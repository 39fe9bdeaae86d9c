#include "review/signs.h"

#include <algorithm>

#include "questionnaire/relevance.h"

namespace spine::review {
namespace {

using questionnaire::Answer;
using questionnaire::Control;
using questionnaire::Item;
using questionnaire::Option;

const std::string* code_of(const questionnaire::Value& value) {
    const auto* coding = std::get_if<questionnaire::Coding>(&value);
    return coding == nullptr ? nullptr : &coding->code;
}

class SignReader {
  public:
    SignReader(const config::Config& config, const questionnaire::Questionnaire& questionnaire,
               const Visit& visit, std::string_view language)
        : questionnaire_(questionnaire),
          visit_(visit),
          relevant_(questionnaire::relevant(questionnaire, visit.answers)),
          language_(language) {
        const auto rules = config.walks.find(visit.questionnaire);
        if (rules != config.walks.end()) rules_ = &rules->second;
    }

    WarningStrip read() {
        read_items(questionnaire_.items);
        if (visit_.tier == "a") {
            strip_.kind = Warning::TierA;
        } else if (visit_.tier == "b") {
            strip_.kind = Warning::TierB;
        } else if (!strip_.signs.empty()) {
            strip_.kind = Warning::Ticked;
        } else {
            strip_.kind = strip_.answered > 0 ? Warning::NoneTicked : Warning::NotReached;
        }
        return std::move(strip_);
    }

  private:
    void read_items(const std::vector<Item>& items) {
        for (const Item& item : items) {
            if (item.control == Control::SignList && relevant_.contains(item.link_id))
                read_list(item);
            read_items(item.items);
        }
    }

    void read_list(const Item& list) {
        const std::string tier = tier_of(list.link_id);
        const Answer* answer = answer_of(list.link_id);
        for (const Option& option : list.options) {
            const std::string* code = code_of(option.value);
            if (option.exclusive || code == nullptr) continue;
            ++strip_.asked;
            const std::string single = list.link_id + ".each." + *code;
            const bool one_by_one = relevant_.contains(single);
            const Answer* given = one_by_one ? answer_of(single) : answer;
            // A single sign that was left open remains a "not sure", and that counts as yes.
            const bool left_open = one_by_one && given == nullptr && visit_.status != "open";
            if (given == nullptr && !left_open) continue;
            if (!left_open) ++strip_.answered;
            const bool ticked =
                left_open || (one_by_one ? !holds(*given, "no") : holds(*given, *code));
            if (!ticked) continue;
            const bool not_sure = left_open || (one_by_one && holds(*given, "not-sure"));
            strip_.signs.push_back({option.display.in(language_), not_sure, tier});
        }
    }

    // Null for a question that was declined or not answered.
    [[nodiscard]] const Answer* answer_of(const std::string& link_id) const {
        const auto found = visit_.answers.find(link_id);
        return found == visit_.answers.end() || found->second.values.empty() ? nullptr
                                                                             : &found->second;
    }

    [[nodiscard]] static bool holds(const Answer& answer, std::string_view wanted) {
        return std::any_of(answer.values.begin(), answer.values.end(), [&](const auto& value) {
            const std::string* code = code_of(value);
            return code != nullptr && *code == wanted;
        });
    }

    [[nodiscard]] std::string tier_of(const std::string& list) const {
        if (rules_ == nullptr) return {};
        if (rules_->tier_a && rules_->tier_a->names().contains(list)) return "a";
        if (rules_->tier_b && rules_->tier_b->names().contains(list)) return "b";
        return {};
    }

    const questionnaire::Questionnaire& questionnaire_;
    const Visit& visit_;
    const questionnaire::WalkRules* rules_ = nullptr;
    std::set<std::string, std::less<>> relevant_;
    std::string_view language_;
    WarningStrip strip_;
};

}  // namespace

WarningStrip warning_strip(const config::Config& config, const Visit& visit,
                           std::string_view clinic_language) {
    const auto* asked = questionnaire_of(config, visit);
    if (asked != nullptr) return SignReader(config, *asked, visit, clinic_language).read();
    // Without the questions there are no words, but a tier that was reached is never lost.
    WarningStrip strip;
    if (visit.tier == "a") strip.kind = Warning::TierA;
    if (visit.tier == "b") strip.kind = Warning::TierB;
    return strip;
}

}  // namespace spine::review
