// Opens a questionnaire and walks it to its end with default answers, for
// `kioskctl questionnaire check` and for tests of questionnaires that nobody here wrote.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

struct Walkthrough {
    bool opens = false;
    std::string reason;    // why it does not open or cannot be walked; names the item; else empty
    int items = 0;         // items of the questionnaire, groups and displays included
    bool walked = false;   // every relevant question was answered within its limits
    std::string response;  // the FHIR QuestionnaireResponse that the walk ended with
    Answers answers;
};

// Never fails: whatever is wrong with the questionnaire is in `reason`.
[[nodiscard]] Walkthrough walk_through(std::string_view text);

// A plain answer that check() lets stand: the initial value, else the first options, else
// something within the limits. Nothing for groups, displays, hidden and read-only items without an
// initial value, and where the limits leave no room.
[[nodiscard]] std::optional<Answer> default_answer(const Item& item);

}  // namespace spine::questionnaire
