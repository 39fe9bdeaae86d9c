// Look 09: the patient's own words; of a repeating question several, one after the other.
#include "kiosk/entered_values.h"
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words_field.h"

namespace spine::kiosk {

using questionnaire::Value;

namespace {

constexpr int usual_words_length = 1000;

std::string words_in(const std::optional<Value>& value) {
    const auto* words = value ? std::get_if<std::string>(&*value) : nullptr;
    return words == nullptr ? std::string() : *words;
}

std::optional<Value> value_of(std::string words) {
    if (words.empty()) return {};
    return Value(std::move(words));
}

class WordsScreen final : public KioskScreen {
  public:
    WordsScreen(const Room& room, const Item& item)
        : KioskScreen(room),
          item_(item),
          entered_(room, item),
          field_(room, static_cast<std::size_t>(item.max_length.value_or(usual_words_length)),
                 words_in(entered_.field_value()), [this](std::string words) {
                     return entered_.answer_with(value_of(std::move(words)));
                 }) {}

  private:
    [[nodiscard]] std::string_view hint() const override {
        return entered_.listed() ? std::string_view() : text("kiosk.words.hint");
    }
    [[nodiscard]] bool unsaved() const override { return field_.unsaved(); }
    bool leaving(Actions& out) override {
        field_.flush(out);
        return true;
    }
    // Nothing written is an answer, too: "I would rather not", without a word about it.
    void next_pressed(Actions& out) override {
        const bool nothing = field_.words().empty() && !entered_.has_others();
        if (nothing && room().walk().may_decline(item_) && !is_declined(room(), item_)) {
            out.emplace_back(act::Decline{item_.link_id});
        }
        out.emplace_back(act::Next{});
    }

    void content(const ui::Kit& kit, Actions& out) override {
        if (entered_.listed()) {
            const auto opened = entered_.draw_list(kit, out);
            if (opened) field_.begin(words_in(opened->value));
        } else if (item_.repeats) {
            draw_one_of_several(kit, out);
        } else {
            field_.draw(kit, question_words(room(), item_), out);
        }
    }

    void draw_one_of_several(const ui::Kit& kit, Actions& out) {
        const float w = entered_.asks_width(kit.canvas());
        field_.draw(kit, question_words(room(), item_), out, {40, 190, 1200 - 16 - w, 152});
        const auto asked = entered_.draw_asks(kit, {1240 - w, 190, w, 72}, {1240 - w, 270, w, 72});
        if (asked == EnteredValues::Asked::Nothing) return;
        if (entered_.settle(asked, value_of(field_.words()), out)) field_.begin({});
    }

    const Item& item_;
    EnteredValues entered_;
    WordsField field_;
};

}  // namespace

ScreenPtr words_screen(const Room& room, const Item& item) {
    return std::make_unique<WordsScreen>(room, item);
}

}  // namespace spine::kiosk
