// The order of writing: which characters run from right to left (Unicode's bidirectional
// algorithm, by FriBidi), and how a line's parts stand from left to right.
//
// Lines are broken in logical order; only a line that is drawn is put in order, by the levels of
// the paragraph that it comes from. Any thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ui/text.h"

namespace spine::ui {

// True where a text cannot simply be written from left to right, character by character: it holds
// a letter of a right-to-left script or a mark of direction.
[[nodiscard]] bool needs_order(std::string_view utf8);
// Isolates, embeddings and the two marks: honoured for the order, without width, never drawn.
[[nodiscard]] bool is_direction_mark(char32_t character);

// A level for each byte of all runs together; "\n" ends a paragraph. The base direction is given,
// never guessed from the text.
[[nodiscard]] std::vector<Level> levels_of(const std::vector<TextRun>& runs, bool right_to_left);

// Characters of one level and weight that one font draws, in the order in which they are read.
struct LinePart {
    std::string_view text;
    Weight weight = Weight::Regular;
    Level level = 0;
    bool shaped = false;  // Measure::shapes()
    [[nodiscard]] bool right_to_left() const { return level % 2 == 1; }
};
// From left to right. `levels` has one entry a byte of all runs.
[[nodiscard]] std::vector<LinePart> parts_in_order(const Measure& measure,
                                                   const std::vector<TextRun>& runs,
                                                   const std::vector<Level>& levels);

// "(" for ")": what stands for a character where it runs from right to left.
[[nodiscard]] char32_t mirror_image(char32_t character);

}  // namespace spine::ui
