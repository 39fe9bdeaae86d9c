// The queue of free texts: what patients who consented to research wrote in their own words, and
// what was decided of each. A text leaves with no research data before a person has released it.
//
// A text is in the queue as long as its session may be in research data at all: ended, with one end
// that counts, consent given and not withdrawn, not erased. What was answered after the visit, and
// own words beside the options of a choice, are never in it and never leave.
//
// Holds answers in clear: the owner drops it when the program locks. One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "archive/texts.h"
#include "review/free_texts.h"
#include "review/redaction.h"

namespace spine::review {

namespace causes {
inline constexpr Cause text_unknown = "text-unknown";
inline constexpr Cause span_outside = "span-outside-the-text";
inline constexpr Cause text_read_anew = "text-read-anew";  // somebody decided something since
}  // namespace causes

struct QueuedText {
    archive::TextRef ref;
    std::string id;                       // text_id(): what people call it by
    std::string link_id, language, text;  // language: in which the patient answered
    std::vector<Proposal> proposals;
    archive::TextReading reading;
};

// For a clinician: a text may name its patient. What waits first, then by id, which says nothing of
// the order in which patients came. A word in the audit trail. Sessions that were asked under a
// configuration that is not here, or that do not open, have no text in it. Faults: the archive's.
[[nodiscard]] Result<std::vector<QueuedText>> text_queue(archive::Archive& archive,
                                                         const ConfigurationOf& configuration_of);
// By its id, or the beginning of it that only one has. Fault: text_unknown.
[[nodiscard]] Result<const QueuedText*> find_text(const std::vector<QueuedText>& queue,
                                                  std::string_view id);

// Proposals of which no person has redacted or kept every part, in their order.
[[nodiscard]] std::vector<Proposal> open_proposals(const QueuedText& text);
// How the text leaves if it is released as it stands: its redactions and, while it waits, the open
// proposals that are preselected; what overlaps in one, as archive/texts.h joins it.
[[nodiscard]] std::vector<archive::Redaction> leaving_redactions(const QueuedText& text);

// What a person decides, with a word in the audit trail each; the queue is then out of date.
// Faults: the archive's; span_outside unless from < to <= the text's code points.
//
// A release first redacts what is preselected among open_proposals(): what leaves is written down,
// and no later version of the program proposes it anew. Fault: text_read_anew where somebody has
// decided something since `text` was read: whoever releases has read what leaves, and nobody takes
// back what they did not see.
[[nodiscard]] Status release(archive::Archive& archive, const QueuedText& text);
// Takes the last decision back. The same fault.
[[nodiscard]] Status undo(archive::Archive& archive, const QueuedText& text);
[[nodiscard]] Status withhold(archive::Archive& archive, const QueuedText& text);
// `kind`: what is written in its place; nothing: that of the proposal with which it has the most in
// common, else Other.
[[nodiscard]] Status redact(archive::Archive& archive, const QueuedText& text, std::uint32_t from,
                            std::uint32_t to, std::optional<RedactionKind> kind = std::nullopt);
[[nodiscard]] Status keep(archive::Archive& archive, const QueuedText& text, std::uint32_t from,
                          std::uint32_t to);

// The copy that leaves. Nothing unless at least `readers` people have released the text as it
// stands. `reading` is null for a text of which nothing was decided.
[[nodiscard]] std::optional<std::string> export_copy(const archive::TextReading* reading,
                                                     std::string_view text, std::size_t readers);

}  // namespace spine::review
