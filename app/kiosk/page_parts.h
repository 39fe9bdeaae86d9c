// What stands together of an information page. In normal print that is all of it; in large print a
// page comes in parts, as many as its words need at their full size: the words, then the picture of
// a hundred people; or one column after the other.
#pragma once

#include <vector>

#include "information/page.h"
#include "ui/canvas.h"

namespace spine::kiosk {

struct PagePart {
    std::vector<const information::Block*> blocks;  // of the page, which outlives them
    int column = 0;                                 // of two, whose heading stands above
    bool grid = false;                              // the hundred people, beside no words
};

// Where a part's words stand in large print; a card of one column has its heading above.
namespace large {
inline constexpr ui::Rect words{40, 128, 1200, 544};
inline constexpr ui::Rect card{40, 204, 1200, 468};
inline constexpr float card_heading = 84, point_gap = 24;
}  // namespace large

// At least one. A paragraph that is longer than a part stands in one by itself.
[[nodiscard]] std::vector<PagePart> parts_of(const ui::Canvas& canvas,
                                             const information::Page& page);

}  // namespace spine::kiosk
