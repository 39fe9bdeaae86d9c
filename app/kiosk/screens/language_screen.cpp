// Another language in the middle of a walk: each in its own name, the one that is shown now filled
// and ticked. What stood on the screen comes back as it was, in the language that was chosen.
#include <algorithm>

#include "kiosk/language_button.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr std::size_t boxes_a_column = 4;
constexpr float box_gap = 16, first_box_y = 212, box_h = 104;

class LanguageScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, true, false, false, false}; }
    [[nodiscard]] bool can_go_back() const override { return true; }
    void back_pressed(Actions& out) override { out.emplace_back(act::GoOn{}); }

    // Two columns; where eight are not enough, as many as it takes.
    [[nodiscard]] Rect box_of(std::size_t index) const {
        const std::size_t columns =
            std::max<std::size_t>(2, (room().offered.size() + boxes_a_column - 1) / boxes_a_column);
        const float w = (1200 + box_gap) / static_cast<float>(columns) - box_gap;
        const std::size_t row = index / columns, column = index % columns;
        return {40 + (w + box_gap) * static_cast<float>(column),
                first_box_y + (box_h + box_gap) * static_cast<float>(row), w, box_h};
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::Canvas& canvas = kit.canvas();
        canvas.icon({66, 159}, 52, ui::icons::languages, room().theme.primary);
        const float h = canvas.size_of(ui::type::heading).leading;
        fitted_heading(kit, {112, 159 - h / 2, 1128, h}, room().theme.ink,
                       text("kiosk.choose-language"));
        for (std::size_t i = 0; i < room().offered.size(); ++i) {
            const bool shown = room().offered[i] == room().language;
            const Rect box = box_of(i);
            if (language_button(kit, room(), room().offered[i], box,
                                shown ? ui::Rank::Primary : ui::Rank::Secondary))
                out.emplace_back(act::Language{room().offered[i]});
            if (!shown) continue;
            canvas.icon({box.x + 44, box.centre().y}, 46, ui::icons::check,
                        room().theme.on_primary);
        }
    }
};

}  // namespace

ScreenPtr language_screen(const Room& room) {
    return std::make_unique<LanguageScreen>(room);
}

}  // namespace spine::kiosk
