// The disk has no room for a patient's answers: said kindly in every language of the clinic, since
// nobody has chosen one, and to staff in the clinic's own. It goes by itself.
#include <algorithm>
#include <array>

#include "kiosk/screens/screens.h"
#include "kiosk/staff_lock.h"
#include "ui/language.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

// The clinic's own language comes first and largest.
struct Sizes {
    ui::Style own, other, tell;
    float gap;
};
constexpr std::array one_below_the_other{
    Sizes{ui::type::heading, ui::type::body, ui::type::strong, 32},
    Sizes{ui::type::strong, ui::type::body, ui::type::strong, 16}};
// Where there are too many for that, all but the clinic's own stand in two columns.
constexpr Sizes in_columns(float em, float leading, float gap) {
    return {
        ui::type::strong, {ui::Weight::Regular, em, leading}, {ui::Weight::Bold, em, leading}, gap};
}
constexpr std::array sizes_in_columns{
    in_columns(41, 48, 16), in_columns(36, 42, 16), in_columns(33, 39, 14), in_columns(30, 36, 12),
    in_columns(28, 34, 8),  in_columns(26, 32, 8),  in_columns(24, 30, 6)};

constexpr Rect beside_picture{400, 64, 840, 696}, beside_nothing{40, 40, 1200, 720};
constexpr float card_inset = 28, first_line_h = 40, between = 32, small_picture = 60;

class NoRoomScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // What of `place` is left under Listen.
    [[nodiscard]] Rect under_listen(const Rect& place) const {
        if (tools().listen.w <= 0) return place;
        const float y = std::max(place.y, 96.0F);
        return {place.x, y, place.w, place.bottom() - y};
    }

    // What is said in one language, within the width of `box` from its top; returns the height.
    float draw_said(const ui::Kit& kit, const Rect& box, const ui::Style& words,
                    const ui::Style& tell, const std::string& language, bool for_real) const {
        float y = box.y;
        const auto add = [&](const ui::Style& style, ui::Color color, std::string_view key) {
            const std::string said =
                ui::in_its_direction(room().language, language, room().strings.get(language, key));
            const float h = kit.canvas().height_of(box.w, style, said);
            const ui::Canvas::Saying heard(kit.canvas(), language);
            if (for_real) kit.canvas().block({box.x, y, box.w, h}, style, color, said);
            y += h;
        };
        add(words, room().theme.ink, "kiosk.no-room.words");
        add(tell, room().theme.primary, "kiosk.no-room.tell");
        return y - box.y;
    }

    // The words of all languages, one below the other; returns the height.
    float draw_words(const ui::Kit& kit, float top, const Sizes& size, bool for_real) const {
        Rect box = beside_picture;
        box.y = top;
        for (std::size_t i = 0; i < room().offered.size(); ++i) {
            if (i > 0) box.y += size.gap;
            box.y += draw_said(kit, box, i == 0 ? size.own : size.other, size.tell,
                               room().offered[i], for_real);
        }
        return box.y - top;
    }

    // The clinic's own across the top, the others in two columns under it; returns the height.
    float draw_columns(const ui::Kit& kit, const Sizes& size, bool for_real) const {
        const Rect place = under_listen(beside_nothing);
        Rect box = place;
        box.w -= 2 * small_picture + 80;
        const float own = draw_said(kit, box, size.own, size.own, room().offered.front(), for_real);
        box.y += std::max(own, 2 * small_picture);
        box.w = (place.w - between) / 2;
        for (std::size_t i = 1; i < room().offered.size(); i += 2) {
            box.y += size.gap;
            float h = 0;
            for (std::size_t column = 0; column < 2 && i + column < room().offered.size();
                 ++column) {
                box.x = place.x + (box.w + between) * static_cast<float>(column);
                h = std::max(h, draw_said(kit, box, size.other, size.tell,
                                          room().offered[i + column], for_real));
            }
            box.y += h;
        }
        return box.y - place.y;
    }

    // From the bottom of `place` up; returns where it begins.
    float draw_for_staff(const ui::Kit& kit, const Rect& place, bool for_real) const {
        ui::Canvas& canvas = kit.canvas();
        const float w = place.w - 2 * card_inset;
        const std::string& words = text("kiosk.no-room.staff");
        std::string head = text("kiosk.fault.for-staff");
        if (!room().tablet_name.empty()) head.append(" · ").append(room().tablet_name);
        const std::string phone = ui::in_own_order(room().language, room().settings().desk_phone);
        const float head_w = w - canvas.width_of(ui::type::small_strong, phone) - 16;
        const float head_h = canvas.height_of(head_w, ui::type::small_strong, head);
        const float words_h = canvas.height_of(w, ui::type::small, words);
        const float h = head_h + words_h + 24;
        const Rect card{place.x, place.bottom() - h, place.w, h};
        if (!for_real) return card.y;
        ui::card(kit, card);
        const Rect line{place.x + card_inset, card.y + 12, w, first_line_h};
        canvas.block({line.x, line.y, head_w, head_h}, ui::type::small_strong, kit.theme.ink2,
                     head);
        canvas.label(line, ui::type::small_strong, kit.theme.ink, phone, ui::Align::End);
        canvas.block({line.x, line.y + head_h, w, words_h}, ui::type::small, kit.theme.ink, words);
        return card.y;
    }

    void draw_picture(const ui::Kit& kit, ui::Point at, float radius) const {
        kit.canvas().disc(at, radius, kit.theme.sand);
        kit.canvas().icon(at, radius * 0.93F, ui::icons::sand_timer, kit.theme.ink);
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (lock_.draw(kit, room())) out.emplace_back(act::AskStaff{});
        const Rect place = under_listen(beside_picture);
        const float bottom = draw_for_staff(kit, place, false) - 24;
        const auto fits = [&](const Sizes& size) {
            return draw_words(kit, 0, size, false) <= bottom - place.y;
        };
        const auto* const found =
            std::find_if(one_below_the_other.begin(), one_below_the_other.end(), fits);
        if (found == one_below_the_other.end()) {
            draw_many(kit);
            return;
        }
        draw_picture(kit, {200, 316}, 140);
        draw_for_staff(kit, place, true);
        const float h = draw_words(kit, 0, *found, false);
        const float last = std::max(place.y, bottom - h);
        draw_words(kit, std::clamp(316 - h / 2, place.y, last), *found, true);
    }

    void draw_many(const ui::Kit& kit) const {
        const Rect place = under_listen(beside_nothing);
        draw_picture(kit, {place.right() - small_picture, place.y + small_picture}, small_picture);
        // Beside the lock, where there is one.
        const float beside = room().can_serve() ? StaffLock::place.w + 16 : 0;
        const Rect card{place.x + beside, place.y, place.w - beside, place.h};
        const float room_h = draw_for_staff(kit, card, true) - 24 - place.y;
        const auto fits = [&](const Sizes& size) {
            return draw_columns(kit, size, false) <= room_h;
        };
        const auto* const found =
            std::find_if(sizes_in_columns.begin(), sizes_in_columns.end(), fits);
        draw_columns(kit, found == sizes_in_columns.end() ? sizes_in_columns.back() : *found, true);
    }

    StaffLock lock_;
};

}  // namespace

ScreenPtr no_room_screen(const Room& room) {
    return std::make_unique<NoRoomScreen>(room);
}

}  // namespace spine::kiosk
