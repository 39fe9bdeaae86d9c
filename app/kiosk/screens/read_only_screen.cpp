// What is filled in and cannot be changed: the question on the left, its value on the right, and
// nothing to press but Next.
#include <algorithm>
#include <variant>

#include "kiosk/question.h"
#include "kiosk/screens/screens.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

class ReadOnlyScreen final : public KioskScreen {
  public:
    ReadOnlyScreen(const Room& room, const Item& item) : KioskScreen(room), item_(item) {}

  private:
    [[nodiscard]] std::string values() const {
        const auto* answer = room().walk().answer_of(item_.link_id);
        if (answer == nullptr) return {};
        std::string all;
        for (const auto& value : answer->values) {
            if (!all.empty()) all += "\n";
            all += value_words(room(), item_, value);
            const bool quantity = std::holds_alternative<questionnaire::Quantity>(value);
            if (!quantity && !item_.unit.empty()) all += " " + item_.unit;
        }
        return all;
    }

    [[nodiscard]] bool typed() const {
        const auto* answer = room().walk().answer_of(item_.link_id);
        if (answer == nullptr) return false;
        return std::any_of(answer->values.begin(), answer->values.end(), [](const auto& value) {
            return std::holds_alternative<std::string>(value);
        });
    }

    void content(const ui::Kit& kit, Actions&) override {
        const std::string words = values();
        draw_question(kit, room(), item_, place::question,
                      text(words.empty() ? "kiosk.read-only.nothing" : "kiosk.read-only.given"));
        if (words.empty()) return;
        Rect card = place::answers;
        const float inside = card.w - 56;
        card.h = std::min(card.h, kit.canvas().height_of(inside, ui::type::body, words) + 40);
        kit.canvas().panel(card, room().theme.surface, room().theme.hair, 2, 20);
        const ui::Canvas::Saying own(kit.canvas(), typed() ? ui::Heard::Typed : ui::Heard::Own);
        fitted_body(kit, {card.x + 28, card.y + 20, inside, card.h - 40}, room().theme.ink, words);
    }

    const Item& item_;
};

}  // namespace

ScreenPtr read_only_screen(const Room& room, const Item& item) {
    return std::make_unique<ReadOnlyScreen>(room, item);
}

}  // namespace spine::kiosk
