// One session as the clinic reads it: who, when, how it ended, and the answers decoded under the
// questionnaire with which they were asked.
//
// Holds answers in clear: the owner drops it when the program locks. Pure; any thread.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "archive/archive.h"
#include "archive/response.h"
#include "base/clock.h"
#include "config/config.h"
#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::review {

struct Visit {
    std::string code;           // pickup code, digits only
    std::string session;        // crypto::SessionRef::text()
    std::string tablet;         // its name: "Tablet 2"
    std::string language;       // of the patient
    std::string status;         // complete, stopped, expired, withdrawn, interrupted, open
    std::string tier;           // "", "a", "b"
    bool after_visit = false;   // the code is an earlier session's
    bool staff_led_on = false;  // tier A: staff entered their PIN at the tablet
    bool taken_over = false;    // tier A: somebody took over in the clinic program
    bool reviewed = false;
    std::string reviewed_by;
    UnixMs reviewed_at = 0;
    UnixMs started = 0, ended = 0;  // ended is 0 in an interrupted session
    std::string questionnaire;      // id
    questionnaire::Answers answers;
    // Steps that came on the screen (linkIds): what is not among them was not reached.
    std::set<std::string, std::less<>> shown;
};

// Answers as the archive keeps them, decoded: linkIds that the questionnaire does not have and
// answers that do not fit their item are left out, and so are those of items that are not relevant.
[[nodiscard]] questionnaire::Answers decode_answers(
    const questionnaire::Questionnaire& questionnaire,
    const std::map<std::string, std::string, std::less<>>& encoded);

// `config` is the one that the session was asked under (Row::place.configuration). If it has no
// such questionnaire, the visit has no answers.
[[nodiscard]] Visit visit_of(const archive::Row& row, const archive::Response& response,
                             const config::Config& config);

// Null if the configuration has no such questionnaire.
[[nodiscard]] const questionnaire::Questionnaire* questionnaire_of(const config::Config& config,
                                                                   const Visit& visit);

}  // namespace spine::review
