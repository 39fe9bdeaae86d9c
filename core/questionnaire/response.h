// FHIR R4 QuestionnaireResponse, written and read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "questionnaire/answers.h"
#include "questionnaire/model.h"

namespace spine::questionnaire {

struct ResponseHead {
    std::string identifier;  // session id; empty = left out
    std::string status;      // FHIR's: in-progress, completed, stopped, amended, entered-in-error
    UnixMs authored = 0;     // 0 = left out
    std::string language;    // empty = left out
    std::string questionnaire;  // url|version as the response names it
};

struct Response {
    ResponseHead head;
    Answers answers;
};

// The QuestionnaireResponse as JSON text: nested as the questionnaire is, irrelevant items left
// out, "prefer not to answer" as an item without answer and the dataAbsentReason
// "asked-declined" extension. Validates against FHIR's schema.
[[nodiscard]] std::string write_response(const Questionnaire& questionnaire,
                                         const ResponseHead& head, const Answers& answers);

// Reads what write_response() writes, and responses of others: values are taken by type, codings
// by code, several entries of what repeats in their order; items need not be nested as the
// questionnaire is. An answer that limits.h would refuse is read all the same; one of the wrong
// type has the cause "answer-unfit", anything but one response "not-json" or "not-a-response".
// One response, for `session run --answers` and tests. Unknown linkIds are refused by name.
[[nodiscard]] Result<Response> read_response(const Questionnaire& questionnaire,
                                             std::string_view json);

}  // namespace spine::questionnaire
