// What finding the best generalisation costs: deidentify::search() against trying every node
// (anonymize_floor.h), both from the same de-duplicated table, the search alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"
#include "deidentify/microdata.h"

namespace spine::bench {

struct AnonymizeFigures {
    double ours = 0, floor = 0;  // seconds, median of the rounds
    std::vector<double> ratios;  // ours / floor, a round
    double nodes = 0, nodes_checked = 0;
};

// Both sides by turns, `rounds` times, after one that does not count; k = 5, at most 5 %
// suppressed. Fault: bench-failed, also where the two find different optima.
[[nodiscard]] Result<AnonymizeFigures> bench_anonymize(const deidentify::Microdata& data,
                                                       int rounds);

// Adult with its first `columns` quasi-identifiers, from `folder` (adult.csv and its hierarchies).
[[nodiscard]] Result<deidentify::Microdata> adult_table(const std::filesystem::path& folder,
                                                        std::size_t columns);

// Writes a table of `rows` rows and the first six columns of Adult to `file`: drawn from Adult's
// rows, each cell with probability 0.3 from another one; the same for each call.
[[nodiscard]] Status write_resampled(const std::filesystem::path& folder, std::uint64_t rows,
                                     const std::filesystem::path& file);

// A table in a file with the hierarchies of Adult in `folder`, counted.
[[nodiscard]] Result<deidentify::Microdata> counted(const std::filesystem::path& file,
                                                    const std::filesystem::path& folder,
                                                    const std::vector<std::string>& columns);

struct CommandFigures {
    double seconds = 0;
    double peak_mb = 0;  // of 2^20 bytes
};
// `kioskctl anonymize` in `programs` over that file, as a program of its own.
[[nodiscard]] Result<CommandFigures> run_command(const std::filesystem::path& programs,
                                                 const std::filesystem::path& file,
                                                 const std::filesystem::path& folder);

}  // namespace spine::bench
