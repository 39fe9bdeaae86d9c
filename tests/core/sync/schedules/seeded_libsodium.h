// libsodium's randomness, drawn from a seed in each thread: keys, nonces and sealed boxes repeat,
// and with them the names of objects and the order in which a store lists them.
#pragma once

#include <cstdint>

namespace spine::test {

// For the whole program, before crypto::start(). Nothing that is sealed after it is secret.
void seed_libsodium();
// What this thread draws from here on.
void draw_from(std::uint64_t seed);

}  // namespace spine::test
