// Looks through everything in a tablet's folder but the signed configuration, as somebody who has
// stolen the tablet would.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "clinic.h"

namespace spine::test {

// What patients typed and were given on a tablet with sessions of every kind.
struct Canaries {
    std::vector<std::string> texts;  // typed: random, at least 16 bytes
    std::vector<std::string> options;
    std::vector<std::string> codes;
};

// All bytes of the folder while the last session runs, and after a restart.
struct Haul {
    Canaries canaries;
    std::string while_running, afterwards;
};
// A finished, a withdrawn and an interrupted session, and one that was uploaded early and runs.
[[nodiscard]] Haul use_for_a_day(Tablet& tablet);

// Every form of every canary that occurs: as UTF-8, UTF-32 in both byte orders, and hexadecimal.
[[nodiscard]] std::vector<std::string> found_in(const std::string& bytes, const Canaries& canaries);

// Tries every 32-byte window as the key of one of these sessions and as the secret of those to whom
// they are sealed (support/key_hunt.h). What was found, in words.
[[nodiscard]] std::set<std::string> keys_in(const std::string& bytes,
                                            const std::vector<crypto::SessionHeader>& headers);

}  // namespace spine::test
