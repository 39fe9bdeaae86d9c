// What people who read the patients' free texts have decided: what may leave with research data,
// and with which parts replaced.
//
// Nothing leaves that waits. A text is one answer as it stands: change it, and it is another text,
// which waits. Decisions are marks (crypto/mark.h): sealed, signed, in the store, so that they
// reach the clinic's other computers and outlive an archive that is rebuilt.
//
// Pure; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "archive/roles.h"
#include "base/clock.h"
#include "crypto/keys.h"
#include "crypto/mark.h"
#include "crypto/session_ref.h"

namespace spine::archive {

// Which text: `name` says it without saying anything of the patient, and tells of no text that
// somebody has not seen.
struct TextRef {
    crypto::SessionRef session;
    crypto::Hash name;
};
[[nodiscard]] TextRef text_ref(const crypto::ClinicId& clinic, const crypto::SessionRef& session,
                               std::string_view link_id, std::string_view text);

// Code points [from, to), counted in the text as the patient wrote it.
struct Redaction {
    std::uint32_t from = 0, to = 0;
    std::uint8_t stands_for = 0;  // 0: not said; else as review/redaction.h numbers it
    friend bool operator==(const Redaction&, const Redaction&) = default;
};

// One decision in the making. `span` of Redact and Keep alone.
struct Decided {
    crypto::MarkKind kind = crypto::MarkKind::Withhold;
    Redaction span;
};

// One that stands.
struct TextMark {
    crypto::Hash mark;  // what an undo names
    crypto::MarkKind kind = crypto::MarkKind::Withhold;
    UnixMs at = 0;
    std::string by;  // the slot's name
    Roles roles;     // of that slot, when it was made
    Redaction span;
    friend bool operator==(const TextMark&, const TextMark&) = default;
};

enum class TextState : std::uint8_t { Waiting, Released, Withheld };

struct TextReading {
    TextState state = TextState::Waiting;
    std::vector<Redaction> redactions;     // rising; none meets another
    std::vector<Redaction> kept;           // looked at, and to stay; likewise
    std::vector<std::string> released_by;  // people who released what stands now; each once
    std::vector<TextMark> decisions;       // oldest first
    friend bool operator==(const TextReading&, const TextReading&) = default;
};

// By the text's name. What is not in it waits.
using TextReadings = std::map<crypto::Hash, TextReading>;

// What a release says of the redactions that were read.
[[nodiscard]] std::uint64_t redactions_digest(const crypto::ClinicId& clinic,
                                              const crypto::Hash& text,
                                              const std::vector<Redaction>& redactions);

// One more decision, behind all that are there. FORMAT.md section 8 has the rules.
void fold(const crypto::ClinicId& clinic, const crypto::Hash& mark, const crypto::MarkText& said,
          TextReading& into);

}  // namespace spine::archive
