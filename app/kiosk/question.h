// What question screens share: the words of an item and of its options, and the answers that a
// tap makes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/action.h"
#include "kiosk/room.h"
#include "ui/widgets/kit.h"
#include "ui/widgets/row.h"

namespace spine::kiosk {

using questionnaire::Item;

// The question's own words; agree and teach-back items in quotation marks.
[[nodiscard]] std::string question_words(const Room& room, const Item& item);
// What stands above it: the group's words, short displays, "How much do you agree?".
[[nodiscard]] std::string prompt_words(const Room& room, const Item& item);
// What stands below it: the item's help, or what the control is for.
[[nodiscard]] std::string help_words(const Room& room, const Item& item);
[[nodiscard]] std::string value_words(const Room& room, const Item& item,
                                      const questionnaire::Value& value);
[[nodiscard]] std::string option_words(const Room& room, const questionnaire::Option& option);

// Prompt, question and help from the top of the box; each fitted. Returns the height used.
float draw_question(const ui::Kit& kit, const Room& room, const Item& item, const ui::Rect& box);
// The same with these words in the place of what the control is for.
float draw_question(const ui::Kit& kit, const Room& room, const Item& item, const ui::Rect& box,
                    std::string_view what_to_do);

[[nodiscard]] bool is_chosen(const Room& room, const Item& item, const questionnaire::Value& value);
[[nodiscard]] bool is_declined(const Room& room, const Item& item);
// Choosing one value; of several (repeats) it is added or taken away, exclusive options alone.
[[nodiscard]] Action chosen(const Room& room, const Item& item, const questionnaire::Value& value);
[[nodiscard]] std::string option_key(const Item& item, std::size_t index);

// The row "I'd rather not answer" in its place, if the item may be declined.
void draw_rather_not(const ui::Kit& kit, const Room& room, const Item& item, Actions& out);

}  // namespace spine::kiosk
