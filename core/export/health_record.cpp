#include "export/health_record.h"

#include "questionnaire/response.h"

namespace spine::exporting {
namespace {

std::string_view fhir_status(const std::string& status) {
    return status == "complete" ? "completed" : (status == "open" ? "in-progress" : "stopped");
}

}  // namespace

std::string health_record(const questionnaire::Questionnaire& asked,
                          const crypto::SessionId& session, const review::Visit& visit) {
    questionnaire::ResponseHead head;
    head.identifier = session.hex();
    head.status = fhir_status(visit.status);
    head.authored = visit.ended;
    head.language = visit.language;
    head.questionnaire = asked.url + "|" + asked.version;
    return questionnaire::write_response(asked, head, visit.answers);
}

}  // namespace spine::exporting
