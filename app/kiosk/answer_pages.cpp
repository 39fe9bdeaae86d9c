#include "kiosk/answer_pages.h"

#include <algorithm>
#include <string>

#include "ui/widgets/button.h"

namespace spine::kiosk {

bool AnswerPages::draw(const ui::Kit& kit, const Room& room, const RowLayout& layout,
                       const DrawRow& draw_row, const std::optional<ui::Rect>& more) {
    const std::size_t pages = layout.pages.size();
    if (pages == 0) return false;
    page_ = std::min(page_, pages - 1);
    const std::size_t kept = pages > 1 ? 1 : 0;  // boxes that are no row's
    std::size_t index = 0;
    for (std::size_t p = 0; p < page_; ++p) index += layout.pages[p].size() - kept;
    const auto& boxes = layout.pages[page_];
    for (std::size_t i = 0; i + kept < boxes.size(); ++i) draw_row(index + i, boxes[i]);
    if (pages == 1) return false;
    ui::ButtonLook look{ui::Rank::Secondary, ui::icons::list, false, true, ui::type::strong};
    const std::string words = room.text("kiosk.more-answers") + " (" + std::to_string(page_ + 1) +
                              "/" + std::to_string(pages) + ")";
    const ui::Rect box = more.value_or(boxes.back());
    while (look.style.em > ui::type::small.em &&
           ui::button_width(kit.canvas(), words, look, 0) > box.w)
        look.style.em -= 1;
    if (!ui::button(kit, "more-answers", box, words, look)) return false;
    page_ = (page_ + 1) % pages;
    return true;
}

}  // namespace spine::kiosk
