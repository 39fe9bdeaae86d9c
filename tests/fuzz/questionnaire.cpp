// Anything handed over as a questionnaire: it is refused by name, or it opens and can be walked;
// then its response is read back as it was written.
#include "fuzz.h"
#include "questionnaire/parser.h"
#include "questionnaire/response.h"
#include "questionnaire/walkthrough.h"

namespace spine::fuzz {

using namespace questionnaire;

void questionnaire(ByteView bytes) {
    const std::string_view json = as_text(bytes);
    const Walkthrough walk = walk_through(json);
    if (!walk.opens) {
        demand(!walk.reason.empty());
        return;
    }
    const auto parsed = parse(json);
    demand(parsed.has_value());
    const auto read = read_response(*parsed, walk.response);
    demand(read.has_value());
    ResponseHead head;
    head.status = "completed";
    head.questionnaire = read->head.questionnaire;
    demand(write_response(*parsed, head, read->answers) == walk.response);
}

}  // namespace spine::fuzz
