// What sync costs the patient: durable answers while a year's sessions leave the tablet, get their
// receipts and are deleted, against the same answers while sync waits.
#pragma once

#include <cstddef>
#include <filesystem>

#include "base/result.h"

namespace spine::bench {

struct BesideSyncFigures {
    double beside_us = 0;       // an answer, 99th percentile, while sync runs
    double alone_us = 0;        // the same while it waits
    double longest_us = 0;      // the longest answer while it runs: what a frame waits at most
    std::size_t answers = 0;    // measured on each side
    std::size_t delivered = 0;  // bundles that reached the store meanwhile
    std::size_t deleted = 0;    // sessions that went meanwhile, each after its receipt
};

// Seals `sessions` in a new folder below `folder`, which is removed again: about 40 KB each, and
// the store's copies again. Then patients answer, forty times each, by turns with sync running
// and with sync held at its store, until both sides have `answers`; the clinic signs a receipt as
// soon as a bundle is there. The journal has its own thread, as in the kiosk.
// crypto::start() must have been called. Fault: bench-failed.
[[nodiscard]] Result<BesideSyncFigures> bench_beside_sync(const std::filesystem::path& folder,
                                                          std::size_t sessions,
                                                          std::size_t answers);

}  // namespace spine::bench
