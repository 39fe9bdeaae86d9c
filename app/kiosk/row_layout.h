// Where rows of answers stand: one column beside the question, two columns under it, or pages.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/canvas.h"

namespace spine::kiosk {

struct RowLayout {
    bool two_columns = false;  // full width, under the question
    // Rows of the pages: page -> boxes, in the order of the texts. More than one page keeps its
    // last box for "More answers".
    std::vector<std::vector<ui::Rect>> pages;
};

// `beside` is the answer pane that one column may use, `under` what two columns may use. Rows are
// 78 to 112 high in one column, at least 78 in two.
[[nodiscard]] RowLayout lay_out_rows(const ui::Canvas& canvas,
                                     const std::vector<std::string>& texts, const ui::Rect& beside,
                                     const ui::Rect& under);

// Two columns, each line of rows as high as its higher row; nothing if they do not fit. Lines are
// stretched alike to at most `most` units.
[[nodiscard]] std::vector<ui::Rect> two_columns(const ui::Canvas& canvas,
                                                const std::vector<std::string>& texts,
                                                const ui::Rect& box, float most);

}  // namespace spine::kiosk
