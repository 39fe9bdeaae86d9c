// One session as the archive keeps it, in clear: only ever in memory.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/head.h"
#include "crypto/secret.h"

namespace spine::archive {

// The events of a session folded (core/session), and the events themselves.
struct Response {
    std::string code, questionnaire, language, tier;  // tier: "", "a" or "b"
    bool after_visit = false, staff_led_on = false;
    UnixMs started = 0, ended = 0;
    // linkId -> JSON text as core/questionnaire/answers.h encodes it; "null" = declined.
    std::map<std::string, std::string, std::less<>> answers;
    std::vector<std::pair<std::string, UnixMs>> shown;
    std::vector<std::string> events;  // payloads in their order, without fillers
    friend bool operator==(const Response&, const Response&) = default;
};

enum class Events { Kept, LeftOut };

// A response as it stands in opened bytes, for whoever reads a hundred thousand: nothing is copied,
// so it lives no longer than those bytes. Packed events lie unpacked in the view itself, until it
// is used again.
struct ResponseView {
    ResponseView() = default;
    ResponseView(const ResponseView&) = delete;
    ResponseView& operator=(const ResponseView&) = delete;
    ResponseView(ResponseView&&) = default;
    ResponseView& operator=(ResponseView&&) = default;
    ~ResponseView() = default;
    std::string_view code, questionnaire, language, tier;
    bool after_visit = false, staff_led_on = false;
    UnixMs started = 0, ended = 0;
    std::vector<std::pair<std::string_view, std::string_view>> answers;  // as above, by linkId
    std::vector<std::pair<std::string_view, UnixMs>> shown;
    std::vector<std::string_view> events;  // as above; none where they were left out
    bool events_apart = false;             // sealed apart, as every program since version 4 does
    crypto::WipedBytes unpacked;           // what `events` views, where they were packed
    // Nothing if the item has no answer.
    [[nodiscard]] std::optional<std::string_view> answer(std::string_view link_id) const;
};

// What is sealed apart: whoever reads the answers opens no events, which are longer.
// Zeros behind each, so that a length says little: up to a multiple of 256 bytes, and as
// packed_events.h says.
struct EncodedResponse {
    crypto::WipedBytes answers, events;
};
[[nodiscard]] EncodedResponse encode(const Response& response);
// `events` is nothing for a response of an archive from before version 4, which has them behind its
// answers. Fault: archive_damaged.
[[nodiscard]] Result<Response> decode_response(ByteView answers,
                                               const std::optional<ByteView>& events);
// Into `view`, whose vectors keep their room from one response to the next; `events` is nothing
// where they are left out, too. The same fault.
[[nodiscard]] Status view_response(ByteView answers, const std::optional<ByteView>& events,
                                   ResponseView& view);

// The domains of evidence.md section 4, in the order in which a summary row holds them.
inline constexpr std::array<std::string_view, 10> kDomains = {
    "picture", "name",  "doors",     "proof",      "serious",
    "calm",    "worry", "knowledge", "importance", "accept"};

struct DomainScores {
    std::optional<double> before, after;  // kept to a tenth, 0-6553
    friend bool operator==(const DomainScores&, const DomainScores&) = default;
};
using Scores = std::array<DomainScores, kDomains.size()>;

// What a worklist needs of a session: at most 256 bytes, sealed.
struct Summary {
    std::string code, tier, language, tablet, questionnaire;
    crypto::SessionStatus status = crypto::SessionStatus::Open;
    bool after_visit = false, staff_led_on = false;
    bool proxy = false;  // somebody answered for the patient: marked everywhere
    UnixMs started = 0, ended = 0;
    Scores scores;
    friend bool operator==(const Summary&, const Summary&) = default;
};

inline constexpr std::size_t kSummarySize = 216;  // 256 when sealed

// Always kSummarySize bytes, so that the length of a row says nothing. Texts are cut to 8 (code),
// 1 (tier), 16 (language), 64 (tablet) and 48 bytes (questionnaire).
[[nodiscard]] crypto::WipedBytes encode(const Summary& summary);
[[nodiscard]] Result<Summary> decode_summary(ByteView bytes);

}  // namespace spine::archive
