// Look 16: the code on a screen of its own after consent, after "stop and keep", and at the end.
#include "kiosk/screens/screens.h"
#include "ui/widgets/card.h"
#include "ui/widgets/code_tiles.h"

namespace spine::kiosk {

namespace {

float centred(const ui::Kit& kit, float y, const ui::Style& style, std::string_view words) {
    const float h = kit.canvas().height_of(1200, style, words);
    kit.canvas().block({40, y, 1200, h}, style, kit.theme.ink, words, ui::Align::Centre);
    return h;
}

// "Say it out loud": what Listen leaves out is said on purpose. In Back's place, or beside it.
void draw_say_aloud(const ui::Kit& kit, const Room& room, bool beside_back, Actions& out) {
    if (!room.can_listen || room.desk.code().empty()) return;
    float after = place::back.x;
    if (beside_back) {
        const ui::ButtonLook back{ui::Rank::Secondary, ui::icons::back, false, true};
        after += 20 + ui::button_width(kit.canvas(), room.text("kiosk.back"), back, place::back.w);
    }
    const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::loudspeaker};
    const std::string& words = room.text("kiosk.code.say-aloud");
    const float w = ui::button_width(kit.canvas(), words, look, 240);
    if (ui::button(kit, "say-code", {after, 704, w, 80}, words, look))
        out.emplace_back(act::SayCode{});
}

// Title, tiles, and two lines under them.
void draw_code(const ui::Kit& kit, const Room& room, std::string_view title,
               std::string_view strong, std::string_view plain) {
    ui::hills(kit, false);
    ui::Style style = ui::type::big_heading;
    while (style.em > ui::type::body.em && kit.canvas().width_of(style, title) > 1200)
        style.em -= 1;
    centred(kit, 140, style, title);
    ui::code_tiles(kit, 230, room.desk.code());
    ui::Style first = ui::type::strong, second = ui::type::body;
    const float needed =
        kit.canvas().height_of(1200, first, strong) + kit.canvas().height_of(1200, second, plain);
    if (464 + needed > 690) first.large = second.large = 1;
    const float used = centred(kit, 464, first, strong);
    centred(kit, 470 + used, second, plain);
}

class CodeScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {true, true, true, true, false}; }
    void content(const ui::Kit& kit, Actions& out) override {
        draw_code(kit, room(), text("kiosk.code.title"), text("kiosk.code.keep"),
                  text("kiosk.code.write-down"));
        draw_say_aloud(kit, room(), can_go_back(), out);
    }
};

// The end of a walk and of a session that was stopped: one button, and the screen is cleared.
class LastScreen final : public KioskScreen {
  public:
    LastScreen(const Room& room, bool stopped) : KioskScreen(room), stopped_(stopped) {}

  private:
    [[nodiscard]] Shell shell() const override {
        return {false, !stopped_, !stopped_, false, false};
    }
    void content(const ui::Kit& kit, Actions& out) override {
        if (room().desk.code().empty()) {
            ui::hills(kit, true);
            centred(kit, 200, ui::type::display, text("kiosk.code.thanks"));
            centred(kit, 420, ui::type::body, text("kiosk.code.nothing-stored"));
        } else if (stopped_) {
            draw_code(kit, room(), text("kiosk.code.title"), text("kiosk.code.stopped"),
                      text("kiosk.code.write-down"));
        } else {
            draw_code(kit, room(), text("kiosk.code.say"), text("kiosk.code.one-at-a-time"),
                      text("kiosk.code.write-down"));
        }
        draw_say_aloud(kit, room(), !stopped_ && can_go_back(), out);
        const ui::ButtonLook look{ui::Rank::Primary, ui::icons::check, true};
        const std::string& words = text("kiosk.code.finished");
        const float w = ui::button_width(kit.canvas(), words, look, 400);
        if (!ui::button(kit, "finished", {1240 - w, 704, w, 80}, words, look)) return;
        if (stopped_) {
            out.emplace_back(act::Done{});
        } else {
            out.emplace_back(act::Finish{});
        }
    }

    bool stopped_;
};

}  // namespace

ScreenPtr code_screen(const Room& room) {
    return std::make_unique<CodeScreen>(room);
}
ScreenPtr stopped_screen(const Room& room) {
    return std::make_unique<LastScreen>(room, true);
}
ScreenPtr finished_screen(const Room& room) {
    return std::make_unique<LastScreen>(room, false);
}

}  // namespace spine::kiosk
