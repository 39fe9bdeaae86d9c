// bench-anonymize FOLDER [ROUNDS [ROWS]]: see anonymize.h. FOLDER holds kioskctl, and takes the
// large table. Adult comes from SHARED_DIR/data/adult, else ../shared/data/adult beside the
// project.
#include <cstdlib>
#include <iostream>

#include "bench/anonymize.h"
#include "bench/figure.h"
#include "bench/place.h"

namespace {

using namespace spine;
namespace fs = std::filesystem;
constexpr std::uint64_t kRows = 1'000'000;
constexpr double kMostMb = 128;

fs::path adult_folder() {
    const char* named = std::getenv("SHARED_DIR");
    const fs::path shared =
        named != nullptr ? fs::path(named) : fs::path(SPINE_SOURCE_DIR).parent_path() / "shared";
    return shared / "data/adult";
}

Result<bench::Figure> figure_of(const std::string& name, const deidentify::Microdata& data,
                                int rounds, double most) {
    const auto took = bench::bench_anonymize(data, rounds);
    if (!took) return fail(took.error());
    const double ratio = bench::median(took->ratios);
    bench::Figure figure{
        name,
        took->ours,
        took->floor,
        ratio,
        "s",
        most < 1 ? "at most 0.33 of trying every node" : "at most 1.0 of trying every node",
        ratio <= most,
        {{"nodes", took->nodes}, {"nodes_checked", took->nodes_checked}}};
    bench::add_spread(figure, "ratio", took->ratios);
    return figure;
}

Result<bench::Figure> adult(std::size_t columns, int rounds, double most) {
    const auto data = bench::adult_table(adult_folder(), columns);
    if (!data) return fail(data.error());
    return figure_of("anonymize-" + std::to_string(columns), *data, rounds, most);
}

Result<bench::Figure> large(const fs::path& folder, int rounds, std::uint64_t rows) {
    const bench::Place place(folder, "anonymize");
    const fs::path file = place.path() / "adult.csv";
    if (auto written = bench::write_resampled(adult_folder(), rows, file); !written)
        return fail(std::move(written));
    const auto data = bench::counted(file, adult_folder(), {});
    if (!data) return fail(data.error());
    auto figure = figure_of("anonymize-million", *data, rounds, 1.0);
    if (!figure) return figure;
    const auto command = bench::run_command(folder, file, adult_folder());
    if (!command) return fail(command.error());
    figure->limit += ", and the whole command at most 128 MB";
    figure->within = figure->within && command->peak_mb <= kMostMb;
    figure->more.emplace_back("combinations", static_cast<double>(data->combinations()));
    figure->more.emplace_back("command_mb", command->peak_mb);
    figure->more.emplace_back("command_s", command->seconds);
    return figure;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: bench-anonymize FOLDER [ROUNDS [ROWS]]\n";
        return 2;
    }
    const int rounds = bench::rounds_of(argc, argv, 11);
    const long rows = argc > 3 ? std::strtol(argv[3], nullptr, 10) : 0;
    if (const int code = bench::report(adult(6, 3 * rounds, 1.0)); code != 0) return code;
    if (const int code = bench::report(adult(9, rounds, 0.33)); code != 0) return code;
    return bench::report(
        large(argv[1], rounds, rows > 0 ? static_cast<std::uint64_t>(rows) : kRows));
}
