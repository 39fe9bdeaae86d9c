// bench-import FOLDER [SESSIONS]: see import.h. FOLDER lies on the disk that is meant.
#include <iostream>

#include "bench/figure.h"
#include "bench/import.h"
#include "crypto/init.h"

namespace {

using namespace spine;

Result<bench::Figure> measure(const std::filesystem::path& folder, int sessions) {
    if (auto started = crypto::start(); !started) return fail(std::move(started));
    const auto took = bench::bench_import(folder, static_cast<std::size_t>(sessions));
    if (!took) return fail(took.error());
    return bench::Figure{
        "import",           took->imported,
        took->floor,        took->ratio,
        "sessions/s",       "at least 0.5 of libsodium's calls alone (FORMAT.md, section 6)",
        took->ratio >= 0.5, {{"cpu_ratio", took->cpu_ratio}}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-import FOLDER [SESSIONS]\n";
        return 2;
    }
    return bench::report(measure(argv[1], bench::rounds_of(argc, argv, 10'000)));
}
