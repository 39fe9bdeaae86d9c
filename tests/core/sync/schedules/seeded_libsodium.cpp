#include "seeded_libsodium.h"

#include <sodium.h>

#include <optional>

#include "support/support.h"

namespace spine::test {
namespace {

std::optional<SeededRandom>& of_this_thread() {
    thread_local std::optional<SeededRandom> random;
    return random;
}

void fill(void* out, std::size_t size) {
    if (!of_this_thread()) draw_from(0);
    of_this_thread()->fill({static_cast<std::uint8_t*>(out), size});
}

std::uint32_t draw() {
    std::uint32_t drawn = 0;
    fill(&drawn, sizeof drawn);
    return drawn;
}

}  // namespace

void seed_libsodium() {
    static randombytes_implementation seeded{
        [] { return "seeded for a test"; }, draw, nullptr, nullptr, fill, nullptr};
    randombytes_set_implementation(&seeded);
}

void draw_from(std::uint64_t seed) {
    of_this_thread().emplace(seed);
}

}  // namespace spine::test
