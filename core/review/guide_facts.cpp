#include "review/guide_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "review/items.h"
#include "review/profile.h"
#include "review/show.h"
#include "review/signs.h"

namespace spine::review {
namespace {

constexpr double kHigh = 75;

questionnaire::Operand codes(std::vector<std::string> of) {
    return {std::nullopt, std::move(of)};
}

}  // namespace

GuideFacts::GuideFacts(const config::Config& config,
                       const questionnaire::Questionnaire& questionnaire, const Visit& visit,
                       std::string_view language)
    : config_(config),
      visit_(visit),
      language_(language),
      answers_(questionnaire::lookup_in(questionnaire, visit.answers)) {
    for (const auto& [domain, score] : scores_of(config, visit))
        scores_[domain] = {score.before, score.after};
    choose_highest();
    Knowledge last = teach_back(config, visit, language);
    if (last.mark == Mark::Value) {
        missed_ = static_cast<int>(last.misses.size());
    } else {
        last = first_asking(config, visit, language);
    }
    if (last.mark == Mark::Value) not_sure_ = last.not_sure;
    if (!last.misses.empty()) topic_ = last.misses.front().topic;
    for (const Sign& sign : warning_strip(config, visit, language).signs) {
        if (sign.tier != "b") continue;
        sign_ = sign.words;
        break;
    }
    read_questions(questionnaire);
}

// Ties go to the domain that the questionnaire asks first.
void GuideFacts::choose_highest() {
    double highest = kHigh;
    const auto& remaining = config_.guide_words.remaining;
    for (const questionnaire::Domain& domain : config_.scoring) {
        const auto scored = scores_.find(domain.name);
        if (scored == scores_.end() || !scored->second.last()) continue;
        if (std::find(remaining.begin(), remaining.end(), domain.name) == remaining.end()) continue;
        const double value = *scored->second.last();
        if (value < highest || (value == highest && !highest_.empty())) continue;
        highest = value;
        highest_ = domain.name;
    }
}

void GuideFacts::read_questions(const questionnaire::Questionnaire& questionnaire) {
    const auto prepared = visit_.answers.find(items::prepared_questions);
    const auto own = visit_.answers.find(items::own_question);
    if (own != visit_.answers.end()) questions_ += own->second.values.size();
    const questionnaire::Item* item = questionnaire.find(items::prepared_questions);
    if (prepared == visit_.answers.end() || item == nullptr) return;
    questions_ += prepared->second.values.size();
    for (const questionnaire::Option& option : item->options) {
        const auto& values = prepared->second.values;
        const auto* coding = std::get_if<questionnaire::Coding>(&option.value);
        if (coding == nullptr ||
            std::find(values.begin(), values.end(), option.value) == values.end())
            continue;
        const auto phrase = config_.guide_words.phrases.find(coding->code);
        if (phrase == config_.guide_words.phrases.end()) continue;
        phrase_ = words_in(phrase->second, language_);
        return;
    }
}

std::optional<double> GuideFacts::score(std::string_view name) const {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto scored = scores_.find(name.substr(0, dot));
    if (scored == scores_.end()) return std::nullopt;
    const auto& [before, after] = scored->second;
    const std::string_view which = name.substr(dot + 1);
    if (which == "before") return before;
    if (which == "after") return after;
    if (which == "last") return scored->second.last();
    if (which == "fall" && before && after) return *before - *after;
    return std::nullopt;
}

std::optional<double> GuideFacts::number(std::string_view name) const {
    if (name == "teach-back.missed") return missed_;
    if (name == "not-sure") return not_sure_;
    return score(name);
}

// A domain's score that is missing stays missing: the answer of an equal linkId does not stand in
// for it.
std::optional<questionnaire::Operand> GuideFacts::operand(std::string_view name) const {
    if (const auto value = number(name)) return questionnaire::Operand{*value, {}};
    if (name == "tier") return codes({visit_.tier.empty() ? "none" : visit_.tier});
    if (name == "taken-over") return codes({visit_.taken_over ? "true" : "false"});
    if (name == "said") return codes(said_);
    if (name == "hope.highest")
        return highest_.empty() ? std::nullopt : std::optional(codes({highest_}));
    const auto dot = name.rfind('.');
    const std::string_view which = dot == std::string_view::npos ? "" : name.substr(dot + 1);
    const bool of_a_domain = scores_.contains(name.substr(0, dot)) &&
                             (which == "before" || which == "after" || which == "last");
    return of_a_domain ? std::nullopt : answers_(name);
}

bool GuideFacts::only_before(std::string_view name) const {
    if (!name.ends_with(".last")) return false;
    const auto scored = scores_.find(name.substr(0, name.rfind('.')));
    return scored != scores_.end() && !scored->second.after;
}

std::optional<std::string> GuideFacts::words(std::string_view name) const {
    if (const auto value = number(name)) {
        const std::string digits = fmt::format("{}", std::lround(*value));
        if (!only_before(name)) return digits;
        return digits + ", " + words_in(config_.headline.before_reading, language_);
    }
    if (name == "count") return fmt::format("{}", questions_);
    std::string text;
    if (name == "sign") text = sign_;
    if (name == "topic") text = topic_;
    if (name == "phrase") text = phrase_;
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace spine::review
