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
    [[nodiscard]] Shell shell() const override {
        Shell parts;
        parts.back = parts.next = parts.slot = !reading_;
        return parts;
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

    void draw_question_again(const ui::Kit& kit) const {
        const session::Step& step = room().walk().step();
        if (step.items.empty()) return;
        const Item& item = *step.items.front();
        float y = 128;
        {
            const ui::Canvas::Saying own(kit.canvas(), ui::Heard::Own);
            y += kit.canvas().block({40, y, 460, 104}, ui::type::body, room().theme.ink2,
                                    chose(item));
        }
        fitted_heading(kit, {40, y + 8, 460, 664 - y}, room().theme.ink,
                       question_words(room(), item));
    }

    // Returns where the words may begin.
    float draw_title(const ui::Kit& kit, const Page& page) const {
        kit.canvas().disc({608, 196}, 36, room().theme.tint);
        kit.canvas().icon({608, 196}, 44, ui::icons::bulb, room().theme.chosen_mark);
        const float h =
            std::max(62.0F, kit.canvas().height_of(548, ui::type::large_label, page.title));
        kit.canvas().block({665, 196 - h / 2, 555, h}, ui::type::large_label, room().theme.ink,
                           page.title);
        return std::max(256.0F, 196 + h / 2 + 20);
    }

    void content(const ui::Kit& kit, Actions&) override {
        const Page* again_page = again();
        if (reading_ && again_page != nullptr) {
            draw_page(kit, *again_page, people_);
            const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::back, false, true};
            const std::string& back = text("kiosk.back");
            const float w = ui::button_width(kit.canvas(), back, look, place::back.w);
            Rect box = place::back;
            box.w = w;
            if (ui::button(kit, "read-less", box, back, look)) reading_ = false;
            return;
        }
        draw_question_again(kit);
        const Page* page = room().walk().page();
        if (page == nullptr) return;
        ui::card(kit, place::answers);
        const float top = draw_title(kit, *page);
        float bottom = 656;
        if (again_page != nullptr) {
            const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::book};
            const Rect box{572, 566, 636, 80};
            if (ui::button(kit, "read-again", box, text("kiosk.check.read-again"), look)) {
                reading_ = true;
            }
            bottom = box.y - 8;
        }
        const float source = draw_source_line(kit, {572, bottom - 80, 636, 80}, page->source_line);
        const Rect words{572, top, 636, bottom - source - 8 - top};
        const auto blocks = all_blocks(*page);
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(kit.canvas(), words, blocks));
    }

    std::string again_;
    ui::Stamp people_;
    bool reading_ = false;
};

}  // namespace

ScreenPtr explanation_screen(const Room& room) {
    return std::make_unique<ExplanationScreen>(room);
}

}  // namespace spine::kiosk
