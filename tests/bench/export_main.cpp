// bench-export FOLDER [ROUNDS [SESSIONS]]: see export.h. FOLDER lies on the disk that is meant.
#include <cstdlib>
#include <iostream>

#include "bench/export.h"
#include "bench/figure.h"
#include "crypto/init.h"

namespace {

using namespace spine;
constexpr std::size_t kSessions = 10'000;

Result<bench::Figure> measure(const std::filesystem::path& folder, int rounds,
                              std::size_t sessions) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    const auto took = bench::bench_export(folder, SPINE_SOURCE_DIR, sessions, rounds);
    if (!took) return fail(took.error());
    const double ratio = bench::median(took->ratios);
    bench::Figure figure{
        "export",      took->exported,
        took->floor,   ratio,
        "sessions/s",  "at least 0.02 of reading and writing the same cells plainly",
        ratio >= 0.02, {{"cells", took->cells}, {"bytes", took->bytes}}};
    bench::add_spread(figure, "ratio", took->ratios);
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-export FOLDER [ROUNDS [SESSIONS]]\n";
        return 2;
    }
    const long sessions = argc > 3 ? std::strtol(argv[3], nullptr, 10) : 0;
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, 5),
                                 sessions > 0 ? static_cast<std::size_t>(sessions) : kSessions));
}
