// Look 02: care and research are two answers, none preset, and research can be no.
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class ConsentScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] std::string_view hint() const override { return text("kiosk.consent.hint"); }

    void draw_choice(const ui::Kit& kit, const Item& item, const Rect& box, bool value,
                     Actions& out) const {
        ui::RowLook look;
        look.chosen = is_chosen(room(), item, value);
        const std::string key = "answer:" + item.link_id + (value ? ":yes" : ":no");
        if (ui::row(kit, key, box, text(value ? "kiosk.yes" : "kiosk.no"), look)) {
            out.emplace_back(act::Answer{item.link_id, {{value}, false}});
        }
    }

    void draw_card(const ui::Kit& kit, const Item& item, const Rect& box, ui::Icon icon,
                   Actions& out) const {
        ui::card(kit, box);
        ui::card_heading(kit, {box.x + 28, box.y + 20, box.w - 56, 60}, icon,
                         item.text.in(room().language));
        const Rect words{box.x + 28, box.y + 90, box.w - 48, 178};
        fitted_body(kit, words, room().theme.ink, item.help.in(room().language));
        draw_choice(kit, item, {box.x + 24, box.bottom() - 188, box.w - 48, 78}, true, out);
        draw_choice(kit, item, {box.x + 24, box.bottom() - 100, box.w - 48, 78}, false, out);
    }

    void content(const ui::Kit& kit, Actions& out) override {
        const session::Step& step = room().walk().step();
        if (step.group != nullptr) {
            fitted_heading(kit, {40, 128, 1200, 72}, room().theme.ink,
                           step.group->text.in(room().language));
        }
        float x = 40;
        ui::Icon icon = ui::icons::stethoscope;
        for (const Item* item : step.items) {
            draw_card(kit, *item, {x, 210, 588, 462}, icon, out);
            x += 612;
            icon = ui::icons::chart;
        }
    }
};

}  // namespace

ScreenPtr consent_screen(const Room& room) {
    return std::make_unique<ConsentScreen>(room);
}

}  // namespace spine::kiosk
