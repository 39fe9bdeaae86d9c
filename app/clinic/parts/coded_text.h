// A released text with its meaning units: each underlined in its theme's colour, with the letter
// where it begins; what was redacted as a dark label.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinic/coding_board.h"
#include "clinic/look.h"
#include "clinic/parts/marked_text.h"
#include "ui/frame.h"

namespace spine::clinic {

// Of the copy that leaves: "[name]" and its like are hidden parts, whoever wrote them.
[[nodiscard]] TextView view_of_copy(const std::string& copy);

// A text as it stands in a column, made once for each text.
struct CodedPage {
    coding::Guid id;
    std::size_t words = 0;  // a hash of them: redacted anew, the text is another
    TextView view;
    PlacedText placed;
    // The same again where the text is the same. False: it is too long to be shown.
    bool show(const ui::Canvas& canvas, const Look& look, const CodedText& text, float width);
    void wipe();
};

// With its units; `chosen` is the one that keys act on, `marked` the words that somebody marked.
void draw_coded(ui::Frame& frame, const Look& look, ui::Point at, const CodingBoard& board,
                const CodedText& text, const CodedPage& page, const coding::Guid& chosen,
                Span marked, const ui::Rect& window);

// The shortest unit of the text that a code point stands in; null: none.
[[nodiscard]] const coding::Unit* unit_around(const CodingBoard& board, const CodedText& text,
                                              std::uint32_t point);

}  // namespace spine::clinic
