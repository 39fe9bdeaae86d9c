#include "review/guide.h"

#include "review/guide_facts.h"
#include "review/profile.h"
#include "review/wording.h"

namespace spine::review {
namespace {

constexpr int kStandsAlone = 0;

std::optional<GuideLine> line_of(const config::GuideRule& rule, const GuideFacts& facts,
                                 std::string_view language) {
    if (!rule.when.holds([&](std::string_view name) { return facts.operand(name); }))
        return std::nullopt;
    const Words words = [&](std::string_view name) { return facts.words(name); };
    auto sentence = fill_in(words_in(rule.sentence, language), words);
    if (!sentence) return std::nullopt;
    GuideLine line;
    line.slot = rule.slot;
    line.heading = words_in(rule.heading, language);
    line.sentence = std::move(*sentence);
    line.reason = fill_in(words_in(rule.reason, language), words).value_or(std::string());
    line.source = rule.source;
    return line;
}

}  // namespace

std::vector<GuideLine> guide(const config::Config& config, const Visit& visit,
                             std::string_view clinic_language) {
    const auto* asked = questionnaire_of(config, visit);
    if (asked == nullptr) return {};
    GuideFacts facts(config, *asked, visit, clinic_language);
    std::map<int, GuideLine> chosen;  // by slot
    for (const config::GuideRule& rule : config.guide) {
        if (chosen.contains(rule.slot)) continue;
        auto line = line_of(rule, facts, clinic_language);
        if (!line) continue;
        facts.say(rule.heading_id);
        if (rule.slot == kStandsAlone) return {std::move(*line)};
        chosen.emplace(rule.slot, std::move(*line));
    }
    std::vector<GuideLine> lines;
    lines.reserve(chosen.size());
    for (auto& [slot, line] : chosen) lines.push_back(std::move(line));
    return lines;
}

}  // namespace spine::review
