// bench-page PROGRAMS [ROUNDS]: see page.h.
#include "bench/figure.h"
#include "bench/page.h"
#include "crypto/init.h"

#include <algorithm>

namespace {

using namespace spine;

constexpr int patients_a_language = 12;

Result<bench::Figure> measure(int rounds) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    // As many patients as rounds, so that a short run is short in both.
    const auto took =
        bench::bench_page(SPINE_SOURCE_DIR, rounds, std::min(rounds, patients_a_language));
    if (!took) return fail(took.error());
    bench::Figure figure{"page",
                         took->heaviest_us,
                         took->empty_us,
                         took->ratio,
                         "us",
                         "at most 150 us of CPU (heaviest: " + took->screen + ")",
                         took->heaviest_us <= 150,
                         {}};
    bench::add_spread(figure, "us", took->rounds_us);
    figure.more.emplace_back("screens", static_cast<double>(took->screens));
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    return bench::report(measure(bench::rounds_of(argc, argv, 15)));
}
