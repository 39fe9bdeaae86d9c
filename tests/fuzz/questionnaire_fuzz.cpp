// Anything handed over as a questionnaire: it is refused by name, or it opens and can be walked;
// then its response is read back as it was written. Start it on a folder of questionnaires.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "questionnaire/parser.h"
#include "questionnaire/response.h"
#include "questionnaire/walkthrough.h"

using namespace spine::questionnaire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view json(reinterpret_cast<const char*>(data), size);
    const Walkthrough walk = walk_through(json);
    if (!walk.opens) {
        if (walk.reason.empty()) std::abort();
        return 0;
    }
    const auto questionnaire = parse(json);
    if (!questionnaire) std::abort();
    const auto read = read_response(*questionnaire, walk.response);
    if (!read) std::abort();
    ResponseHead head;
    head.status = "completed";
    head.questionnaire = read->head.questionnaire;
    if (write_response(*questionnaire, head, read->answers) != walk.response) std::abort();
    return 0;
}
