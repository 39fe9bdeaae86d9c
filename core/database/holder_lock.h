// Who holds a file: a lock file beside it, flock'd for as long as the holder lives, that names the
// holder for the person who meets it. The kernel lets go when a process dies, however it dies.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace spine::database {

class HolderLock {
  public:
    // Takes `<file>.lock`. held_by_another (database.h) names process id and program of the
    // holder; failed if the lock file cannot be written.
    [[nodiscard]] static Result<HolderLock> take(const std::filesystem::path& file,
                                                 std::string_view program);
    HolderLock(HolderLock&& other) noexcept;
    HolderLock& operator=(HolderLock&&) = delete;
    HolderLock(const HolderLock&) = delete;
    HolderLock& operator=(const HolderLock&) = delete;
    ~HolderLock();

  private:
    explicit HolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace spine::database
