// New keys for a clinic, while sessions under the old ones are still on their way.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "archive/archive.h"
#include "import/enrolment.h"

namespace spine::importing {

struct Rotated {
    std::string clinic_key;    // fingerprints, to be compared by people
    std::string recovery_key;  // empty: it stays
};

// Makes a new clinic key, kept by this archive beside the old ones, and, where `recovery_out` names
// a folder outside the clinic's, a new recovery key, which leaves at once. The next configuration
// that is signed names them; from then on tablets seal to them. Imports pass the clinic's keys, old
// and new, to every admitted computer and to the recovery key of the newest configuration. The
// archive must be unlocked by an administrator. Faults: role_refused, key_in_clinic, those of ROOT.
[[nodiscard]] Result<Rotated> rotate_keys(archive::Archive& archive,
                                          const std::filesystem::path& root,
                                          const std::optional<std::filesystem::path>& recovery_out,
                                          const Desk& desk);

}  // namespace spine::importing
