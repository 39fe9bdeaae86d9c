// Look 01: the languages that the clinic offers, its own first; "I have a code" for the return.
#include <algorithm>

#include "kiosk/language_button.h"
#include "kiosk/screens/screens.h"
#include "kiosk/staff_lock.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class WelcomeScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // "Velkommen · Welcome": the clinic's language first, the next one beside it.
    void draw_pair(const ui::Kit& kit, const Rect& box, std::string_view key, const ui::Style& own,
                   const ui::Style& other) const {
        ui::Canvas& canvas = kit.canvas();
        const std::string first = words_in(room(), room().offered.front(), key);
        const bool bold = own.weight == ui::Weight::Bold;
        const float w = canvas.width_of(own, first);
        {
            const ui::Canvas::Saying said(canvas, room().offered.front());
            canvas.label({box.x, box.y, w, box.h}, own, bold ? room().theme.ink : room().theme.ink2,
                         first);
        }
        if (room().offered.size() < 2) return;
        const ui::Canvas::Saying said(canvas, room().offered[1]);
        const std::string rest = " · " + words_in(room(), room().offered[1], key);
        canvas.label({box.x + w, box.y, box.w - w, box.h}, other, room().theme.ink2, rest);
    }

    // The first language is twice as wide and filled; four columns of 288 and gaps of 16.
    void draw_languages(const ui::Kit& kit, Actions& out) const {
        int column = 0;
        float y = 312;
        for (const std::string& language : room().offered) {
            const bool own = language == room().offered.front();
            const int span = own ? 2 : 1;
            if (column + span > 4) column = 0, y += 120;
            const Rect box{40 + 304 * static_cast<float>(column), y,
                           288 + 304 * static_cast<float>(span - 1), 104};
            column += span;
            if (language_button(kit, room(), language, box,
                                own ? ui::Rank::Primary : ui::Rank::Secondary))
                out.emplace_back(act::Start{language, false});
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::hills(kit, true);
        draw_pair(kit, {40, 134, 1200, 90}, "kiosk.welcome", ui::type::display,
                  ui::type::display_light);
        draw_pair(kit, {40, 234, 1200, 52}, "kiosk.choose-language", ui::type::body,
                  ui::type::body);
        draw_languages(kit, out);
        if (room().reads == config::Reads::ByTouch)
            fitted_body(kit, {144, 560, 1096, 110}, room().theme.ink,
                        text("kiosk.aloud.explained"));
        if (lock_.draw(kit, room())) out.emplace_back(act::AskStaff{});
        if (!room().desk.has_after_visit()) return;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::key, false, false,
                                  ui::type::strong};
        const std::string& words = text("kiosk.have-code");
        const float w = ui::button_width(kit.canvas(), words, look, 440);
        if (ui::button(kit, "have-code", {1240 - w, 704, w, 80}, words, look)) {
            out.emplace_back(act::Start{room().offered.front(), true});
        }
    }

    StaffLock lock_;
};

}  // namespace

ScreenPtr welcome_screen(const Room& room) {
    return std::make_unique<WelcomeScreen>(room);
}

}  // namespace spine::kiosk
