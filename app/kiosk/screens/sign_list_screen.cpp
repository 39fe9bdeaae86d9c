// Look 05: warning signs in two columns; "none" and "not sure" exclude each of them.
#include <algorithm>

#include "kiosk/question.h"
#include "kiosk/row_layout.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using questionnaire::Option;
using ui::Rect;

namespace {

constexpr Rect under_hint{40, 242, 1200, 334};
// Where a sign takes three lines the hint gives way: all signs on one page are worth more.
constexpr Rect without_hint{40, 194, 1200, 382};

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

    // As many signs as stand on a page together, in even numbers. Every page must be seen: Next
    // leads to the next one first.
    [[nodiscard]] static std::size_t on_page(const ui::Canvas& canvas,
                                             const std::vector<std::string>& words,
                                             const Rect& box) {
        std::size_t count = words.size();
        while (count > 2) {
            const std::vector<std::string> some(words.begin(),
                                                words.begin() + static_cast<std::ptrdiff_t>(count));
            if (!two_columns(canvas, some, box, 106).empty()) break;
            count -= count % 2 == 0 ? 2 : 1;
        }
        return count;
    }

    void draw_signs(const ui::Kit& kit, const std::vector<std::size_t>& signs, const Rect& box,
                    Actions& out) {
        std::vector<std::string> words;
        std::size_t first = 0;
        for (std::size_t page = 0;; ++page) {
            words.clear();
            for (std::size_t i = first; i < signs.size(); ++i) {
                words.push_back(option_words(room(), item_.options[signs[i]]));
            }
            words.resize(on_page(kit.canvas(), words, box));
            // In another language there may be fewer pages than before.
            if (first + words.size() >= signs.size()) page_ = std::min(page_, page);
            if (page == page_) break;
            first += words.size();
        }
        last_page_ = first + words.size() >= signs.size();
        const std::vector<Rect> boxes = two_columns(kit.canvas(), words, box, 106);
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            draw_sign(kit, signs[first + i], boxes[i], out);
        }
    }

    void next_pressed(Actions& out) override {
        if (last_page_) {
            out.emplace_back(act::Next{});
        } else {
            ++page_;
        }
    }
    void back_pressed(Actions& out) override {
        if (page_ == 0) {
            out.emplace_back(act::Back{});
        } else {
            --page_;
        }
    }
    [[nodiscard]] bool can_go_back() const override {
        return page_ > 0 || KioskScreen::can_go_back();
    }

    void content(const ui::Kit& kit, Actions& out) override {
        float y = 122;
        y +=
            fitted_heading(kit, {40, y, 1200, 66}, room().theme.ink, question_words(room(), item_));
        std::vector<std::size_t> signs;
        std::vector<std::size_t> quiet;
        for (std::size_t i = 0; i < item_.options.size(); ++i) {
            (item_.options[i].exclusive ? quiet : signs).push_back(i);
        }
        std::vector<std::string> words;
        words.reserve(signs.size());
        for (const std::size_t i : signs) words.push_back(option_words(room(), item_.options[i]));
        const bool hint = !two_columns(kit.canvas(), words, under_hint, 106).empty();
        if (hint) {
            kit.canvas().label({40, y, 1200, 48}, ui::type::body, room().theme.ink2,
                               help_words(room(), item_));
        }
        draw_signs(kit, signs, hint ? under_hint : without_hint, out);
        float x = 40;
        for (const std::size_t index : quiet) {
            draw_sign(kit, index, {x, 596, 592, 76}, out);
            x += 608;
        }
    }

    const Item& item_;
    std::size_t page_ = 0;
    bool last_page_ = true;
};

}  // namespace

ScreenPtr sign_list_screen(const Room& room, const Item& item) {
    return std::make_unique<SignListScreen>(room, item);
}

}  // namespace spine::kiosk
