// Looks 10, 11 and 12: an information page, and nothing to answer.
#include "kiosk/page_view.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class PageScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    void content(const ui::Kit& kit, Actions&) override {
        if (const information::Page* page = room().walk().page()) draw_page(kit, *page, people_);
    }

    ui::Stamp people_;
};

}  // namespace

ScreenPtr page_screen(const Room& room) {
    return std::make_unique<PageScreen>(room);
}

}  // namespace spine::kiosk
