// bench-push FOLDER [ROUNDS [SESSIONS]]: see push.h. FOLDER lies on the disk that is meant.
#include <cstdlib>
#include <exception>
#include <iostream>

#include "bench/figure.h"
#include "bench/push.h"
#include "crypto/init.h"

namespace {

using namespace spine;
constexpr std::size_t kSessions = 2'000;

Result<bench::Figure> measure(const std::filesystem::path& folder, int rounds,
                              std::size_t sessions) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    const auto took = bench::bench_push(folder, sessions, rounds);
    if (!took) return fail(took.error());
    const double ratio = bench::median(took->to_curl);
    const double to_rclone = bench::median(took->to_rclone);
    bench::Figure figure{"push",
                         took->ours,
                         took->curl,
                         ratio,
                         "sessions/s",
                         "at least 0.8 of curl --parallel, and as fast as rclone copy",
                         ratio >= 0.8 && to_rclone >= 1.0,
                         {{"rclone", took->rclone},
                          {"rclone_transfers", static_cast<double>(took->transfers)},
                          {"rclone_usual", took->rclone_usual},
                          {"bytes", took->bytes}}};
    bench::add_spread(figure, "ratio", took->to_curl);
    bench::add_spread(figure, "rclone_ratio", took->to_rclone);
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-push FOLDER [ROUNDS [SESSIONS]]\n";
        return 2;
    }
    const long sessions = argc > 3 ? std::strtol(argv[3], nullptr, 10) : 0;
    try {
        return bench::report(
            measure(argv[1], bench::rounds_of(argc, argv, 2),
                    sessions > 0 ? static_cast<std::size_t>(sessions) : kSessions));
    } catch (const std::exception& thrown) {
        std::cerr << thrown.what() << '\n';
        return 1;
    }
}
