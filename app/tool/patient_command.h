// What review, takeover, withdraw and erase have in common: one thing that is done to one patient,
// who is named by a code.
#pragma once

#include <functional>
#include <string_view>

#include "tool/clinic_access.h"

namespace spine::tool {

struct PatientCommand {
    std::function<Status(archive::Archive&, const crypto::SessionRef&)> act;
    // The visit alone, or also the answers after it: those first, so that the visit is still found
    // by its code where one of them fails.
    enum class Reach { Visit, AfterVisitsToo } reach = Reach::Visit;
    std::string_view field;  // of the document: what is so now
    bool value = true;       // and whether
    std::string_view said;   // {} stands for the code
};

// Opens the archive, finds the session, acts and says so: "code", "session", "device", the
// command's field, and, with AfterVisitsToo, "after_visits", the number of those. Faults: those of
// open_archive(), find_session() and `act`.
[[nodiscard]] Result<Report> run_on_patient(Environment& environment, const PatientOptions& options,
                                            const PatientCommand& command);

}  // namespace spine::tool
