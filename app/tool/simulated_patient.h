// Patients who do not exist, for `kioskctl demo`: each sits down at a desk and answers as
// somebody in a spine clinic plausibly might, step by step, by the same touches as at the tablet.
//
// What a patient answered is kept in the patient's own memory, never read back from the walk, so
// that a demonstration can compare the two ends of the whole way.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/random.h"
#include "base/result.h"
#include "kiosk/desk.h"
#include "session/minutes.h"

namespace spine::tool {

// How often, in percent of patients. Without the first two everybody ends with a code.
struct Habits {
    int declines_care = 0;   // care consent no: nothing is stored
    int stops_deleting = 0;  // stop and delete
    int stops_keeping = 6;
    int walks_away = 3;  // expires; only where the visit may let time pass
    int declines_research = 25;
    int warning_a = 4, warning_b = 8, not_sure = 6;
    int skips_a_question = 3;  // of questions
    int changes_an_answer = 5;
    int goes_back = 3;
};

struct SimulatedVisit {
    std::string code, session;  // empty when nothing was stored
    std::string status;         // complete, stopped, expired, withdrawn
    std::string language;
    // linkId -> JSON text as cli.md encodes it; irrelevant ones left out. Empty when withdrawn.
    std::map<std::string, std::string, std::less<>> answers;
    session::WalkLength length;
    bool warned = false;  // a tier's screen was shown
};

namespace causes {
inline constexpr Cause visit_stuck = "visit-stuck";
}

// One patient, from the language to the end. `desk` stands at Welcome and does so again after;
// its on_ended() is taken. `let_pass` moves the desk's clock by milliseconds; empty: nobody walks
// away. Equal randomness and configuration give an equal visit. Faults: the desk's own, and
// visit_stuck if a step could not be left, which is an error of this program.
[[nodiscard]] Result<SimulatedVisit> simulate_visit(
    kiosk::Desk& desk, Random& random, const Habits& habits = {},
    const std::function<void(std::int64_t)>& let_pass = {});

// {"code":…,"session":…,"status":…,"answers":{…}}: a line of answers.ndjson, without its newline.
[[nodiscard]] std::string to_ndjson(const SimulatedVisit& visit);

}  // namespace spine::tool
