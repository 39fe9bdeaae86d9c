// One course of events between tablets, a store and a clinic, drawn from a seed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "scheduled_tablet.h"
#include "virtual_network.h"

namespace spine::test {

struct Course {
    std::vector<std::string> broken;  // which promise, and by what: empty if none
    std::size_t sessions = 0;
    std::int64_t virtual_ms = 0;
    std::uint64_t gave_way = 0;  // requests that were broken off, since staff were called
    std::array<std::uint64_t, kNetworkFaults> met{};  // faults, by kind
};

// Some tablets, some patients each, over a network that fails in every way, with a store on WebDAV
// or S3; then the network is well again and everything must be where it belongs. After every step
// the tablets must hold what the archive has not.
[[nodiscard]] Course run_schedule(const SmallClinic& clinic, std::uint64_t seed,
                                  Proof proof = Proof::Receipt);

}  // namespace spine::test
