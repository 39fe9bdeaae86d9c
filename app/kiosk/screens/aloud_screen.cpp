// What is read aloud without being asked for, how fast and how loud. What is chosen works at once.
#include <array>

#include "kiosk/screens/screens.h"
#include "ui/widgets/row.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

struct Choice {
    config::Reads reads;
    std::string_view key, words;
};
constexpr std::array choices{
    Choice{config::Reads::Asked, "reads:asked", "kiosk.aloud.asked"},
    Choice{config::Reads::Always, "reads:always", "kiosk.aloud.always"},
    Choice{config::Reads::ByTouch, "reads:by-touch", "kiosk.aloud.by-touch"}};

class AloudScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return listen_alone; }

    void draw_reads(const ui::Kit& kit, Actions& out) const {
        Rect box{40, 128, 692, 172};
        for (const Choice& choice : choices) {
            ui::RowLook look;
            look.chosen = room().reads == choice.reads;
            if (ui::row(kit, choice.key, box, text(choice.words), look))
                out.emplace_back(act::Reads{choice.reads});
            box.y += 184;
        }
    }

    // Two buttons under a heading, one below the other.
    void draw_pair(const ui::Kit& kit, float y, std::string_view heading,
                   std::array<std::pair<std::string_view, act::Voice>, 2> pair,
                   Actions& out) const {
        fitted_heading(kit, {772, y, 468, 70}, room().theme.ink, text(heading));
        y += 76;
        for (const auto& [name, change] : pair) {
            ui::ButtonLook look{ui::Rank::Secondary, 0};
            const std::string& words = text("kiosk.aloud." + std::string(name));
            while (look.style.em > 30 && ui::button_width(kit.canvas(), words, look, 0) > 468)
                look.style.em -= 1;
            if (ui::button(kit, "voice:" + std::string(name), {772, y, 468, 88}, words, look))
                out.emplace_back(act::ChangeVoice{change});
            y += 96;
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        draw_title(kit, text("kiosk.aloud.title"));
        draw_reads(kit, out);
        draw_pair(kit, 120, "kiosk.aloud.speed",
                  {{{"slower", act::Voice::Slower}, {"faster", act::Voice::Faster}}}, out);
        draw_pair(kit, 400, "kiosk.aloud.volume",
                  {{{"softer", act::Voice::Softer}, {"louder", act::Voice::Louder}}}, out);
        const ui::ButtonLook look{ui::Rank::Primary, ui::icons::check, true};
        const std::string& words = text("kiosk.appearance.done");
        const float w = ui::button_width(kit.canvas(), words, look, 300);
        if (ui::button(kit, "aloud-done", {1240 - w, 704, w, 80}, words, look))
            out.emplace_back(act::GoOn{});
    }
};

}  // namespace

ScreenPtr aloud_screen(const Room& room) {
    return std::make_unique<AloudScreen>(room);
}

}  // namespace spine::kiosk
