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

    // The answer that is no number, at the left of "I'd rather not answer", both as high as the
    // longer of them needs.
    void draw_rows(const ui::Kit& kit, Actions& out) const {
        const bool may_decline = room().walk().may_decline(item_);
        const auto own = std::find_if(item_.options.begin(), item_.options.end(),
                                      [](const Option& o) { return !number_of(o); });
        if (own == item_.options.end()) {
            draw_rather_not(kit, room(), item_, out);
            return;
        }
        const std::string words = option_words(room(), *own);
        const float w = may_decline ? 592 : 700;
        const float h = ui::row_height(kit.canvas(), w, words, 78);
        ui::RowLook look;
        look.quiet = true;
        look.chosen = is_chosen(room(), item_, own->value);
        const auto index = static_cast<std::size_t>(own - item_.options.begin());
        const Rect box{may_decline ? 40.0F : 540.0F, 672 - h, w, h};
        if (ui::row(kit, option_key(item_, index), box, words, look)) {
            out.push_back(chosen(room(), item_, own->value));
        }
        if (!may_decline) return;
        look.chosen = is_declined(room(), item_);
        if (ui::row(kit, "rather-not", {648, 672 - h, 592, h}, text("kiosk.rather-not"), look)) {
            out.emplace_back(act::Decline{item_.link_id});
        }
    }

    void content(const ui::Kit& kit, Actions& out) override {
        const std::string prompt = prompt_words(room(), item_);
        const std::string words = question_words(room(), item_);
        float y = 128;
        if (!prompt.empty()) {
            y += kit.canvas().block({40, y, 1200, 52}, ui::type::body, room().theme.ink2, prompt);
        }
        const bool two_lines = kit.canvas().height_of(1200, ui::type::heading, words) > 62;
        y += fitted_heading(kit, {40, y, 1200, 124}, room().theme.ink, words);
        // Where the question takes two lines the scale itself says what to do.
        if (!two_lines && prompt.empty()) {
            kit.canvas().label({40, y + 4, 1200, 52}, ui::type::body, room().theme.ink2,
                               help_words(room(), item_));
        }
        const auto pressed = ui::number_scale(kit, "answer:" + item_.link_id, 264, chosen_number(),
                                              item_.low_label.in(room().language),
                                              item_.high_label.in(room().language));
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
