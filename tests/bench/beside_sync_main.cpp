// bench-beside-sync FOLDER [SESSIONS [ANSWERS]]: see beside_sync.h. FOLDER lies on the disk that is
// meant.
#include <cstdlib>
#include <iostream>

#include "bench/beside_sync.h"
#include "bench/figure.h"
#include "crypto/init.h"

namespace {

using namespace spine;
constexpr int kSessionsAYear = 7'500;  // thirty patients on each of 250 days
constexpr std::size_t kAnswers = 10'000;
constexpr double kFrameUs = 33'000;

Result<bench::Figure> measure(const std::filesystem::path& folder, int sessions,
                              std::size_t answers) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    const auto took = bench::bench_beside_sync(folder, static_cast<std::size_t>(sessions), answers);
    if (!took) return fail(took.error());
    const double ratio = took->beside_us / took->alone_us;
    return bench::Figure{
        "beside-sync",
        took->beside_us,
        took->alone_us,
        ratio,
        "us",
        "99th percentile at most 2 times that without sync, and no answer over 33 ms",
        ratio <= 2 && took->longest_us <= kFrameUs,
        {{"longest_us", took->longest_us},
         {"answers", static_cast<double>(took->answers)},
         {"delivered", static_cast<double>(took->delivered)},
         {"deleted", static_cast<double>(took->deleted)}}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-beside-sync FOLDER [SESSIONS [ANSWERS]]\n";
        return 2;
    }
    const long answers = argc > 3 ? std::strtol(argv[3], nullptr, 10) : 0;
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, kSessionsAYear),
                                 answers > 0 ? static_cast<std::size_t>(answers) : kAnswers));
}
