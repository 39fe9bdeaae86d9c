// The worklist: today's sessions, what can harm first.
//
// A row is made from the archive's sealed summary alone, so that 100,000 take no JSON. Only what
// the summary does not hold (the signs in words, how far a session came that was not completed,
// who answered) needs the response: see needs_visit().
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "config/config.h"
#include "review/profile.h"
#include "review/signs.h"
#include "review/visit.h"

namespace spine::review {

struct WorklistRow {
    std::string code, session, language_name, tablet, status;
    UnixMs started = 0, ended = 0;
    std::string tier;  // "", "a", "b"
    Warning warning = Warning::NotReached;
    // "Numbness between the legs · …", of the tier's own list; empty if there are none to name.
    std::string signs;
    std::vector<Hope> hopes;
    Mark hopes_mark = Mark::NotReached;  // Value and no hopes: none above 50
    std::optional<int> worry;            // 0-100, after else before
    bool reviewed = false, taken_over = false;
    bool proxy = false;   // somebody answered for the patient
    bool unread = false;  // the configuration is not here: nothing is known of hopes and worry
    // The code of a session that came before; after join_after_visits() also a session to which
    // after-visit answers have come.
    bool after_visit = false;
    // After-visit answers that belong to no session here (after_visits.h).
    bool alone = false;
    int after_visit_days = config::Settings{}.after_visit_days;
    std::string reviewed_by;
    UnixMs reviewed_at = 0;
};

// True for a session with a tier, for one that was not completed, and for a visit without any
// score: the summary alone would not say what was ticked, or what was reached; scores may be
// missing because the configuration came later than the answers.
[[nodiscard]] bool needs_visit(const archive::Row& row);

// `config` is the one the session was asked under. `visit` may be null; then a session that was
// not completed counts as not reached beyond what its scores prove, and signs are not in words.
[[nodiscard]] WorklistRow worklist_row(const config::Config& config, const archive::Row& row,
                                       const Visit* visit, std::string_view clinic_language);

// Of a session whose configuration is not here: what the summary says without it, `unread` set.
[[nodiscard]] WorklistRow worklist_row(const archive::Row& row);

// A row that was made before, with what the marks say now.
void set_marks(WorklistRow& row, const archive::MarkState& marks);

// An after-visit row goes into the row of the visit that it speaks of (after_visits.h). One whose
// visit is not here stays, as a row of its own that says so.
void join_after_visits(std::vector<WorklistRow>& rows);

// Tier A that nobody has taken over first, then what waits for review by time, then the reviewed.
void order(std::vector<WorklistRow>& rows);

}  // namespace spine::review
