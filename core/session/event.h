// What happened in a patient's session: the one thing that is sealed, and the one thing from
// which the clinic rebuilds the answers.
//
// The compact JSON that encode() writes is the payload of a sealed record; its grammar stands in
// core/crypto/FORMAT.md, section 10. A kind that is added there is a new format.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
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
    Cleared,     // linkId: the answer was taken back, or the item became irrelevant
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
    friend bool operator==(const Event&, const Event&) = default;
};

// One event as compact JSON on one line. `value` of Answered must be JSON text, as
// questionnaire::encode() writes it; anything else is stored as a JSON string. Bytes that are
// not UTF-8 are replaced by U+FFFD, so that no record is ever lost to its own text.
[[nodiscard]] std::string encode(const Event& event);

// The inverse. event_malformed for anything that encode() does not write: not JSON, an unknown
// kind, a member that is missing, unknown or of the wrong type. Never throws, whatever the bytes.
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

// Takes events in their order. Tier A absorbs tier B; the last language counts. `ended` is the time
// of the Ended event; 0 in a session that was interrupted.
[[nodiscard]] Told fold(const std::vector<Event>& events);

}  // namespace spine::session
