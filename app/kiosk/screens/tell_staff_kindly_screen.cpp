// Tier B: in note colour, inside the usual frame. It does not name what was ticked.
#include "kiosk/page_words.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class TellStaffKindlyScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {true, true, true, true, false}; }
    void content(const ui::Kit& kit, Actions&) override {
        const information::Page* page = room().walk().page();
        if (page == nullptr) return;
        ui::Canvas& canvas = kit.canvas();
        const Rect card = place::content;
        canvas.panel(card, room().theme.note, room().theme.note_edge, 3, 20);
        canvas.icon({card.x + 100, card.y + 110}, 120, ui::icons::information, room().theme.ink);
        const Rect box{card.x + 190, card.y + 40, card.w - 230, card.h - 70};
        // The heading is as large as the words leave it room to be.
        const auto blocks = all_blocks(*page);
        const float needed = height_of(canvas, box.w, blocks, {36, 44, 10}) + 20;
        const float two_lines = 2 * canvas.size_of(ui::type::heading).leading;
        const float most = needed + two_lines <= box.h ? two_lines : 124;
        const float title =
            fitted_heading(kit, {box.x, box.y, box.w, most}, room().theme.ink, page->title);
        const Rect words{box.x, box.y + title + 20, box.w, box.h - title - 20};
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(canvas, words, blocks));
    }
};

}  // namespace

ScreenPtr tell_staff_kindly_screen(const Room& room) {
    return std::make_unique<TellStaffKindlyScreen>(room);
}

}  // namespace spine::kiosk
