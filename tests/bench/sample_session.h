// A session to measure with: what a patient leaves behind who answers every screen.
#pragma once

#include <cstdint>
#include <vector>

#include "base/clock.h"
#include "session/event.h"

namespace spine::bench {

// About a hundred events, four seconds apart, the first after `at`. Codes differ with `counter`.
[[nodiscard]] std::vector<session::Event> sample_session(UnixMs at, std::uint64_t counter);

}  // namespace spine::bench
