// Who coded, without their names: for a project that goes to others.
//
// Pure; any thread.
#pragma once

#include <map>

#include "coding/history.h"

namespace spine::coding {

// For each user that the history has ever had, by their guid, somebody called "Coder 1 (5d3c01)",
// numbered in its order: the same whenever it is asked, and, as the digits are the history's own,
// nobody of another one. Neither the name nor the guid says who it is.
[[nodiscard]] std::map<Guid, User> coders(const History& history);

// With those in the place of its users, wherever it speaks of one; who is not among them stays.
[[nodiscard]] State with_users(State state, const std::map<Guid, User>& instead);

}  // namespace spine::coding
