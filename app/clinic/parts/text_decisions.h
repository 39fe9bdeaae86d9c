// Beside and below a free text: what to decide of it, what was decided, and what leaves.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "clinic/look.h"
#include "clinic/text_view.h"
#include "ui/frame.h"

namespace spine::clinic {

// A part that waits for a person: proposed, or marked by whoever reads.
struct SpanRow {
    Span span;
    std::optional<review::Proposal> proposal;  // nothing: marked by hand
};

enum class SpanPress { Nothing, Redact, Keep, Focus };
struct SpanPressed {
    SpanPress what = SpanPress::Nothing;
    std::size_t row = 0;
    float bottom = 0;
};
// From a hairline at `top` to the next; what lies outside of `window` cannot be pressed.
SpanPressed span_rows(ui::Frame& frame, const Look& look, const review::QueuedText& text,
                      const TextView& view, const std::vector<SpanRow>& rows, std::size_t focus,
                      float top, const ui::Rect& window, bool on);

// Who decided what, the latest first; returns the bottom.
float text_history(ui::Frame& frame, const Look& look, const review::QueuedText& text,
                   const TextView& view, float top, UnixMs now);

// The kinds with their keys and how often each stands in the text; which was pressed.
std::optional<review::RedactionKind> kind_list(ui::Frame& frame, const Look& look,
                                               const review::QueuedText& text, bool on);

// The copy that leaves, of `view`, and on whose word.
void leaving_copy(ui::Frame& frame, const Look& look, const review::QueuedText& text,
                  const TextView& view);

// The kinds in the order of their keys, 1 to 8.
[[nodiscard]] review::RedactionKind kind_of_key(int key);
inline constexpr int kKinds = 8;

}  // namespace spine::clinic
