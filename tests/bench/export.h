// What a research export costs: core/export from an archive to a folder, against reading the same
// cells out of a plain SQLite table and writing them as plain CSV.
//
// The export decrypts each session, scores it, counts classes, searches the levels, lets the rows
// wait sealed on the disk, shuffles them, and writes data.csv with its data package, the report,
// the codebook and the disclosure report; the floor does none of it. Both end with what they wrote
// on the disk.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/result.h"

namespace spine::bench {

struct ExportFigures {
    double exported = 0;          // sessions a second, median of the rounds
    double floor = 0;             // the same sessions, if reading and writing were all
    std::vector<double> ratios;   // exported / floor, a round
    double cells = 0, bytes = 0;  // of a row
};

// Makes an archive with `sessions` of patients who answer everything, under the configuration in
// `project`/kiosk-config, in a new folder below `folder`, which is removed again: about 10 KB a
// session. Making it is not timed. crypto::start() must have been called.
[[nodiscard]] Result<ExportFigures> bench_export(const std::filesystem::path& folder,
                                                 const std::filesystem::path& project,
                                                 std::size_t sessions, int rounds);

}  // namespace spine::bench
