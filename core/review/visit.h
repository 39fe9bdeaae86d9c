// One session as the clinic reads it: who, when, how it ended, and the answers decoded under the
// questionnaire with which they were asked.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "base/clock.h"
#include "questionnaire/answers.h"

namespace spine::review {

struct Visit {
    std::string code;           // pickup code, digits only
    std::string session;        // hex
    std::string tablet;         // its name: "Tablet 2"
    std::string language;       // of the patient
    std::string status;         // complete, stopped, expired, withdrawn, interrupted, open
    std::string tier;           // "", "a", "b"
    bool staff_led_on = false;  // tier A: staff entered their PIN at the tablet
    bool taken_over = false;    // tier A: somebody took over in the clinic program
    bool reviewed = false;
    std::string reviewed_by;
    UnixMs reviewed_at = 0;
    UnixMs started = 0, ended = 0;
    std::string questionnaire;  // id
    questionnaire::Answers answers;
    // Steps that came on the screen (linkIds): what is not among them was not reached.
    std::set<std::string, std::less<>> shown;
};

}  // namespace spine::review
