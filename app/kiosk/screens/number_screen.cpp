// Look 04: 0-10, words at both ends; an answer of its own (such as "I would rather not be
// scanned") and "I'd rather not answer" stand as rows below.
#include <algorithm>

#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/number_scale.h"

namespace spine::kiosk {

using questionnaire::Option;
using questionnaire::Value;
using ui::Rect;

namespace {

class NumberScreen final : public KioskScreen {
  public:
    NumberScreen(const Room& room, const Item& item) : KioskScreen(room), item_(item) {}

  private:
    // The value of a number: the number itself, or the option whose code is the number.
    [[nodiscard]] std::optional<Value> value_of(int number) const {
        if (item_.options.empty()) {
            if (item_.type == questionnaire::ItemType::Decimal) return static_cast<double>(number);
            return static_cast<std::int64_t>(number);
        }
        for (const Option& option : item_.options) {
            if (number_of(option) == number) return option.value;
        }
        return {};
    }
    [[nodiscard]] static std::optional<int> number_of(const Option& option) {
        if (option.ordinal) return static_cast<int>(*option.ordinal);
        if (const auto* n = std::get_if<std::int64_t>(&option.value)) return static_cast<int>(*n);
        return {};
    }
    [[nodiscard]] std::optional<int> chosen_number() const {
        for (int i = 0; i <= 10; ++i) {
            const auto value = value_of(i);
            if (value && is_chosen(room(), item_, *value)) return i;
        }
        return {};
    }

    // The answer that is no number.
    [[nodiscard]] const Option* own_option() const {
        const auto own = std::find_if(item_.options.begin(), item_.options.end(),
                                      [](const Option& o) { return !number_of(o); });
        return own == item_.options.end() ? nullptr : &*own;
    }

    void draw_own(const ui::Kit& kit, const Option& own, const Rect& box, Actions& out) const {
        ui::RowLook look;
        look.quiet = true;
        look.one_line = kit.canvas().large_print();
        look.chosen = is_chosen(room(), item_, own.value);
        const auto index = static_cast<std::size_t>(&own - item_.options.data());
        if (ui::row(kit, option_key(item_, index), box, option_words(room(), own), look))
            out.push_back(chosen(room(), item_, own.value));
    }

    // The answer that is no number at the left of "I'd rather not answer", both as high as the
    // longer of them needs; in large print above it.
    void draw_rows(const ui::Kit& kit, Actions& out) const {
        const bool may_decline = room().walk().may_decline(item_);
        const Option* own = own_option();
        if (own == nullptr || !may_decline) {
            draw_rather_not(kit, room(), item_, out);
            if (own == nullptr) return;
        }
        const bool above = kit.canvas().large_print() && may_decline;
        const bool beside = !above && may_decline;
        const float w = beside ? 592 : 700;
        const float least = place::rather_not.h;
        const float needed = ui::row_height(kit.canvas(), w, option_words(room(), *own), least);
        const float h = above ? least : needed;
        Rect box{beside ? 40.0F : 540.0F, 672 - h, w, h};
        if (above) box = {40, 672 - 2 * least - 8, 1200, least};
        draw_own(kit, *own, box, out);
        if (!may_decline) return;
        ui::RowLook look;
        look.quiet = true;
        look.one_line = above;
        look.chosen = is_declined(room(), item_);
        const Rect last = above ? Rect{40, 672 - least, 1200, least} : Rect{648, 672 - h, 592, h};
        if (ui::row(kit, "rather-not", last, text("kiosk.rather-not"), look))
            out.emplace_back(act::Decline{item_.link_id});
    }

    // Below two lines of the question.
    [[nodiscard]] static float scale_top(const ui::Canvas& canvas) {
        return canvas.large_print() ? 288 : 264;
    }

    void content(const ui::Kit& kit, Actions& out) override {
        const std::string prompt = prompt_words(room(), item_);
        const std::string words = question_words(room(), item_);
        float y = 128;
        if (!prompt.empty()) {
            y += kit.canvas().block({40, y, 1200, 52}, ui::type::body, room().theme.ink2, prompt);
        }
        const float one = kit.canvas().size_of(ui::type::heading).leading;
        const bool two_lines = kit.canvas().height_of(1200, ui::type::heading, words) > one;
        y += fitted_heading(kit, {40, y, 1200, 2 * one}, room().theme.ink, words);
        // Where the question takes two lines the scale itself says what to do.
        if (!two_lines && prompt.empty()) {
            kit.canvas().label({40, y + 4, 1200, 52}, ui::type::body, room().theme.ink2,
                               help_words(room(), item_));
        }
        ui::ScaleLook look{item_.low_label.in(room().language),
                           item_.high_label.in(room().language)};
        // In large print the bars give way to words and rows.
        if (kit.canvas().large_print()) look.bars = own_option() != nullptr ? 0 : 50;
        const auto pressed = ui::number_scale(kit, "answer:" + item_.link_id,
                                              scale_top(kit.canvas()), chosen_number(), look);
        if (pressed) {
            if (const auto value = value_of(*pressed)) {
                out.push_back(chosen(room(), item_, *value));
            }
        }
        draw_rows(kit, out);
    }

    const Item& item_;
};

}  // namespace

ScreenPtr number_screen(const Room& room, const Item& item) {
    return std::make_unique<NumberScreen>(room, item);
}

}  // namespace spine::kiosk
