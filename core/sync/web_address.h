// The address of a web server, as a person wrote it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace spine::sync {

// "https://host:port/path" without an end slash. Faults, all store_refused, and none repeats what
// stands before an @: not https (http is taken for a loopback address alone, where nobody listens
// in), a user or password in it, a query or fragment, not to be read.
[[nodiscard]] Result<std::string> read_web_address(std::string_view address);

// "host:port" or "http://host:port". The same faults.
[[nodiscard]] Status check_proxy(std::string_view proxy);

// Percent-encodes all but letters, digits and "-._~".
[[nodiscard]] std::string percent_encoded(std::string_view text);
// Nothing for a percent sign without two digits behind it.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace spine::sync
