// The screens that one patient meets, given the answers so far.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "information/library.h"
#include "session/plan.h"

namespace spine::session {

// A step and its place in the order. Places never change during a walk, so that a patient who
// stands at one stays there, whatever an answer adds or takes away before or behind it.
struct Placed {
    std::size_t place = 0;
    Step step;
};
using Outline = std::vector<Placed>;

// What of the walk's state decides the outline.
struct Course {
    const std::set<std::string, std::less<>>& relevant;  // linkIds
    const std::vector<std::string>& pages;               // chosen, or expected to be chosen
    bool code_entered = false;  // the entered code stands and is not asked again
    bool no_code = false;       // nothing is stored: there is no code to show
    // Places of the steps at which the tiers were reached; tier A leaves the outline when staff
    // have led on.
    std::optional<std::size_t> tier_a = std::nullopt, tier_b = std::nullopt;
};

[[nodiscard]] Outline make_outline(const Plan& plan, const information::Library& library,
                                   const Course& course);

// The place of a tier's screen that follows the step at `place`.
[[nodiscard]] std::size_t place_of_tier(std::size_t place, bool tier_a);

}  // namespace spine::session
