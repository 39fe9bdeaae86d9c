// The sentences that people read for each cause of causes.h.
#pragma once

#include <string>

#include "base/result.h"

namespace spine::crypto {

// A fault with the sentences of `cause`, one of causes::all. `where` names the object, field or
// record; it never holds sealed content.
[[nodiscard]] tl::unexpected<Fault> refuse(Cause cause, std::string where = {});

// The two sentences alone, for FORMAT.md's list and its test.
struct CauseText {
    Cause cause;
    std::string_view happened, next;
};
[[nodiscard]] CauseText text_of(Cause cause);

}  // namespace spine::crypto
