// Paragraphs and bullets of an information page, in the largest type in which they fit.
#pragma once

#include "information/page.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

struct BlockStyle {
    float em = 41, leading = 52, gap = 20;  // in normal print; the gap in both
};
// What fills a part of a page in large print.
inline constexpr BlockStyle roomy_words{41, 52, 18};

// Draws the blocks of a column from the top of the box; returns the height used.
float draw_blocks(const ui::Kit& kit, const ui::Rect& box, ui::Color color,
                  const std::vector<const information::Block*>& blocks, const BlockStyle& style);
[[nodiscard]] float height_of(const ui::Canvas& canvas, float width,
                              const std::vector<const information::Block*>& blocks,
                              const BlockStyle& style);
// The roomiest of the styles in which the blocks fit the box.
[[nodiscard]] BlockStyle style_for(const ui::Canvas& canvas, const ui::Rect& box,
                                   const std::vector<const information::Block*>& blocks);
[[nodiscard]] std::vector<const information::Block*> all_blocks(const information::Page& page);

}  // namespace spine::kiosk
