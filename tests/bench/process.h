// Programs that a benchmark starts, a folder of its own, and a display if there is none.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace spine::bench {

namespace causes {
inline constexpr Cause program_missing = "bench-program-missing";
inline constexpr Cause program_failed = "bench-program-failed";
}  // namespace causes

// A new folder below the system's for temporary files, gone afterwards.
class ScratchFolder {
  public:
    ScratchFolder();  // throws std::system_error if there is no room for a folder
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// A program that ends with this object, and with whoever started it.
class Child {
  public:
    using Variables = std::vector<std::pair<std::string, std::string>>;

    // `words`: the program and its arguments; `more` is added to the environment. Its standard
    // output goes nowhere. `keep`: a descriptor that it inherits, or -1.
    [[nodiscard]] static Result<std::unique_ptr<Child>> start(const std::vector<std::string>& words,
                                                              const Variables& more = {},
                                                              int keep = -1);
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child();

    [[nodiscard]] bool runs();
    [[nodiscard]] bool ended_well();  // waits for its end; true: exit code 0
    // What all its threads have used of a processor since its start, nanoseconds.
    [[nodiscard]] std::int64_t cpu_ns() const;

  private:
    explicit Child(pid_t pid) : pid_(pid) {}
    pid_t pid_;
    bool over_ = false;
    int status_ = 0;
};

// The display of DISPLAY, else an Xvfb of our own for as long as this lives. Sets DISPLAY for the
// programs that are started afterwards.
class Display {
  public:
    [[nodiscard]] static Result<std::unique_ptr<Display>> open();

  private:
    std::unique_ptr<Child> server_;
};

// `kioskctl demo`: a clinic with one enrolled tablet below `folder`. Returns the tablet's folder.
[[nodiscard]] Result<std::filesystem::path> make_demonstration(
    const std::filesystem::path& programs, const std::filesystem::path& folder);

}  // namespace spine::bench
