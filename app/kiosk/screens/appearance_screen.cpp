// Look 20: text and colours. What is chosen works at once; each choice looks as what it brings.
#include "kiosk/screens/screens.h"
#include "ui/widgets/row.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class AppearanceScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return listen_alone; }

    void draw_text(const ui::Kit& kit, Actions& out) const {
        fitted_heading(kit, {40, 120, 1200, 77}, room().theme.ink, text("kiosk.appearance.text"));
        ui::RowLook look;
        look.as = ui::Print::Normal;
        look.chosen = room().print == ui::Print::Normal;
        if (ui::row(kit, "print:normal", {40, 202, 592, 170}, text("kiosk.appearance.normal"),
                    look))
            out.emplace_back(act::Print{ui::Print::Normal});
        look.as = ui::Print::Large;
        look.chosen = room().print == ui::Print::Large;
        if (ui::row(kit, "print:large", {648, 202, 592, 170}, text("kiosk.appearance.large"), look))
            out.emplace_back(act::Print{ui::Print::Large});
    }

    // Each in its own colours.
    void draw_colours(const ui::Kit& kit, Actions& out) const {
        fitted_heading(kit, {40, 388, 1200, 77}, room().theme.ink,
                       text("kiosk.appearance.colours"));
        for (const bool strong : {false, true}) {
            const ui::KioskTheme theme = strong ? ui::kiosk_strong() : ui::kiosk_calm();
            const ui::Kit in_them{kit.frame, theme};
            ui::RowLook look;
            look.chosen = room().strong == strong;
            const Rect box{strong ? 648.0F : 40.0F, 470, 592, 170};
            const std::string_view word = strong ? "kiosk.colours.strong" : "kiosk.colours.calm";
            const std::string_view key = strong ? "colours:strong" : "colours:calm";
            if (ui::row(in_them, key, box, text(word), look))
                out.emplace_back(act::Colours{strong});
        }
    }

    // In Back's place: what is read aloud.
    void draw_aloud(const ui::Kit& kit, Actions& out) const {
        if (!room().can_listen) return;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::loudspeaker};
        const std::string& words = text("kiosk.aloud.title");
        const float w = ui::button_width(kit.canvas(), words, look, 300);
        if (ui::button(kit, "aloud", {40, 704, w, 80}, words, look))
            out.emplace_back(act::AskAloud{});
    }

    void content(const ui::Kit& kit, Actions& out) override {
        draw_title(kit, text("kiosk.appearance.title"));
        draw_text(kit, out);
        draw_colours(kit, out);
        draw_aloud(kit, out);
        const ui::ButtonLook look{ui::Rank::Primary, ui::icons::check, true};
        const std::string& words = text("kiosk.appearance.done");
        const float w = ui::button_width(kit.canvas(), words, look, 300);
        if (ui::button(kit, "appearance-done", {1240 - w, 704, w, 80}, words, look))
            out.emplace_back(act::GoOn{});
    }
};

}  // namespace

ScreenPtr appearance_screen(const Room& room) {
    return std::make_unique<AppearanceScreen>(room);
}

}  // namespace spine::kiosk
