// After the visit: the patient types the code. Only its check digit is looked at here.
#include "kiosk/screens/screens.h"
#include "ui/language.h"
#include "ui/typed_text.h"
#include "ui/widgets/keypad.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class EnterCodeScreen final : public KioskScreen {
  public:
    explicit EnterCodeScreen(const Room& room) : KioskScreen(room), typed_(8) {}

  private:
    [[nodiscard]] Shell shell() const override { return {true, false, false, true, true}; }
    bool leaving(Actions&) override { return true; }
    void next_pressed(Actions& out) override {
        out.emplace_back(act::EnterCode{std::string(typed_.view())});
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::Canvas& canvas = kit.canvas();
        canvas.block({40, 128, 720, 124}, ui::type::heading, room().theme.ink,
                     text("kiosk.enter-code.title"));
        canvas.block({40, 200, 720, 156}, ui::type::body, room().theme.ink2,
                     text("kiosk.enter-code.hint"));
        const Rect field{40, 380, 720, 140};
        canvas.panel(field, room().theme.surface, room().theme.primary, 5, 16);
        // Grouped as it was handed out: three and three, or four and four.
        std::string shown(typed_.view());
        const std::size_t half = shown.size() > 6 ? 4 : 3;
        if (shown.size() > half) shown.insert(half, 1, ' ');
        {
            const ui::Canvas::Saying typed(canvas, ui::Heard::Typed);
            canvas.label(field.inset(24), ui::type::display, room().theme.primary,
                         ui::in_own_order(room().language, std::move(shown)), ui::Align::Centre);
        }
        const auto press = ui::keypad(kit, {806, 128}, "");
        if (!press) return;
        if (press->what == ui::Pad::Backspace) typed_.backspace();
        if (press->what == ui::Pad::Digit) {
            typed_.append(static_cast<char32_t>(U'0' + press->digit));
        }
        if (!room().note.empty()) out.emplace_back(act::Note{});
    }

    ui::TypedText typed_;
};

}  // namespace

ScreenPtr enter_code_screen(const Room& room) {
    return std::make_unique<EnterCodeScreen>(room);
}

}  // namespace spine::kiosk
