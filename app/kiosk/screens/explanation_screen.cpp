// Look 14: after a teach-back answer. No cross, no "wrong": what the patient chose, and what is
// known.
#include "kiosk/page_words.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class ExplanationScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    [[nodiscard]] std::string chose(const Item& item) const {
        const auto* answer = room().walk().answer_of(item.link_id);
        if (answer == nullptr || answer->values.empty()) return text("kiosk.check.rather-not");
        const std::string words = value_words(room(), item, answer->values.front());
        return ui::fill_in(text("kiosk.check.you-chose"), {{"answer", words}});
    }

    void content(const ui::Kit& kit, Actions&) override {
        const session::Step& step = room().walk().step();
        if (!step.items.empty()) {
            const Item& item = *step.items.front();
            float y = 128;
            y += kit.canvas().block({40, y, 460, 104}, ui::type::body, room().theme.ink2,
                                    chose(item));
            fitted_heading(kit, {40, y + 8, 460, 664 - y}, room().theme.ink,
                           question_words(room(), item));
        }
        const information::Page* page = room().walk().page();
        if (page == nullptr) return;
        ui::card(kit, place::answers);
        kit.canvas().disc({608, 196}, 36, room().theme.tint);
        kit.canvas().icon({608, 196}, 44, ui::icons::bulb, room().theme.primary);
        const float h =
            std::max(62.0F, kit.canvas().height_of(548, ui::type::large_label, page->title));
        kit.canvas().block({665, 196 - h / 2, 555, h}, ui::type::large_label, room().theme.ink,
                           page->title);
        const float top = std::max(256.0F, 196 + h / 2 + 20);
        const float source = page->source_line.empty() ? 0 : 44;
        const Rect words{572, top, 636, 656 - source - top};
        const auto blocks = all_blocks(*page);
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(kit.canvas(), words, blocks));
        if (source == 0) return;
        kit.canvas().label({572, 620, 636, 40}, ui::type::small, room().theme.ink2,
                           page->source_line);
    }
};

}  // namespace

ScreenPtr explanation_screen(const Room& room) {
    return std::make_unique<ExplanationScreen>(room);
}

}  // namespace spine::kiosk
