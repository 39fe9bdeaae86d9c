// Look 05: warning signs in two columns; "none" and "not sure" exclude each of them.
#include "kiosk/question.h"
#include "kiosk/row_layout.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using questionnaire::Option;
using ui::Rect;

namespace {

class SignListScreen final : public KioskScreen {
  public:
    SignListScreen(const Room& room, const Item& item) : KioskScreen(room), item_(item) {}

  private:
    void draw_sign(const ui::Kit& kit, std::size_t index, const Rect& box, Actions& out) const {
        const Option& option = item_.options[index];
        ui::RowLook look;
        look.mark = option.exclusive ? ui::Mark::One : ui::Mark::Several;
        look.quiet = option.exclusive;
        look.chosen = is_chosen(room(), item_, option.value);
        if (ui::row(kit, option_key(item_, index), box, option_words(room(), option), look)) {
            out.push_back(chosen(room(), item_, option.value));
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        float y = 122;
        y +=
            fitted_heading(kit, {40, y, 1200, 66}, room().theme.ink, question_words(room(), item_));
        kit.canvas().label({40, y, 1200, 48}, ui::type::body, room().theme.ink2,
                           help_words(room(), item_));
        std::vector<std::size_t> signs;
        std::vector<std::size_t> quiet;
        std::vector<std::string> words;
        for (std::size_t i = 0; i < item_.options.size(); ++i) {
            const Option& option = item_.options[i];
            (option.exclusive ? quiet : signs).push_back(i);
            if (!option.exclusive) words.push_back(option_words(room(), option));
        }
        const std::vector<Rect> boxes = two_columns(kit.canvas(), words, {40, 242, 1200, 334}, 106);
        for (std::size_t i = 0; i < boxes.size(); ++i) draw_sign(kit, signs[i], boxes[i], out);
        float x = 40;
        for (const std::size_t index : quiet) {
            draw_sign(kit, index, {x, 596, 592, 76}, out);
            x += 608;
        }
    }

    const Item& item_;
};

}  // namespace

ScreenPtr sign_list_screen(const Room& room, const Item& item) {
    return std::make_unique<SignListScreen>(room, item);
}

}  // namespace spine::kiosk
