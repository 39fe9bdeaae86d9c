#include "review/worklist.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <unordered_map>

#include "base/bytes.h"
#include "review/after_visits.h"
#include "review/patient.h"

namespace spine::review {
namespace {

constexpr std::string_view kWorry = "worry";

std::optional<int> worry_of(const archive::Scores& scores) {
    const auto* at = std::find(archive::kDomains.begin(), archive::kDomains.end(), kWorry);
    const auto& score = scores.at(static_cast<std::size_t>(at - archive::kDomains.begin()));
    const auto last = score.after ? score.after : score.before;
    return last ? std::optional(static_cast<int>(std::lround(*last))) : std::nullopt;
}

bool any_hope(const archive::Scores& scores, const config::Config& config) {
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const auto words = config.domain_words.find(std::string(archive::kDomains.at(i)));
        if (words == config.domain_words.end() || !words->second.hope) continue;
        if (scores.at(i).before || scores.at(i).after) return true;
    }
    return false;
}

void take_summary(WorklistRow& row, const config::Config& config, const archive::Row& from,
                  std::string_view language) {
    const archive::Scores& scores = from.summary.scores;
    const bool complete = from.place.status == crypto::SessionStatus::Complete;
    const bool scored = any_hope(scores, config);
    // The signs come before the hopes: a patient who scored a hope has passed them.
    if (row.tier == "a") {
        row.warning = Warning::TierA;
    } else if (row.tier == "b") {
        row.warning = Warning::TierB;
    } else {
        row.warning = complete || scored ? Warning::NoneTicked : Warning::NotReached;
    }
    row.hopes = hopes(scores, config, language);
    row.hopes_mark = scored ? Mark::Value : complete ? Mark::NotAnswered : Mark::NotReached;
    row.worry = worry_of(scores);
}

void take_visit(WorklistRow& row, const config::Config& config, const Visit& visit,
                std::string_view language) {
    const WarningStrip strip = warning_strip(config, visit, language);
    row.warning = strip.kind;
    for (const Sign& sign : strip.signs) {
        if (!row.tier.empty() && sign.tier != row.tier) continue;
        if (!row.signs.empty()) row.signs += " · ";
        row.signs += sign.words;
    }
    const std::vector<ProfileRow> rows = profile(config, visit, language);
    row.hopes = hopes(rows, config, language);
    row.hopes_mark = hopes_mark(rows);
    row.proxy |= is_proxy(visit);
}

int rank(const WorklistRow& row) {
    if (row.tier == "a" && !row.taken_over) return 0;
    return row.reviewed ? 2 : 1;
}

}  // namespace

bool needs_visit(const archive::Row& row) {
    const archive::Scores& scores = row.summary.scores;
    const bool scored = std::any_of(scores.begin(), scores.end(),
                                    [](const auto& score) { return score.before || score.after; });
    return !row.summary.tier.empty() || row.place.status != crypto::SessionStatus::Complete ||
           (!scored && !row.summary.after_visit);
}

void set_marks(WorklistRow& row, const archive::MarkState& marks) {
    row.reviewed = marks.reviewed;
    row.reviewed_by = marks.reviewed_by;
    row.reviewed_at = marks.reviewed_at;
    row.taken_over = marks.taken_over;
}

WorklistRow worklist_row(const archive::Row& from) {
    const archive::Summary& summary = from.summary;
    WorklistRow row;
    row.code = summary.code;
    row.session = from.place.ref().text();
    row.language_name = summary.language;
    row.tablet = summary.tablet;
    row.status = std::string(crypto::name_of(from.place.status));
    row.started = summary.started;
    row.ended = summary.ended;
    row.tier = summary.tier;
    row.after_visit = summary.after_visit;
    row.proxy = summary.proxy;
    row.unread = true;
    if (from.place.status == crypto::SessionStatus::Complete) row.warning = Warning::NoneTicked;
    if (row.tier == "a") row.warning = Warning::TierA;
    if (row.tier == "b") row.warning = Warning::TierB;
    set_marks(row, from.marks);
    return row;
}

WorklistRow worklist_row(const config::Config& config, const archive::Row& from, const Visit* visit,
                         std::string_view clinic_language) {
    WorklistRow row = worklist_row(from);
    row.unread = false;
    row.language_name = language_name(config, from.summary.language);
    row.after_visit_days = config.settings.after_visit_days;
    take_summary(row, config, from, clinic_language);
    if (visit != nullptr && questionnaire_of(config, *visit) != nullptr)
        take_visit(row, config, *visit, clinic_language);
    return row;
}

void join_after_visits(std::vector<WorklistRow>& rows) {
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_code;
    for (std::size_t i = 0; i < rows.size(); ++i) by_code[rows[i].code].push_back(i);
    std::vector<bool> joined(rows.size());
    std::vector<std::size_t> visited;
    for (const auto& [code, same] : by_code) {
        std::vector<WithCode> sessions;
        for (const std::size_t i : same)
            sessions.push_back({rows[i].started, rows[i].after_visit, rows[i].after_visit_days});
        const auto visits = visits_of(sessions);
        for (std::size_t k = 0; k < same.size(); ++k) {
            WorklistRow& row = rows[same[k]];
            row.alone = row.after_visit && !visits[k];
            if (!visits[k]) continue;
            joined[same[k]] = true;
            visited.push_back(same[*visits[k]]);
        }
    }
    for (const std::size_t i : visited) rows[i].after_visit = true;
    std::vector<WorklistRow> kept;
    kept.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!joined[i]) kept.push_back(std::move(rows[i]));
    }
    rows = std::move(kept);
}

void order(std::vector<WorklistRow>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const WorklistRow& a, const WorklistRow& b) {
        return std::tuple(rank(a), a.started) < std::tuple(rank(b), b.started);
    });
}

}  // namespace spine::review
