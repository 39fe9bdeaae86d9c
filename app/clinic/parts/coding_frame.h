// What the four steps of the coding have alike: header and strip, the text in its column, the keys
// that mean the same in each.
#pragma once

#include <optional>
#include <string>

#include "clinic/parts/coded_text.h"
#include "clinic/parts/coding_lists.h"
#include "clinic/screens/coding_screen.h"

namespace spine::clinic {

// Title, counts, what a clinician decides of the text that is shown, and the steps.
void coding_header(ui::Frame& frame, const Look& look, const Model& model, TextStep step,
                   const CodingPlace& place, CodingActions& actions);
// Says why there is nothing to code: not read yet, or nothing released. True: so it is.
bool nothing_to_code(ui::Frame& frame, const Look& look, const CodingBoard* board);

// Steps, back, lock and undo. True: it was one of them.
bool common_key(const ui::KeyPress& key, CodingActions& actions);
// The shown text in the queue, for whoever may read it; null otherwise.
[[nodiscard]] const review::QueuedText* queued(const Model& model, const CodedText& text);
// Whether A and W have something to decide of it.
[[nodiscard]] bool may_accept(const Model& model, const review::QueuedText* text);
[[nodiscard]] bool may_withhold(const Model& model, const review::QueuedText* text);

[[nodiscard]] std::optional<std::size_t> place_of(const CodingBoard& board,
                                                  const coding::Guid& text);
// "46 words, 4 meaning units".
[[nodiscard]] std::string coded_line(const Look& look, const CodedText& text);

void column_scroll(const ui::Frame& frame, const ui::Rect& window, float content, float& scroll);
// Name, counts and the text itself; returns its height from the window's top.
float coded_column(ui::Frame& frame, const Look& look, const CodingBoard& board,
                   const CodedText& text, CodedPage& page, const coding::Guid& chosen, Span marked,
                   const ui::Rect& window, float scroll);
inline constexpr float kFirstLine = 192;

}  // namespace spine::clinic
