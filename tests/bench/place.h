// Where a measurement writes: a folder of its own on the disk that is meant, gone afterwards.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace spine::bench {

class Place {
  public:
    // FOLDER/bench-NAME-PID.
    Place(const std::filesystem::path& folder, std::string_view name);
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place();
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

// What keeps a measurement from coming to a figure.
[[nodiscard]] tl::unexpected<Fault> failed(std::string happened);

}  // namespace spine::bench
