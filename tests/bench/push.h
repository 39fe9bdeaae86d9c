// How fast sealed sessions leave a tablet: our uploader to Apache's mod_dav over TLS on loopback,
// beside curl and rclone sending files with the same bytes to the same server.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "base/result.h"

namespace spine::bench {

struct PushFigures {
    // Sessions a second, median of the rounds.
    double ours = 0;    // out of the journal into the store, and ticked off
    double curl = 0;    // curl --parallel, as it comes
    double rclone = 0;  // rclone copy with `transfers`
    // Ours to theirs, side by side: curl's thrice a round.
    std::vector<double> to_curl, to_rclone;
    std::size_t transfers = 0;  // of 4, 8 and 16 the number with which rclone was fastest
    double rclone_usual = 0;    // with 4, as it comes: measured before the rounds, on an eighth
    double bytes = 0;           // of a session
};

// Seals `sessions` below `folder`, which is removed again, and starts a server whose data lie in
// the system's folder for temporary files: some 65 KB a session in each. In every round ours and
// curl send everything by turns, three times, and rclone once, each to a folder of its own that is
// emptied behind it; 2,000 sessions take a minute and a half a round. A tablet's sending is the
// whole of Uploader::run(), each time from a journal from which nothing was sent before.
// crypto::start() must have been called. Faults: bench-failed, also where something did not arrive
// whole; bench-program-missing without apache2, curl or rclone. Throws where the server does not
// start.
[[nodiscard]] Result<PushFigures> bench_push(const std::filesystem::path& folder,
                                             std::size_t sessions, int rounds);

}  // namespace spine::bench
