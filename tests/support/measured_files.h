// The system's files on a disk whose free space a test says.
#pragma once

#include <functional>

#include "support/delegating_files.h"

namespace spine::test {

class MeasuredFiles final : public DelegatingFiles {
  public:
    // Bytes; empty: as the disk has.
    std::function<std::uint64_t()> left;

    [[nodiscard]] Result<std::uint64_t> free_space(const std::filesystem::path& folder) override {
        if (left) return left();
        return DelegatingFiles::free_space(folder);
    }
};

}  // namespace spine::test
