#include "bench/anonymize.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <random>
#include <string>
#include <utility>

#include "base/file_stream.h"
#include "base/files.h"
#include "bench/anonymize_floor.h"
#include "bench/figure.h"
#include "bench/place.h"
#include "deidentify/csv_reader.h"
#include "deidentify/csv_table.h"
#include "deidentify/search.h"

namespace spine::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kResampledColumns = 6;
constexpr std::uint32_t kSeed = 20'261'127;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// Names of Adult's columns, in the order of the file and of its README.
Result<std::vector<std::string>> names(const fs::path& folder, std::size_t columns) {
    std::ifstream in(folder / "adult.csv");
    std::string line;
    if (!std::getline(in, line))
        return failed("Adult is not there; SHARED_DIR names the folder that holds data/adult.");
    std::vector<std::string> out;
    for (std::size_t from = 0; out.size() < columns && from < line.size();) {
        const std::size_t to = std::min(line.find_first_of(";\r", from), line.size());
        out.push_back(line.substr(from, to - from));
        from = to + 1;
    }
    return out;
}

// By column and row, the cells of Adult.
Result<std::vector<std::vector<std::string>>> cells(const fs::path& folder) {
    auto source = open_source(folder / "adult.csv");
    if (!source) return fail(std::move(source));
    auto reader = deidentify::CsvReader::open(std::move(*source), "adult.csv");
    if (!reader) return fail(std::move(reader));
    std::vector<std::vector<std::string>> out(kResampledColumns);
    for (;;) {
        const auto more = reader->next();
        if (!more) return fail(more.error());
        if (!*more) return out;
        for (std::size_t i = 0; i < out.size(); ++i) out[i].emplace_back(reader->row()[i]);
    }
}

}  // namespace

Result<deidentify::Microdata> counted(const fs::path& file, const fs::path& folder,
                                      const std::vector<std::string>& columns) {
    SystemFiles files;
    auto table = deidentify::open_table(files, file, folder, columns, {});
    if (!table) return fail(std::move(table));
    return deidentify::count_table(*table);
}

Result<deidentify::Microdata> adult_table(const fs::path& folder, std::size_t columns) {
    const auto named = names(folder, columns);
    if (!named) return fail(named.error());
    return counted(folder / "adult.csv", folder, *named);
}

Status write_resampled(const fs::path& folder, std::uint64_t rows, const fs::path& file) {
    const auto named = names(folder, kResampledColumns);
    if (!named) return fail(named.error());
    const auto adult = cells(folder);
    if (!adult) return fail(adult.error());
    std::mt19937 dice(kSeed);
    const auto some = [&] { return dice() % (*adult)[0].size(); };
    std::ofstream out(file);
    for (std::size_t i = 0; i < kResampledColumns; ++i) out << (i == 0 ? "" : ";") << (*named)[i];
    for (std::uint64_t row = 0; row < rows; ++row) {
        const std::size_t drawn = some();
        for (std::size_t i = 0; i < kResampledColumns; ++i)
            out << (i == 0 ? '\n' : ';') << (*adult)[i][dice() % 10 < 3 ? some() : drawn];
    }
    out << '\n';
    if (!out.flush()) return failed("The large table could not be written.");
    return {};
}

Result<AnonymizeFigures> bench_anonymize(const deidentify::Microdata& data, int rounds) {
    const deidentify::Requirements asked{5, 0.05, {}, deidentify::Metric::Discernibility};
    const FloorTable table = floor_table(data);
    const std::uint64_t limit = deidentify::suppression_limit(asked, data.rows());
    AnonymizeFigures out;
    std::vector<double> ours, theirs;
    for (int round = -1; round < rounds; ++round) {
        auto start = Clock::now();
        const auto found = deidentify::search(data, asked);
        const double our_time = seconds_since(start);
        if (!found) return fail(found.error());
        start = Clock::now();
        const FloorOptimum best = anonymize_floor(table, asked.k, limit);
        const double floor_time = seconds_since(start);
        if (!std::equal(best.levels.begin(), best.levels.end(), found->levels.begin(),
                        found->levels.end()) ||
            best.discernibility != found->discernibility)
            return failed("The search and its floor find different optima.");
        if (round < 0) continue;
        ours.push_back(our_time);
        theirs.push_back(floor_time);
        out.ratios.push_back(our_time / floor_time);
        out.nodes = static_cast<double>(found->nodes);
        out.nodes_checked = static_cast<double>(found->nodes_checked);
    }
    out.ours = median(ours);
    out.floor = median(theirs);
    return out;
}

}  // namespace spine::bench
