// What config::check() found, in words that a failing test can show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

namespace spine::test {

// One a line: "file | where | what (cause)". Empty: nothing was found.
[[nodiscard]] std::string lines_of(const std::vector<config::Finding>& findings);

// True if a finding has this cause and file, says what is wrong, and its place contains `place`.
[[nodiscard]] bool names(const std::vector<config::Finding>& findings, Cause cause,
                         std::string_view file, std::string_view place);

}  // namespace spine::test
