// Look 14: after a teach-back answer. No cross, no "wrong": what the patient chose, and what is
// known; and the page that said so, once more for whoever wants it.
#include <algorithm>

#include "kiosk/page_view.h"
#include "kiosk/page_words.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using information::Page;
using ui::Rect;

namespace {

class ExplanationScreen final : public KioskScreen {
  public:
    explicit ExplanationScreen(const Room& room) : KioskScreen(room), again_(page_read()) {}

  private:
    [[nodiscard]] Shell shell() const override { return shell_beside(reading_); }
    // In large print what was asked and chosen comes first, and what is known after it.
    [[nodiscard]] std::size_t parts(const ui::Canvas& canvas) override {
        const Page* page = again();
        if (reading_ && page != nullptr) return view_.parts(canvas, *page);
        return canvas.large_print() ? 2 : 1;
    }

    // The page that the item names under "read-again"; empty if this patient did not read it.
    [[nodiscard]] std::string page_read() const {
        const session::Step& step = room().walk().step();
        if (step.items.empty()) return {};
        const auto named = step.items.front()->kiosk.find("read-again");
        if (named == step.items.front()->kiosk.end()) return {};
        const auto steps = room().walk().outline();
        const bool read = std::any_of(steps.begin(), steps.end(), [&](const session::Step& one) {
            return one.kind == session::StepKind::Page && one.page == named->second;
        });
        return read ? named->second : std::string();
    }
    // Null if there is none; in the language that is shown now.
    [[nodiscard]] const Page* again() const {
        if (again_.empty()) return nullptr;
        return room().walk().content().library.find(again_, room().language,
                                                    room().walk().age_band());
    }

    [[nodiscard]] std::string chose(const Item& item) const {
        const auto* answer = room().walk().answer_of(item.link_id);
        if (answer == nullptr || answer->values.empty()) return text("kiosk.check.rather-not");
        const std::string words = value_words(room(), item, answer->values.front());
        return ui::fill_in(text("kiosk.check.you-chose"), {{"answer", words}});
    }

    void draw_question_again(const ui::Kit& kit, float w) const {
        const session::Step& step = room().walk().step();
        if (step.items.empty()) return;
        const Item& item = *step.items.front();
        float y = 128;
        {
            const ui::Canvas::Saying own(kit.canvas(), ui::Heard::Own);
            y += kit.canvas().block({40, y, w, kit.canvas().large_print() ? 210.0F : 104.0F},
                                    ui::type::body, room().theme.ink2, chose(item));
        }
        fitted_heading(kit, {40, y + 8, w, 664 - y}, room().theme.ink,
                       question_words(room(), item));
    }

    void draw_read_again(const ui::Kit& kit, const Page& page, Actions& out) {
        view_.draw(kit, page, part());
        if (part() > 0) return;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::back, false, true};
        const std::string& back = text("kiosk.back");
        Rect box = place::back;
        box.w = ui::button_width(kit.canvas(), back, look, box.w);
        if (ui::button(kit, "read-less", box, back, look)) read(false, out);
    }
    void read(bool on, Actions& out) {
        reading_ = on;
        first_part();
        out.emplace_back(act::Turn{});
    }

    // Returns where the words may begin.
    float draw_title(const ui::Kit& kit, const Rect& card, const Page& page) const {
        const float x = card.x + 68;
        kit.canvas().disc({x, 196}, 36, room().theme.tint);
        kit.canvas().icon({x, 196}, 44, ui::icons::bulb, room().theme.chosen_mark);
        const float w = card.w - 145;
        const float h =
            std::max(62.0F, kit.canvas().height_of(w - 7, ui::type::large_label, page.title));
        kit.canvas().block({x + 57, 196 - h / 2, w, h}, ui::type::large_label, room().theme.ink,
                           page.title);
        return std::max(256.0F, 196 + h / 2 + 20);
    }

    void draw_known(const ui::Kit& kit, const Rect& card, Actions& out) {
        const Page* page = room().walk().page();
        if (page == nullptr) return;
        ui::card(kit, card);
        const float top = draw_title(kit, card, *page);
        float bottom = 656;
        if (again() != nullptr) {
            const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::book};
            const Rect box{card.x + 32, 566, card.w - 64, 80};
            if (ui::button(kit, "read-again", box, text("kiosk.check.read-again"), look))
                read(true, out);
            bottom = box.y - 8;
        }
        const Rect inside{card.x + 32, bottom - 80, card.w - 64, 80};
        const float source = draw_source_line(kit, inside, page->source_line);
        const Rect words{inside.x, top, inside.w, bottom - source - 8 - top};
        const auto blocks = all_blocks(*page);
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(kit.canvas(), words, blocks));
    }

    void content(const ui::Kit& kit, Actions& out) override {
        const Page* again_page = again();
        const bool large = kit.canvas().large_print();
        if (reading_ && again_page != nullptr) {
            draw_read_again(kit, *again_page, out);
        } else if (large && part() == 0) {
            draw_question_again(kit, 1200);
        } else {
            if (!large) draw_question_again(kit, 460);
            draw_known(kit, large ? place::content : place::answers, out);
        }
    }

    std::string again_;
    PageView view_;
    bool reading_ = false;
};

}  // namespace

ScreenPtr explanation_screen(const Room& room) {
    return std::make_unique<ExplanationScreen>(room);
}

}  // namespace spine::kiosk
