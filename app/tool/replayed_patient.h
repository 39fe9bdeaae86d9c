// A patient whose answers are already there: `kioskctl session run` walks a QuestionnaireResponse
// through the same desk as the window.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "kiosk/desk.h"
#include "questionnaire/response.h"

namespace spine::tool {

namespace causes {
inline constexpr Cause answer_missing = "answer-missing";
inline constexpr Cause answer_refused = "answer-refused";
inline constexpr Cause response_status = "response-status";
inline constexpr Cause response_of_another = "response-of-another";  // questionnaire or version
inline constexpr Cause language_not_offered = "language-not-offered";
}  // namespace causes

struct ReplayedVisit {
    std::string code, session, status;  // code and session are empty when nothing was stored
    std::string tier;                   // "", "a" or "b"
    // linkIds that the response answers and the walk never asked: irrelevant by enableWhen, or
    // behind the point where a warning sign or "stopped" ended it.
    std::vector<std::string> not_asked;
};

// Walks `response` from Welcome to its end; the desk's on_ended() is taken. Head status
// "completed": to the last screen. "stopped": stop and keep, as soon as nothing of the response
// is left to answer, or at the first question that must be answered and is not. A question that the
// response leaves out is passed; where the walk does not let a patient pass, it counts as "prefer
// not to answer", if that is allowed. Tell-staff is led on from. Language: the response's, else the
// clinic's default. After-visit questionnaires are not walked here, since they need a code.
//
// Faults: answer_missing and answer_refused with the item as `where`; response_status for any other
// status; response_of_another if it names another questionnaire or version (one that names none is
// taken); language_not_offered; the desk's own. Nothing of a refused response is kept.
[[nodiscard]] Result<ReplayedVisit> replay_visit(kiosk::Desk& desk,
                                                 const questionnaire::Response& response);

}  // namespace spine::tool
