// "Hopes most for" and the headline (look/clinic.md, "Headline and hopes most for").
#include <algorithm>
#include <cmath>

#include "review/profile.h"

namespace spine::review {
namespace {

constexpr double kStrong = 75, kSome = 50;
constexpr std::size_t kMostNamed = 2;

struct Candidate {
    std::string domain;
    double value = 0;
    bool before_only = false;
};

// `scored` in questionnaire order, which stable sorting keeps among equals.
std::vector<Hope> choose(std::vector<Candidate> scored, const config::Config& config,
                         std::string_view language) {
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& a, const auto& b) { return a.value > b.value; });
    const auto strong = static_cast<std::size_t>(
        std::count_if(scored.begin(), scored.end(),
                      [](const Candidate& candidate) { return candidate.value >= kStrong; }));
    std::size_t named = std::min(strong, kMostNamed);
    if (strong == 0 && !scored.empty() && scored.front().value > kSome) named = 1;
    std::vector<Hope> chosen;
    for (std::size_t i = 0; i < named; ++i) {
        const Candidate& candidate = scored[i];
        const config::DomainWords& words = config.domain_words.at(candidate.domain);
        chosen.push_back({candidate.domain, words_in(words.title, language),
                          words_in(words.hope_verb, language),
                          static_cast<int>(std::lround(candidate.value)), candidate.before_only});
    }
    return chosen;
}

bool is_hope(const config::Config& config, const std::string& domain) {
    const auto words = config.domain_words.find(domain);
    return words != config.domain_words.end() && words->second.hope;
}

}  // namespace

std::vector<Hope> hopes(const std::vector<ProfileRow>& rows, const config::Config& config,
                        std::string_view language) {
    std::vector<Candidate> scored;
    for (const ProfileRow& row : rows) {
        if (!is_hope(config, row.domain)) continue;
        const bool after = row.after.mark == Mark::Value;
        if (!after && row.before.mark != Mark::Value) continue;
        scored.push_back({row.domain, after ? row.after.value : row.before.value, !after});
    }
    return choose(std::move(scored), config, language);
}

std::vector<Hope> hopes(const archive::Scores& scores, const config::Config& config,
                        std::string_view language) {
    std::vector<Candidate> scored;
    for (const questionnaire::Domain& domain : config.scoring) {
        const auto* at = std::find(archive::kDomains.begin(), archive::kDomains.end(), domain.name);
        if (at == archive::kDomains.end() || !is_hope(config, domain.name)) continue;
        const archive::DomainScores& score =
            scores.at(static_cast<std::size_t>(at - archive::kDomains.begin()));
        if (const auto last = score.after ? score.after : score.before)
            scored.push_back({domain.name, *last, !score.after});
    }
    return choose(std::move(scored), config, language);
}

std::string headline(const std::vector<Hope>& hopes, const config::Config& config,
                     std::string_view language) {
    const config::HeadlineWords& words = config.headline;
    if (hopes.empty()) return words_in(words.none, language);
    const std::string note = " (" + words_in(words.before_reading, language) + ")";
    const auto before = [](const Hope& hope) { return hope.before_only; };
    const bool all_before = std::all_of(hopes.begin(), hopes.end(), before);
    std::string list;
    for (const Hope& hope : hopes) {
        if (!list.empty()) list += words_in(words.joined, language);
        list += hope.verb;
        if (hope.before_only && !all_before) list += note;
    }
    if (all_before) list += note;
    std::string line = words_in(words.strong, language);
    constexpr std::string_view gap = "{hopes}";
    if (const auto at = line.find(gap); at != std::string::npos) line.replace(at, gap.size(), list);
    return line;
}

Mark hopes_mark(const std::vector<ProfileRow>& rows) {
    Mark most = Mark::NotAsked;
    for (const ProfileRow& row : rows) {
        if (row.hope) most = std::min({most, row.before.mark, row.after.mark});
    }
    return most;
}

}  // namespace spine::review
