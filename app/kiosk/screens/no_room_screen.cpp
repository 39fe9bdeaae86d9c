// The disk has no room for a patient's answers: said kindly in every language of the clinic, since
// nobody has chosen one, and to staff in the clinic's own. It goes by itself.
#include <algorithm>
#include <array>

#include "config/languages.h"
#include "kiosk/screens/screens.h"
#include "ui/language.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

// The clinic's own language comes first and largest; in small steps where there are many.
struct Sizes {
    ui::Style own, other, tell;
    float gap;
};
constexpr std::array sizes{
    Sizes{ui::type::heading, ui::type::body, ui::type::strong, 32},
    Sizes{ui::type::strong, ui::type::body, ui::type::strong, 16},
    Sizes{ui::type::small_strong, ui::type::small, ui::type::small_strong, 8},
    Sizes{
        {ui::Weight::Bold, 26, 32}, {ui::Weight::Regular, 24, 30}, {ui::Weight::Bold, 24, 30}, 6}};

constexpr float left = 400, width = 840, padding = 28, line_h = 40;

class NoRoomScreen final : public KioskScreen {
  public:
    explicit NoRoomScreen(const Room& room)
        : KioskScreen(room), languages_(config::offered_languages(room.desk.configuration())) {}

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // The words of all languages, one below the other; returns the height.
    float draw_words(const ui::Kit& kit, float top, const Sizes& size, bool for_real) const {
        const ui::Canvas& measure = kit.canvas();
        float y = top;
        const auto add = [&](const ui::Style& style, ui::Color color, const std::string& language,
                             std::string_view key) {
            const std::string words =
                ui::in_its_direction(room().language, language, room().strings.get(language, key));
            const float h = measure.height_of(width, style, words);
            const ui::Canvas::Saying said(kit.canvas(), language);
            if (for_real) kit.canvas().block({left, y, width, h}, style, color, words);
            y += h;
        };
        for (std::size_t i = 0; i < languages_.size(); ++i) {
            if (i > 0) y += size.gap;
            add(i == 0 ? size.own : size.other, room().theme.ink, languages_[i],
                "kiosk.no-room.words");
            add(size.tell, room().theme.primary, languages_[i], "kiosk.no-room.tell");
        }
        return y - top;
    }

    // From the bottom up; returns where it begins.
    float draw_for_staff(const ui::Kit& kit) const {
        ui::Canvas& canvas = kit.canvas();
        const float w = width - 2 * padding;
        const std::string& words = text("kiosk.no-room.staff");
        std::string head = text("kiosk.fault.for-staff");
        if (!room().tablet_name.empty()) head.append(" · ").append(room().tablet_name);
        const std::string phone = ui::in_own_order(room().language, room().settings().desk_phone);
        const float head_w = w - canvas.width_of(ui::type::small_strong, phone) - 16;
        const float head_h = canvas.height_of(head_w, ui::type::small_strong, head);
        const float words_h = canvas.height_of(w, ui::type::small, words);
        const float h = head_h + words_h + 24;
        const Rect card{left, 760 - h, width, h};
        ui::card(kit, card);
        const Rect line{left + padding, card.y + 12, w, line_h};
        canvas.block({line.x, line.y, head_w, head_h}, ui::type::small_strong, kit.theme.ink2,
                     head);
        canvas.label(line, ui::type::small_strong, kit.theme.ink, phone, ui::Align::End);
        canvas.block({line.x, line.y + head_h, w, words_h}, ui::type::small, kit.theme.ink, words);
        return card.y;
    }

    void content(const ui::Kit& kit, Actions&) override {
        ui::Canvas& canvas = kit.canvas();
        canvas.disc({200, 316}, 140, kit.theme.sand);
        canvas.icon({200, 316}, 130, ui::icons::sand_timer, kit.theme.ink);
        const float bottom = draw_for_staff(kit) - 24;
        const float top = listen_box(canvas).w > 0 ? 96 : 64;
        const auto fits = [&](const Sizes& size) {
            return draw_words(kit, 0, size, false) <= bottom - top;
        };
        const auto* const found = std::find_if(sizes.begin(), sizes.end(), fits);
        const Sizes& size = found == sizes.end() ? sizes.back() : *found;
        const float h = draw_words(kit, 0, size, false);
        draw_words(kit, std::clamp(316 - h / 2, top, std::max(top, bottom - h)), size, true);
    }

    std::vector<std::string> languages_;
};

}  // namespace

ScreenPtr no_room_screen(const Room& room) {
    return std::make_unique<NoRoomScreen>(room);
}

}  // namespace spine::kiosk
