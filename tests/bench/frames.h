// What the preloaded library and the benchmark share: a file of this size, mapped by both.
#pragma once

#include <atomic>
#include <cstdint>

namespace spine::bench {

struct FrameCount {
    std::atomic<std::uint64_t> frames;
    std::atomic<std::int64_t> first_ns;  // CLOCK_MONOTONIC after the first one was swapped
};

inline constexpr const char* frame_count_variable = "SPINE_BENCH_FRAMES";  // the file's path

}  // namespace spine::bench
