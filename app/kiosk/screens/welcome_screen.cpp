// Look 01: the languages that the clinic offers, its own first; "I have a code" for the return.
#include <algorithm>

#include "config/languages.h"
#include "kiosk/screens/screens.h"
#include "ui/language.h"
#include "ui/widgets/card.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class WelcomeScreen final : public KioskScreen {
  public:
    explicit WelcomeScreen(const Room& room)
        : KioskScreen(room), languages_(config::offered_languages(room.desk.configuration())) {}

  private:
    [[nodiscard]] Shell shell() const override { return {false, false, false, false, false}; }

    // "Velkommen · Welcome": the clinic's language first, the next one beside it.
    void draw_pair(const ui::Kit& kit, const Rect& box, std::string_view key, const ui::Style& own,
                   const ui::Style& other) const {
        ui::Canvas& canvas = kit.canvas();
        const std::string first = words_in(languages_.front(), key);
        const bool bold = own.weight == ui::Weight::Bold;
        const float w = canvas.width_of(own, first);
        {
            const ui::Canvas::Saying said(canvas, languages_.front());
            canvas.label({box.x, box.y, w, box.h}, own, bold ? room().theme.ink : room().theme.ink2,
                         first);
        }
        if (languages_.size() < 2) return;
        const ui::Canvas::Saying said(canvas, languages_[1]);
        const std::string rest = " · " + words_in(languages_[1], key);
        canvas.label({box.x + w, box.y, box.w - w, box.h}, other, room().theme.ink2, rest);
    }

    // The first language is twice as wide and filled; four columns of 288 and gaps of 16.
    void draw_languages(const ui::Kit& kit, Actions& out) const {
        int column = 0;
        float y = 312;
        for (const std::string& language : languages_) {
            const bool own = language == languages_.front();
            const ui::Canvas::Saying said(kit.canvas(), language);
            const int span = own ? 2 : 1;
            if (column + span > 4) column = 0, y += 120;
            const Rect box{40 + 304 * static_cast<float>(column), y,
                           288 + 304 * static_cast<float>(span - 1), 104};
            column += span;
            const ui::ButtonLook look{own ? ui::Rank::Primary : ui::Rank::Secondary, 0, false,
                                      false, own ? ui::type::large_label : ui::type::strong};
            const bool reviewed = config::is_reviewed(room().desk.configuration(), language);
            const std::string name = reviewed ? words_in(language, "language.name") : "";
            if (ui::button(kit, "language:" + language, box, name, look)) {
                out.emplace_back(act::Start{language, false});
            }
            if (!reviewed) draw_unreviewed(kit, box, language, look);
        }
    }

    // Who chooses a translation that nobody has read through is told so, in its own words.
    void draw_unreviewed(const ui::Kit& kit, const Rect& box, const std::string& language,
                         const ui::ButtonLook& look) const {
        ui::Canvas& canvas = kit.canvas();
        const ui::Canvas::Saying button(canvas, ui::Heard::Button);
        const bool own = look.rank == ui::Rank::Primary;
        const ui::Color color = own ? room().theme.on_primary : room().theme.primary;
        canvas.label({box.x, box.y + 2, box.w, 60}, look.style, color,
                     words_in(language, "language.name"), ui::Align::Centre);
        const std::string words = words_in(language, "kiosk.unreviewed");
        const Rect line{box.x + 10, box.y + 57, box.w - 20, 36};
        ui::Style style = own ? ui::type::small : ui::Style{ui::Weight::Regular, 26, 36};
        while (style.em > 18 && canvas.width_of(style, words) > line.w) style.em -= 2;
        canvas.label(line, style, color, words, ui::Align::Centre);
    }

    [[nodiscard]] std::string words_in(const std::string& language, std::string_view key) const {
        return ui::in_its_direction(room().language, language, room().strings.get(language, key));
    }

    void content(const ui::Kit& kit, Actions& out) override {
        ui::hills(kit, true);
        draw_pair(kit, {40, 134, 1200, 90}, "kiosk.welcome", ui::type::display,
                  ui::type::display_light);
        draw_pair(kit, {40, 234, 1200, 52}, "kiosk.choose-language", ui::type::body,
                  ui::type::body);
        draw_languages(kit, out);
        if (!room().desk.has_after_visit()) return;
        const ui::ButtonLook look{ui::Rank::Secondary, ui::icons::key, false, false,
                                  ui::type::strong};
        const std::string& words = text("kiosk.have-code");
        const float w = ui::button_width(kit.canvas(), words, look, 440);
        if (ui::button(kit, "have-code", {1240 - w, 704, w, 80}, words, look)) {
            out.emplace_back(act::Start{languages_.front(), true});
        }
    }

    std::vector<std::string> languages_;
};

}  // namespace

ScreenPtr welcome_screen(const Room& room) {
    return std::make_unique<WelcomeScreen>(room);
}

}  // namespace spine::kiosk
