// Words alone: a long text of a questionnaire that is nobody's question.
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

namespace {

class DisplayScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    void content(const ui::Kit& kit, Actions&) override {
        const session::Step& step = room().walk().step();
        float y = 128;
        if (step.group != nullptr) {
            y += fitted_heading(kit, {40, y, 1200, 124}, room().theme.ink,
                                step.group->text.in(room().language)) +
                 16;
        }
        std::string words;
        for (const Item* display : step.displays) {
            if (!words.empty()) words += "\n";
            words += display->text.in(room().language);
        }
        fitted_body(kit, {40, y, 1200, 672 - y}, room().theme.ink, words);
    }
};

}  // namespace

ScreenPtr display_screen(const Room& room) {
    return std::make_unique<DisplayScreen>(room);
}

}  // namespace spine::kiosk
