// Look 02: care and research are two answers, none preset, and research can be no.
#include "kiosk/page_words.h"
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
    [[nodiscard]] Shell shell() const override {
        Shell parts;
        parts.back = parts.next = parts.slot = !reading_;
        return parts;
    }

    // Who, why, how long, rights, how to withdraw: the page that the group names.
    [[nodiscard]] const information::Page* more() const {
        const Item* group = room().walk().step().group;
        if (group == nullptr) return nullptr;
        const auto named = group->kiosk.find("read-more");
        if (named == group->kiosk.end()) return nullptr;
        return room().desk.configuration().library.find(named->second, room().language);
    }

    void draw_more(const ui::Kit& kit) {
        const information::Page& page = *more();
        const float title = fitted_heading(kit, {40, 128, 1200, 62}, room().theme.ink, page.title);
        const Rect words{40, 128 + title + 12, 1200, 544 - title - 12};
        const auto blocks = all_blocks(page);
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(kit.canvas(), words, blocks));
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::back, false, true};
        const std::string& back = text("kiosk.back");
        const float w = ui::button_width(kit.canvas(), back, look, 240);
        if (ui::button(kit, "read-less", {40, 704, w, 80}, back, look)) reading_ = false;
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
        const Rect words{box.x + 28, box.y + 78, box.w - 48, 186};
        fitted_body(kit, words, room().theme.ink, item.help.in(room().language));
        draw_choice(kit, item, {box.x + 24, box.bottom() - 188, box.w - 48, 78}, true, out);
        draw_choice(kit, item, {box.x + 24, box.bottom() - 100, box.w - 48, 78}, false, out);
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (reading_ && more() != nullptr) {
            draw_more(kit);
            return;
        }
        const session::Step& step = room().walk().step();
        const float words_end = draw_read_more(kit);
        if (step.group != nullptr) {
            fitted_heading(kit, {40, 128, words_end - 40, 72}, room().theme.ink,
                           step.group->text.in(room().language));
        }
        float x = 40;
        ui::Icon icon = ui::icons::stethoscope;
        for (const Item* item : step.items) {
            draw_card(kit, *item, {x, 210, 588, 462}, icon, out);
            x += 612;
            icon = ui::icons::chart;
        }
        if (!can_go_back()) draw_back_to_languages(kit, out);
    }

    // Beside the heading; returns where the heading ends.
    float draw_read_more(const ui::Kit& kit) {
        if (more() == nullptr) return 1240;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::book};
        const std::string& words = text("kiosk.consent.read-more");
        const float w = ui::button_width(kit.canvas(), words, look, 240);
        const Rect box{1240 - w, 120, w, 80};
        if (ui::button(kit, "read-more", box, words, look)) reading_ = true;
        return box.x - 12;
    }

    // Who chose a wrong language goes back to them; with answers stored, that is a stop.
    void draw_back_to_languages(const ui::Kit& kit, Actions& out) const {
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::back, false, true};
        const std::string& words = text("kiosk.back");
        Rect box = place::back;
        box.w = ui::button_width(kit.canvas(), words, look, box.w);
        if (!ui::button(kit, "back-to-languages", box, words, look)) return;
        out.emplace_back(act::AskStop{});
        if (room().desk.code().empty()) out.emplace_back(act::Stop{session::Stop::Delete});
    }

    bool reading_ = false;
};

}  // namespace

ScreenPtr consent_screen(const Room& room) {
    return std::make_unique<ConsentScreen>(room);
}

}  // namespace spine::kiosk
