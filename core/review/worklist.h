// The worklist: today's sessions, what can harm first.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/profile.h"
#include "review/visit.h"

namespace spine::review {

struct WorklistRow {
    std::string code, session, language_name, tablet, status;
    UnixMs started = 0, ended = 0;
    std::string tier;   // "", "a", "b"
    std::string signs;  // "Numbness between the legs"; "none ticked"; "not reached"
    std::vector<Hope> hopes;
    bool hopes_reached = true;   // false: "not reached"
    bool hopes_answered = true;  // false: "not answered"
    std::optional<int> worry;    // 0-100, after else before
    bool reviewed = false, taken_over = false, after_visit = false, proxy = false;
    std::string reviewed_by;
    UnixMs reviewed_at = 0;
};

[[nodiscard]] WorklistRow worklist_row(const config::Config& config, const Visit& visit,
                                       std::string_view clinic_language);

// Tier A that nobody has taken over first, then what waits for review by time, then the reviewed.
void order(std::vector<WorklistRow>& rows);

}  // namespace spine::review
