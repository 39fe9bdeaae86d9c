// A free text with its marked parts: what was redacted as a dark label in its place, what is
// proposed on an amber ground, what was looked at and stays with a thin line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinic/look.h"
#include "clinic/text_view.h"
#include "ui/frame.h"

namespace spine::clinic {

inline constexpr ui::Style kReading{ui::Weight::Regular, 19.8F, 28};
inline constexpr float kTextPitch = 44;  // from line to line: underlines have room

// A run of characters, or the label that stands for a part; places from the text's top left.
struct PlacedPiece {
    ui::Rect box;
    Span span;
    PartKind kind = PartKind::Plain;
    review::RedactionKind stands_for = review::RedactionKind::Other;
    [[nodiscard]] bool is_label() const {
        return kind == PartKind::Redacted || kind == PartKind::Preselected;
    }
};
struct PlacedText {
    std::vector<PlacedPiece> pieces;
    std::size_t lines = 1;
    [[nodiscard]] float height() const { return kTextPitch * static_cast<float>(lines); }
};
[[nodiscard]] PlacedText place_text(const ui::Canvas& canvas, const Look& look,
                                    const std::string& text, const TextView& view, float width);

// `chosen` is what the keys act on: words that somebody marked, or the proposal that has its turn.
// Lines outside of `window` are left out.
void draw_text(ui::Frame& frame, const Look& look, ui::Point at, const std::string& text,
               const TextView& view, const PlacedText& placed, Span chosen, const ui::Rect& window);

// The unit (TextView::units) under a point that is measured from the text's top left; nothing
// between the lines.
[[nodiscard]] std::optional<std::size_t> unit_at(const TextView& view, const PlacedText& placed,
                                                 ui::Point point);

// "employer": what a kind is called in the clinic's language.
[[nodiscard]] const std::string& kind_words(const Look& look, review::RedactionKind kind);

}  // namespace spine::clinic
