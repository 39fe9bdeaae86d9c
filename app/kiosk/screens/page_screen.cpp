// Looks 10, 11 and 12: an information page, and nothing to answer.
#include "kiosk/page_view.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class PageScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] std::size_t parts(const ui::Canvas& canvas) override {
        const information::Page* page = room().walk().page();
        return page == nullptr ? 1 : view_.parts(canvas, *page);
    }
    void content(const ui::Kit& kit, Actions&) override {
        if (const information::Page* page = room().walk().page()) view_.draw(kit, *page, part());
    }

    PageView view_;
};

}  // namespace

ScreenPtr page_screen(const Room& room) {
    return std::make_unique<PageScreen>(room);
}

}  // namespace spine::kiosk
