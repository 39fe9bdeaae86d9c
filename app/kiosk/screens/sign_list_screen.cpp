// Look 05: warning signs in two columns, in large print in one on several pages; "none" and "not
// sure" stand on each page and exclude every sign.
#include <algorithm>

#include "kiosk/question.h"
#include "kiosk/row_layout.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using questionnaire::Option;
using ui::Rect;

namespace {

constexpr float words_top = 122, hint_h = 48, quiet_gap = 20, quiet_least = 76;

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

    // As many signs as stand on a page together, in even numbers where there are two columns. Every
    // page must be seen: Next leads to the next one first.
    [[nodiscard]] static std::size_t on_page(const ui::Canvas& canvas,
                                             const std::vector<std::string>& words,
                                             const Rect& box) {
        std::size_t count = words.size();
        const std::size_t least = canvas.large_print() ? 1 : 2;
        while (count > least) {
            const std::vector<std::string> some(words.begin(),
                                                words.begin() + static_cast<std::ptrdiff_t>(count));
            if (!full_width(canvas, some, box, 106).empty()) break;
            count -= count % 2 == 0 ? least : 1;
        }
        return count;
    }

    // Where the signs of each page lie.
    static std::vector<std::vector<Rect>> pages_of(const ui::Canvas& canvas,
                                                   std::vector<std::string> words,
                                                   const Rect& box) {
        std::vector<std::vector<Rect>> pages;
        while (!words.empty()) {
            const auto count = static_cast<std::ptrdiff_t>(on_page(canvas, words, box));
            pages.push_back(full_width(canvas, {words.begin(), words.begin() + count}, box, 106));
            // What is too long for a page stands there all the same.
            pages.back().resize(static_cast<std::size_t>(count), box);
            words.erase(words.begin(), words.begin() + count);
        }
        return pages;
    }

    // Measured anew when words, place or print are others. Where a sign takes three lines the hint
    // gives way: all signs on one page are worth more.
    void measure(const ui::Canvas& canvas, const std::vector<std::string>& words, const Rect& box) {
        if (words == measured_ && box == box_ && print_ == canvas.print()) return;
        // The first sign of the page that stood still stands: none is passed unseen.
        std::size_t first = 0;
        for (std::size_t page = 0; page < page_ && page < pages_.size(); ++page)
            first += pages_[page].size();
        measured_ = words;
        box_ = box;
        print_ = canvas.print();
        const Rect under_hint{box.x, box.y + hint_h, box.w, box.h - hint_h};
        hint_ = !full_width(canvas, words, under_hint, 106).empty();
        pages_ = pages_of(canvas, words, hint_ ? under_hint : box);
        page_ = 0;
        if (pages_.empty()) return;
        for (std::size_t end = pages_[0].size(); end <= first && page_ + 1 < pages_.size();)
            end += pages_[++page_].size();
    }

    void draw_signs(const ui::Kit& kit, const std::vector<std::size_t>& signs, Actions& out) {
        if (pages_.empty()) return;
        last_page_ = page_ + 1 == pages_.size();
        std::size_t first = 0;
        for (std::size_t page = 0; page < page_; ++page) first += pages_[page].size();
        for (std::size_t i = 0; i < pages_[page_].size(); ++i)
            draw_sign(kit, signs[first + i], pages_[page_][i], out);
    }

    void next_pressed(Actions& out) override {
        if (last_page_) {
            out.emplace_back(act::Next{});
        } else {
            ++page_;
            out.emplace_back(act::Turn{});
        }
    }
    void back_pressed(Actions& out) override {
        if (page_ == 0) {
            out.emplace_back(act::Back{});
        } else {
            --page_;
            out.emplace_back(act::Turn{});
        }
    }
    [[nodiscard]] bool can_go_back() const override {
        return page_ > 0 || KioskScreen::can_go_back();
    }

    // "None" and "not sure" are both as high as the longer of them needs.
    [[nodiscard]] float quiet_height(const ui::Canvas& canvas,
                                     const std::vector<std::size_t>& quiet) const {
        float h = quiet_least;
        for (const std::size_t i : quiet) {
            const std::string words = option_words(room(), item_.options[i]);
            h = std::max(h, ui::row_height(canvas, 592, words, quiet_least));
        }
        return quiet.empty() ? -quiet_gap : h;
    }
    // After the signs, as they are heard.
    void draw_quiet(const ui::Kit& kit, const std::vector<std::size_t>& quiet, float h,
                    Actions& out) const {
        float x = 40;
        for (const std::size_t index : quiet) {
            draw_sign(kit, index, {x, 672 - h, 592, h}, out);
            x += 608;
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        const float most = kit.canvas().large_print() ? 154 : 66;
        const float y = words_top + fitted_heading(kit, {40, words_top, 1200, most},
                                                   room().theme.ink, question_words(room(), item_));
        std::vector<std::size_t> signs;
        std::vector<std::size_t> quiet;
        for (std::size_t i = 0; i < item_.options.size(); ++i) {
            (item_.options[i].exclusive ? quiet : signs).push_back(i);
        }
        const float h = quiet_height(kit.canvas(), quiet);
        const float bottom = 672 - h - quiet_gap;
        std::vector<std::string> words;
        words.reserve(signs.size());
        for (const std::size_t i : signs) words.push_back(option_words(room(), item_.options[i]));
        measure(kit.canvas(), words, {40, y + 10, 1200, bottom - y - 10});
        if (hint_) {
            kit.canvas().label({40, y, 1200, hint_h}, ui::type::body, room().theme.ink2,
                               help_words(room(), item_));
        }
        draw_signs(kit, signs, out);
        draw_quiet(kit, quiet, h, out);
    }

    const Item& item_;
    std::vector<std::string> measured_;
    Rect box_;
    ui::Print print_ = ui::Print::Normal;
    bool hint_ = false;
    std::vector<std::vector<Rect>> pages_;
    std::size_t page_ = 0;
    bool last_page_ = true;
};

}  // namespace

ScreenPtr sign_list_screen(const Room& room, const Item& item) {
    return std::make_unique<SignListScreen>(room, item);
}

}  // namespace spine::kiosk
