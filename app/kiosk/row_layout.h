// Where rows of answers stand: one column beside the question, two columns under it, or pages. In
// large print what stands under it is one column, unless half the width holds every word.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "ui/canvas.h"

namespace spine::kiosk {

struct RowLayout {
    bool under = false;  // at full width, under the question
    // Rows of the pages: page -> boxes, in the order of the texts. More than one page keeps its
    // last box for "More answers".
    std::vector<std::vector<ui::Rect>> pages;
};

// `beside` is the answer pane that one column may use, `under` what rows under the question may
// use. Rows are 78 to 112 high in one column, at least 78 in two.
[[nodiscard]] RowLayout lay_out_rows(const ui::Canvas& canvas,
                                     const std::vector<std::string>& texts, const ui::Rect& beside,
                                     const ui::Rect& under);

// Two columns, each line of rows as high as its higher row; nothing if they do not fit. Lines are
// stretched alike to at most `most` units.
[[nodiscard]] std::vector<ui::Rect> two_columns(const ui::Canvas& canvas,
                                                const std::vector<std::string>& texts,
                                                const ui::Rect& box, float most);
// What stands at full width: two columns, or in large print perhaps one.
[[nodiscard]] std::vector<ui::Rect> full_width(const ui::Canvas& canvas,
                                               const std::vector<std::string>& texts,
                                               const ui::Rect& box, float most);

// Keeps what was laid out until words, places or print are others: measuring is most of a frame.
class LaidOutRows {
  public:
    // Valid until the next call.
    const RowLayout& at(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                        const ui::Rect& beside, const ui::Rect& under);

  private:
    std::vector<std::string> texts_;
    ui::Rect beside_, under_;
    ui::Print print_ = ui::Print::Normal;
    RowLayout layout_;
};

}  // namespace spine::kiosk
