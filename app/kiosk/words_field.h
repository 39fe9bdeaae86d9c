// A field for own words with its keyboard (look 09).
//
// Typed text lives in a locked buffer. It becomes an answer at a pause of 2 s and on leaving; the
// last key of a CPR number is not taken.
#pragma once

#include <functional>

#include "kiosk/action.h"
#include "kiosk/room.h"
#include "ui/typed_text.h"
#include "ui/widgets/keyboard.h"

namespace spine::kiosk {

class WordsField {
  public:
    // Makes the answer that words() stand for.
    using ToAction = std::function<Action(std::string)>;
    // `before` is what was answered earlier. The room outlives the field.
    WordsField(const Room& room, std::size_t most, std::string_view before, ToAction to_action);

    static constexpr ui::Rect whole_width{40, 196, 1200, 140};

    // Heading, field and keyboard in the content's place.
    void draw(const ui::Kit& kit, std::string_view heading, Actions& out,
              const ui::Rect& field = whole_width);
    // Another text takes the place of what was typed, which is forgotten.
    void begin(std::string_view before);
    // What is typed and not yet answered becomes an action.
    void flush(Actions& out);
    [[nodiscard]] bool unsaved() const { return changed_at_.has_value(); }
    // What was written; nothing if there is nothing in it to read.
    [[nodiscard]] std::string words() const;

  private:
    void draw_field(const ui::Kit& kit, const ui::Rect& box) const;
    void take(const ui::Typed& typed, std::int64_t now_ms, Actions& out);

    const Room& room_;
    ui::TypedText text_;
    ui::KeyboardState keys_;
    ToAction to_action_;
    std::optional<std::int64_t> changed_at_;
};

}  // namespace spine::kiosk
