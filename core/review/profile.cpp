#include "review/profile.h"

#include <algorithm>
#include <cmath>

namespace spine::review {
namespace {

using questionnaire::Domain;
using questionnaire::DomainItem;
using questionnaire::DomainKind;
using questionnaire::Score;
using Side = std::vector<std::vector<DomainItem>>;

class Profiler {
  public:
    Profiler(const config::Config& config, const questionnaire::Questionnaire& questionnaire,
             const Visit& visit, std::string_view language)
        : config_(config),
          questionnaire_(questionnaire),
          visit_(visit),
          reach_(questionnaire, visit),
          language_(language),
          scores_(questionnaire::score(config.scoring, questionnaire, visit.answers)) {}

    [[nodiscard]] std::optional<ProfileRow> row(const Domain& domain) const {
        const bool has_before = exists(domain.before);
        const bool has_after = exists(domain.after);
        if (!has_before && !has_after) return std::nullopt;
        ProfileRow row;
        row.domain = row.title = domain.name;
        if (const auto words = config_.domain_words.find(domain.name);
            words != config_.domain_words.end()) {
            row.hope = words->second.hope;
            if (!words->second.title.empty()) row.title = words_in(words->second.title, language_);
        }
        row.has_after = has_after;
        const questionnaire::DomainScore& score = scores_.at(domain.name);
        if (has_before) row.before = point(domain, domain.before, score.before);
        if (has_after) row.after = point(domain, domain.after, score.after);
        row.raw = raw(domain.kind, row.after.mark == Mark::Value ? row.after : row.before);
        return row;
    }

  private:
    [[nodiscard]] bool exists(const Side& side) const {
        return std::any_of(side.begin(), side.end(), [this](const auto& variants) {
            return std::any_of(variants.begin(), variants.end(), [this](const DomainItem& item) {
                return questionnaire_.find(item.link_id) != nullptr;
            });
        });
    }

    [[nodiscard]] Point point(const Domain& domain, const Side& side, const Score& score) const {
        Point point;
        point.answered = score.answered;
        point.asked = score.asked;
        if (score.value) {
            const bool counts = domain.kind == DomainKind::Knowledge;
            point.mark = Mark::Value;
            point.value = counts ? 100 * *score.value / score.asked : *score.value;
            point.shown = static_cast<int>(std::lround(point.value));
            return point;
        }
        point.mark = missing(side);
        if (point.mark != Mark::Value) return point;
        // Answered, and yet without a score: too few of several items, or a refusal in words.
        point.words = refusal(side);
        point.mark = point.words.empty() ? Mark::NotAnswered : Mark::InWords;
        return point;
    }

    // The most that is known of any of the items.
    [[nodiscard]] Mark missing(const Side& side) const {
        Mark most = Mark::NotAsked;
        for (const auto& variants : side) {
            for (const DomainItem& item : variants) {
                if (questionnaire_.find(item.link_id) != nullptr)
                    most = std::min(most, reach_.mark(item.link_id));
            }
        }
        return most;
    }

    // The words of a choice that is no step of the scale.
    [[nodiscard]] std::string refusal(const Side& side) const {
        for (const auto& variants : side) {
            for (const DomainItem& named : variants) {
                const auto answer = visit_.answers.find(named.link_id);
                const questionnaire::Item* item = questionnaire_.find(named.link_id);
                if (item == nullptr || answer == visit_.answers.end()) continue;
                for (const questionnaire::Option& option : item->options) {
                    if (!option.ordinal && !answer->second.values.empty() &&
                        option.value == answer->second.values.front())
                        return option.display.in(language_);
                }
            }
        }
        return {};
    }

    [[nodiscard]] static std::optional<Raw> raw(DomainKind kind, const Point& point) {
        if (point.mark != Mark::Value || kind == DomainKind::Agree) return std::nullopt;
        if (kind == DomainKind::Number)
            return Raw{static_cast<int>(std::lround(point.value / 10)), 10, false};
        const double right = point.value * point.asked / 100;
        return Raw{static_cast<int>(std::lround(right)), point.asked, true};
    }

    const config::Config& config_;
    const questionnaire::Questionnaire& questionnaire_;
    const Visit& visit_;
    Reach reach_;
    std::string_view language_;
    std::map<std::string, questionnaire::DomainScore> scores_;
};

}  // namespace

std::vector<ProfileRow> profile(const config::Config& config, const Visit& visit,
                                std::string_view clinic_language) {
    const auto* asked = questionnaire_of(config, visit);
    if (asked == nullptr) return {};
    const Profiler profiler(config, *asked, visit, clinic_language);
    std::vector<ProfileRow> rows;
    for (const Domain& domain : config.scoring) {
        if (auto row = profiler.row(domain)) rows.push_back(std::move(*row));
    }
    std::stable_partition(rows.begin(), rows.end(), [](const ProfileRow& row) { return row.hope; });
    const std::vector<Hope> most = hopes(rows, config, clinic_language);
    for (ProfileRow& row : rows) {
        row.named = std::any_of(most.begin(), most.end(),
                                [&](const Hope& hope) { return hope.domain == row.domain; });
    }
    return rows;
}

const std::string& words_in(const std::map<std::string, std::string>& text,
                            std::string_view language) {
    static const std::string none;
    const auto found = text.find(std::string(language));
    if (found != text.end()) return found->second;
    return text.empty() ? none : text.begin()->second;
}

}  // namespace spine::review
