// What verifying, opening and archiving costs: core/import over a folder store, against the calls
// of libsodium that FORMAT.md section 6 lists as the floor, on the same bytes, in one thread.
#pragma once

#include <filesystem>

#include "base/result.h"

namespace spine::bench {

struct ImportFigures {
    double imported = 0;   // sessions a second: store to archive, receipts signed and stored
    double floor = 0;      // sessions a second, if libsodium were all
    double ratio = 0;      // imported / floor; at least 0.5 is asked for
    double cpu_ratio = 0;  // the same by this thread's processor time: without waiting for the disk
};

// Makes a clinic with two tablets and `sessions` of a patient who answers everything, in a new
// folder below `folder`, which is removed again: about 100 KB a session. Making them is not timed.
// Half of the floor is measured before the import and half after, so that a machine that slows
// down meets both alike. crypto::start() must have been called.
[[nodiscard]] Result<ImportFigures> bench_import(const std::filesystem::path& folder,
                                                 std::size_t sessions);

}  // namespace spine::bench
