// Look 09: the patient's own words.
#include "kiosk/question.h"
#include "kiosk/screens/screens.h"
#include "kiosk/words_field.h"

namespace spine::kiosk {

namespace {

constexpr int usual_length = 1000;

std::string written(const Room& room, const Item& item) {
    const auto* answer = room.walk().answer_of(item.link_id);
    if (answer == nullptr || answer->values.empty()) return {};
    const auto* words = std::get_if<std::string>(&answer->values.front());
    return words == nullptr ? std::string() : *words;
}

class WordsScreen final : public KioskScreen {
  public:
    WordsScreen(const Room& room, const Item& item)
        : KioskScreen(room),
          item_(item),
          field_(room, static_cast<std::size_t>(item.max_length.value_or(usual_length)),
                 written(room, item), [&item](std::string words) -> Action {
                     if (words.empty()) return act::Clear{item.link_id};
                     return act::Answer{item.link_id, {{std::move(words)}, false}};
                 }) {}

  private:
    [[nodiscard]] std::string_view hint() const override { return text("kiosk.words.hint"); }
    [[nodiscard]] bool unsaved() const override { return field_.unsaved(); }
    bool leaving(Actions& out) override {
        field_.flush(out);
        return true;
    }
    // Nothing written is an answer, too: "I would rather not", without a word about it.
    void next_pressed(Actions& out) override {
        if (field_.length() == 0 && room().walk().may_decline(item_) &&
            !is_declined(room(), item_)) {
            out.emplace_back(act::Decline{item_.link_id});
        }
        out.emplace_back(act::Next{});
    }
    void content(const ui::Kit& kit, Actions& out) override {
        field_.draw(kit, question_words(room(), item_), out);
    }

    const Item& item_;
    WordsField field_;
};

}  // namespace

ScreenPtr words_screen(const Room& room, const Item& item) {
    return std::make_unique<WordsScreen>(room, item);
}

}  // namespace spine::kiosk
