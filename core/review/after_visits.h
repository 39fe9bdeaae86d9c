// Which sessions a pickup code joins: one rule for a patient's page and for the worklist.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/clock.h"
#include "config/config.h"

namespace spine::review {

// One of the sessions that have one code.
struct WithCode {
    UnixMs started = 0;
    bool after_visit = false;
    int days = 0;  // of an after-visit session: `[after_visit] days` of its configuration
};

// For each session, in the same order, the place of the one that it speaks of: answers after a
// visit belong to the latest session with their code that began before them, at most `days`
// calendar days (UTC) earlier. Nothing: it is a visit itself, or answers that belong to none; a
// code comes back after a while, and then is another patient's.
[[nodiscard]] std::vector<std::optional<std::size_t>> visits_of(
    const std::vector<WithCode>& same_code);

// For each, how many visits of the list it may speak of: of several nobody knows which. 0 for a
// visit.
[[nodiscard]] std::vector<std::size_t> possible_visits(const std::vector<WithCode>& same_code);

// Those of `same_code` that speak of this visit, by visits_of(); their days are those of their
// configurations, as `config_of` finds them (null: the usual ones).
[[nodiscard]] std::vector<archive::Row> after_visits_of(
    const std::vector<archive::Row>& same_code, const crypto::SessionRef& visit,
    const std::function<const config::Config*(const crypto::Hash&)>& config_of);

// A code that more than one visit has: whose answers a later code means is for a person to say.
struct RepeatedCode {
    std::string code;
    std::vector<archive::Row> sessions;  // visits only, the latest last
};
// In the order of the codes. `rows` as the archive hands them out: oldest first.
[[nodiscard]] std::vector<RepeatedCode> repeated_codes(const std::vector<archive::Row>& rows);

}  // namespace spine::review
