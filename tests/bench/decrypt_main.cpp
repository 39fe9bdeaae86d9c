// bench-decrypt FOLDER [ROUNDS [RESPONSES]]: see decrypt.h. FOLDER lies on the disk that is meant.
#include <cstdlib>
#include <iostream>

#include "bench/decrypt.h"
#include "bench/figure.h"
#include "crypto/init.h"

namespace {

using namespace spine;
constexpr std::size_t kResponses = 100'000;

Result<bench::Figure> measure(const std::filesystem::path& folder, int rounds,
                              std::size_t responses) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    const auto took = bench::bench_decrypt(folder, responses, rounds);
    if (!took) return fail(took.error());
    const double ratio = bench::median(took->ratios);
    bench::Figure figure{
        "decrypt",
        took->archive,
        took->sqlcipher,
        ratio,
        "responses/s",
        "at least 1.5 times SQLCipher reading the same responses, which has no events packed",
        ratio >= 1.5,
        {{"bytes", took->bytes}}};
    bench::add_spread(figure, "ratio", took->ratios);
    bench::add_spread(figure, "answers_ratio", took->answer_ratios);
    bench::add_spread(figure, "packed_ratio", took->packed_ratios);
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-decrypt FOLDER [ROUNDS [RESPONSES]]\n";
        return 2;
    }
    const long responses = argc > 3 ? std::strtol(argv[3], nullptr, 10) : 0;
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, 5),
                                 responses > 0 ? static_cast<std::size_t>(responses) : kResponses));
}
