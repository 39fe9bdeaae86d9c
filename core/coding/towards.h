// From one coding towards another, by guids: what a project that comes from elsewhere changes here.
//
// Pure; any thread.
#pragma once

#include <vector>

#include "coding/step.h"

namespace spine::coding {

// The steps that give `from` all that `to` has, as `to` has it: what both have becomes as it is
// there (a unit's codes, too), and what `from` alone has stays as it is, also what a condensate or
// a synthesis of both says of units that `from` alone has: that it rests on them, quotes one where
// `to` quotes none, what was found when it was held against them. None where nothing changes.
// Faults: those of take_step(); exists where a guid is one thing here and another there.
[[nodiscard]] Result<std::vector<Step>> steps_towards(const State& from, const State& to);

}  // namespace spine::coding
