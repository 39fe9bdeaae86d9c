// Other people's programs that send a folder's files to a WebDAV server.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace spine::bench {

struct Errand {
    std::filesystem::path from;  // each file in it, none below
    std::string to;              // "https://localhost:PORT/dav/place", which exists
    std::string ca;              // PEM
    std::filesystem::path scratch;
};

// How long it took from the program's start to its end. Faults: bench-program-missing,
// bench-program-failed.
[[nodiscard]] Result<std::chrono::duration<double>> send_with_curl(const Errand& errand);
[[nodiscard]] Result<std::chrono::duration<double>> send_with_rclone(const Errand& errand,
                                                                     std::size_t transfers);
// rclone's own number.
inline constexpr std::size_t kUsualTransfers = 4;

// Faults: bench-program-missing, with the Debian package.
[[nodiscard]] Status check_program(const std::string& name, const std::string& package);

}  // namespace spine::bench
