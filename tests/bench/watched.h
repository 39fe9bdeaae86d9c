// A program in a window whose frames are counted from outside: a preloaded library
// (frames_preload.cpp) stands before glfwSwapBuffers, so that the program itself is the one that
// patients meet.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "bench/frames.h"
#include "bench/process.h"

namespace spine::bench {

class Watched {
  public:
    // `programs`: where the preloaded library lies; `scratch`: where the count is kept.
    [[nodiscard]] static Result<std::unique_ptr<Watched>> start(
        const std::filesystem::path& programs, const std::filesystem::path& scratch,
        const std::vector<std::string>& words);
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;
    ~Watched();

    [[nodiscard]] std::uint64_t frames() const;
    [[nodiscard]] std::int64_t cpu_ns() const { return child_->cpu_ns(); }
    // From its start to the moment at which its first frame was handed to the display; waits for
    // it. A fault if it ends or takes longer than 30 s.
    [[nodiscard]] Result<double> first_frame_ms();
    // Waits until its start is over: no frame and next to no work for two seconds.
    [[nodiscard]] Status settle();

  private:
    Watched() = default;
    FrameCount* count_ = nullptr;  // shared with the program
    std::int64_t started_ns_ = 0;
    std::string program_;
    std::unique_ptr<Child> child_;
};

}  // namespace spine::bench
