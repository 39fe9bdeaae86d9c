// One visit for the health record: all that was answered, as FHIR R4. Not de-identified: for the
// clinic's own systems.
#pragma once

#include <string>

#include "archive/archive.h"
#include "questionnaire/model.h"
#include "review/visit.h"

namespace spine::exporting {

// A QuestionnaireResponse as JSON; its identifier is the session's.
[[nodiscard]] std::string health_record(const questionnaire::Questionnaire& asked,
                                        const crypto::SessionId& session,
                                        const review::Visit& visit);

}  // namespace spine::exporting
