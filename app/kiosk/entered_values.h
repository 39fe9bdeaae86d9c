// The several values of a repeating question that is typed: all but one stand in a list, that one
// is in the screen's field.
//
// The field's value keeps its place among the others, so that mending one leaves the rest as they
// are. Whatever becomes the answer is made here; a question that takes one value has no others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/action.h"
#include "kiosk/question.h"
#include "kiosk/room.h"

namespace spine::kiosk {

class EnteredValues {
  public:
    enum class Asked { Nothing, Another, List };
    // What the field is to begin with; no value: it is empty.
    struct Opened {
        std::optional<questionnaire::Value> value;
    };

    // Takes up what was answered earlier. Room and item outlive it.
    EnteredValues(const Room& room, const Item& item);

    // The list stands on the screen, and not the field.
    [[nodiscard]] bool listed() const { return listed_; }
    [[nodiscard]] bool has_others() const { return !others_.empty(); }
    // The field's value when the screen comes up.
    [[nodiscard]] std::optional<questionnaire::Value> field_value() const;
    // Makes the answer of the others and of what is in the field (nothing: it is empty).
    [[nodiscard]] Action answer_with(std::optional<questionnaire::Value> field) const;

    // Beside the field: "Add another", and how many others there are, which leads to the list.
    // Each stands only where it leads on.
    [[nodiscard]] Asked draw_asks(const ui::Kit& kit, const ui::Rect& another,
                                  const ui::Rect& list) const;
    [[nodiscard]] float asks_width(const ui::Canvas& canvas) const;
    // What was asked for happens: the field's value joins the others, and the field is to be
    // emptied. False: the value may not stand, and a note says why.
    [[nodiscard]] bool settle(Asked asked, const std::optional<questionnaire::Value>& field,
                              Actions& out);

    // Question and list in the content's place. Returns what the field begins with once it is
    // asked for: the row that was tapped, or another one.
    [[nodiscard]] std::optional<Opened> draw_list(const ui::Kit& kit, Actions& out);

  private:
    [[nodiscard]] std::size_t most() const;
    [[nodiscard]] std::string count_words() const;
    [[nodiscard]] std::optional<Opened> draw_rows(const ui::Kit& kit, Actions& out);
    void measure(const ui::Canvas& canvas);
    void draw_more(const ui::Kit& kit, const ui::Rect& box, std::size_t pages);
    [[nodiscard]] Opened take_out(std::size_t index);

    const Room& room_;
    const Item& item_;
    std::vector<questionnaire::Value> others_;
    // What the list's rows say and how high they are: measured once for these values.
    struct Rows {
        std::string language;
        std::vector<questionnaire::Value> values;
        std::vector<std::string> texts;
        float height = 0;
    };
    Rows rows_;
    std::size_t place_ = 0;  // of the field's value among the others
    std::size_t page_ = 0;
    bool listed_ = false;
};

}  // namespace spine::kiosk
