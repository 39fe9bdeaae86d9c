// Numbers as the clinic's language writes them.
#pragma once

#include <cstdint>
#include <string>

#include "clinic/look.h"

namespace spine::clinic {

// Not more digits than it has: "2.5" or "2,5", "20".
[[nodiscard]] std::string number(const Look& look, double value);
// Of a share from 0 to 1, a tenth of a percent always: "7.6 %", "4,0 %".
[[nodiscard]] std::string percent(const Look& look, double share);
// The same without a tenth that is 0: "20 %", "2,5 %".
[[nodiscard]] std::string short_percent(const Look& look, double share);
// Of a file: "340 B", "21 kB", "1,4 MB".
[[nodiscard]] std::string file_size(const Look& look, std::uint64_t bytes);

}  // namespace spine::clinic
