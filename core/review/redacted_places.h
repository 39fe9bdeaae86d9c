// Where a place in a text stands in the copy that leaves (redacted()), and back: so that what was
// marked in one copy is found in the next, after more was redacted or something put back.
//
// Places count code points, between them: a part [from, to) begins at one and ends at another. A
// part that begins or ends within what was redacted takes all of it. Pure; any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "archive/texts.h"

namespace spine::review {

struct Part {
    std::uint32_t from = 0, to = 0;
    friend bool operator==(const Part&, const Part&) = default;
};

// `part` stands in the copy, and in the text. `redactions`: rising, none meeting another.
[[nodiscard]] Part in_text(const Part& part, const std::vector<archive::Redaction>& redactions);
[[nodiscard]] Part in_copy(const Part& part, const std::vector<archive::Redaction>& redactions);

}  // namespace spine::review
