#pragma once

#include <string>

namespace spine::tool {

// The versions of this program and of the libraries that it runs with, a line each.
[[nodiscard]] std::string versions();

}  // namespace spine::tool
