// Whatever this program asks the disk for, counted, and its life ended in front of one of the
// calls: as a killed program leaves its files. Its own calls and SQLite's stand before the
// system's.
//
// Only in a process of its own (forked.h): it does not come back.
#pragma once

namespace spine::test {

// Ends the process in front of the n-th call from here that changes a file or a folder; 0: never.
void end_at_call(int n);
// Such calls since end_at_call().
[[nodiscard]] int calls_so_far();

}  // namespace spine::test
