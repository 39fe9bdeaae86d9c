// Sentences as patients write them, with what in them points at somebody. Nobody in them exists.
#pragma once

#include <string_view>
#include <vector>

#include "review/redaction.h"

namespace spine::test {

struct Telling {
    review::RedactionKind kind;
    std::string_view part;
};
struct RedactionSample {
    std::string_view language, text;
    std::vector<Telling> telling;
};
[[nodiscard]] const std::vector<RedactionSample>& redaction_samples();

}  // namespace spine::test
