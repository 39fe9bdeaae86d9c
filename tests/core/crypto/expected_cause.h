// What FORMAT.md says of a bundle in which one byte was changed.
#pragma once

#include <string>

#include "base/bytes.h"

namespace spine::test {

// The cause that verify_bundle() must name. `changed` is a bundle of a session whose counter is 2
// or more, otherwise sound, in which the byte at `at` is another than it was.
[[nodiscard]] std::string expected_cause(ByteView changed, std::size_t at);

}  // namespace spine::test
