// A page of information in its layout: words, a picture, the 10x10 grid, two columns (looks 10-12);
// in large print a part of it.
#pragma once

#include <string_view>
#include <vector>

#include "information/page.h"
#include "kiosk/page_parts.h"
#include "ui/stamp.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

// What a screen keeps of the page that it shows. The page outlives it.
class PageView {
  public:
    // How many there are, at least 1; measured when the page or the print is another one.
    [[nodiscard]] std::size_t parts(const ui::Canvas& canvas, const information::Page& page);
    // In the content's place; after parts() of the same page.
    void draw(const ui::Kit& kit, const information::Page& page, std::size_t part);

  private:
    const information::Page* measured_ = nullptr;
    ui::Print print_ = ui::Print::Normal;
    std::vector<PagePart> parts_;
    ui::Stamp people_;
};

// The source line in small type at the foot of the box, on as many lines as it needs; returns
// their height, 0 without a source.
float draw_source_line(const ui::Kit& kit, const ui::Rect& box, std::string_view source);

}  // namespace spine::kiosk
