// What happened in a patient's session: the one thing that is sealed, and the one thing from
// which the clinic rebuilds the answers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "questionnaire/answers.h"

namespace spine::session {

namespace causes {
inline constexpr Cause event_malformed = "event-malformed";
}

enum class EventKind {
    Began,       // first record: code, questionnaire id and language
    Answered,    // linkId, value
    Declined,    // linkId: "prefer not to answer"
    Cleared,     // linkId: the answer was taken back
    Language,    // language changed to
    Shown,       // step id that came on the screen (drop-outs and times per screen)
    Tier,        // "a" or "b" reached
    StaffLedOn,  // staff entered their PIN on the tell-staff screen
    Ended,       // last real record: complete, stopped, expired
    Filler       // dummy of the padding; means nothing
};

struct Event {
    EventKind kind = EventKind::Filler;
    UnixMs at = 0;             // set by whoever records it
    std::string subject;       // linkId, step id, language, tier, status or pickup code
    std::string value;         // Answered: JSON text of answers.h; Began: questionnaire id
    std::string language;      // Began only
    bool after_visit = false;  // Began only: the code is an earlier session's
};

// One event as compact JSON, the payload of a sealed record (core/crypto/FORMAT.md).
[[nodiscard]] std::string encode(const Event& event);
[[nodiscard]] Result<Event> decode(std::string_view payload);

// The events of a session folded: the last record of an item wins.
struct Told {
    std::string code, questionnaire, language, status, tier;  // tier: "", "a" or "b"
    bool after_visit = false, staff_led_on = false;
    UnixMs started = 0, ended = 0;
    // linkId -> JSON text ("null" = declined); decode with questionnaire::decode().
    std::map<std::string, std::string, std::less<>> answers;
    std::vector<std::pair<std::string, UnixMs>> shown;
};
[[nodiscard]] Told fold(const std::vector<Event>& events);

}  // namespace spine::session
