// bench-answer FOLDER [ROUNDS]: see answer.h. FOLDER lies on the disk that is meant.
#include <iostream>

#include "bench/answer.h"
#include "bench/figure.h"
#include "crypto/init.h"

namespace {

using namespace spine;

Result<bench::Figure> measure(const std::filesystem::path& folder, int rounds) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    const auto took = bench::bench_answer(folder, rounds);
    if (!took) return fail(took.error());
    bench::Figure figure{"answer",
                         took->sealed_us,
                         took->plain_us,
                         took->ratio,
                         "us",
                         "at most 1.25 times a plain SQLite insert of the same bytes",
                         took->ratio <= 1.25,
                         {}};
    bench::add_spread(figure, "ratio", took->ratios);
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-answer FOLDER [ROUNDS]\n";
        return 2;
    }
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, 15)));
}
