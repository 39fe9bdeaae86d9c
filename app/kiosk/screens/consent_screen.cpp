// Look 02: care and research are two answers, none preset, and research can be no.
#include <algorithm>

#include "kiosk/page_view.h"
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
    [[nodiscard]] Shell shell() const override { return shell_beside(reading_); }
    // In large print care comes first, and research after it.
    [[nodiscard]] std::size_t parts(const ui::Canvas& canvas) override {
        if (reading_ && more() != nullptr) return view_.parts(canvas, *more());
        const std::size_t items = room().walk().step().items.size();
        return canvas.large_print() ? std::max<std::size_t>(items, 1) : 1;
    }
    bool leaving_part(Actions& out) override {
        if (reading_) return true;
        const Item& item = *room().walk().step().items.at(part());
        if (item.read_only || room().walk().answer_of(item.link_id) != nullptr) return true;
        out.emplace_back(act::Note{"kiosk.note.choose"});
        return false;
    }

    // Who, why, how long, rights, how to withdraw: the page that the group names.
    [[nodiscard]] const information::Page* more() const {
        const Item* group = room().walk().step().group;
        if (group == nullptr) return nullptr;
        const auto named = group->kiosk.find("read-more");
        if (named == group->kiosk.end()) return nullptr;
        return room().desk.configuration().library.find(named->second, room().language);
    }

    void draw_more(const ui::Kit& kit, Actions& out) {
        view_.draw(kit, *more(), part());
        if (part() > 0) return;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::back, false, true};
        const std::string& back = text("kiosk.back");
        const float w = ui::button_width(kit.canvas(), back, look, 240);
        if (ui::button(kit, "read-less", {40, 704, w, 80}, back, look)) read(false, out);
    }
    void read(bool on, Actions& out) {
        reading_ = on;
        first_part();
        out.emplace_back(act::Turn{});
    }

    void draw_choice(const ui::Kit& kit, const Item& item, const Rect& box, bool value,
                     Actions& out) const {
        ui::RowLook look;
        look.chosen = is_chosen(room(), item, value);
        look.on = !item.read_only;
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
        const Rect words{box.x + 28, box.y + 78, box.w - 48, box.h - 276};
        fitted_body(kit, words, room().theme.ink, item.help.in(room().language));
        draw_choice(kit, item, {box.x + 24, box.bottom() - 188, box.w - 48, 78}, true, out);
        draw_choice(kit, item, {box.x + 24, box.bottom() - 100, box.w - 48, 78}, false, out);
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (reading_ && more() != nullptr) {
            draw_more(kit, out);
            return;
        }
        const session::Step& step = room().walk().step();
        const float words_end = draw_read_more(kit, out);
        const bool large = kit.canvas().large_print();
        const Rect heading{40, large ? 126.0F : 128.0F, words_end - 40, large ? 144.0F : 72.0F};
        float used = 0;
        if (step.group != nullptr) {
            used = fitted_heading(kit, heading, room().theme.ink,
                                  step.group->text.in(room().language));
        }
        draw_cards(kit, std::max(210.0F, heading.y + used + 8), out);
    }

    void draw_cards(const ui::Kit& kit, float top, Actions& out) const {
        const auto& items = room().walk().step().items;
        const bool one_a_part = kit.canvas().large_print();
        float x = 40;
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (one_a_part && i != part()) continue;
            const ui::Icon icon = i == 0 ? ui::icons::stethoscope : ui::icons::chart;
            const Rect box{x, top, one_a_part ? 1200.0F : 588.0F, 672 - top};
            draw_card(kit, *items[i], box, icon, out);
            x += 612;
        }
    }

    // Beside the heading; returns where the heading ends.
    float draw_read_more(const ui::Kit& kit, Actions& out) {
        if (more() == nullptr) return 1240;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::book};
        const std::string& words = text("kiosk.consent.read-more");
        const float w = ui::button_width(kit.canvas(), words, look, 240);
        const Rect box{1240 - w, 120, w, 80};
        if (ui::button(kit, "read-more", box, words, look)) read(true, out);
        return box.x - 12;
    }

    // Who chose a wrong language goes back to them; with answers stored, that is a stop.
    [[nodiscard]] bool can_go_back() const override { return true; }
    void back_pressed(Actions& out) override {
        if (KioskScreen::can_go_back()) return KioskScreen::back_pressed(out);
        out.emplace_back(act::AskStop{});
        if (room().desk.code().empty()) out.emplace_back(act::Stop{session::Stop::Delete});
    }

    PageView view_;
    bool reading_ = false;
};

}  // namespace

ScreenPtr consent_screen(const Room& room) {
    return std::make_unique<ConsentScreen>(room);
}

}  // namespace spine::kiosk
