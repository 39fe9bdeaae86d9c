// Which page of a list of answers is shown, and the button that leads to the next one.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>

#include "kiosk/room.h"
#include "kiosk/row_layout.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

class AnswerPages {
  public:
    // Draws row `index`, counted over all pages, into `box`.
    using DrawRow = std::function<void(std::size_t index, const ui::Rect& box)>;

    // The rows of the page that is shown. Where there are several pages, "More answers" stands in
    // the box that the layout keeps for it, or in `more`; behind the last page comes the first.
    // True: another page stands next, as new as a screen (act::Turn).
    [[nodiscard]] bool draw(const ui::Kit& kit, const Room& room, const RowLayout& layout,
                            const DrawRow& draw_row, const std::optional<ui::Rect>& more = {});
    // The first page comes next.
    void restart() { page_ = 0; }

  private:
    std::size_t page_ = 0;
};

}  // namespace spine::kiosk
