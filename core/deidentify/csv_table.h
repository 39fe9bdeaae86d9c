// A table in a CSV file on its way through the engine: read once to count, read again to write what
// is released. Neither pass keeps rows, so that a million of them need no more memory than ten
// thousand with the same values.
//
// The rows of what is written stand in the order of the table, without those that are suppressed.
// METHODS.md says when that order tells something; then shuffle_rows() writes them in another.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/file_stream.h"
#include "base/files.h"
#include "base/random.h"
#include "base/result.h"
#include "deidentify/microdata.h"
#include "deidentify/release.h"

namespace spine::deidentify {

namespace causes {
inline constexpr Cause column_missing = "column-missing";     // the table has none of that name
inline constexpr Cause column_twice = "column-in-two-roles";  // quasi-identifier and sensitive
inline constexpr Cause hierarchy_missing =
    "hierarchy-missing";                                 // for a quasi-identifier, or at all
inline constexpr Cause table_changed = "table-changed";  // between the two passes
}  // namespace causes

// What each column of the table is.
struct CsvTable {
    std::filesystem::path file;
    std::vector<std::string> columns;
    char separator = ',';
    std::vector<std::size_t> quasi_identifiers, sensitive;  // places in `columns`
    std::vector<std::filesystem::path> hierarchies;         // of the quasi-identifiers
    // Of what the first pass read, byte by byte; none before it.
    std::optional<ByteArray<32>> counted;
};

// Reads the table's first line and looks for hierarchies. `quasi_identifiers` empty: all columns
// that have one and are not sensitive, in the table's order. Causes: those above but the last,
// those of csv_reader.h and hierarchy_files.h.
[[nodiscard]] Result<CsvTable> open_table(Files& files, const std::filesystem::path& file,
                                          const std::filesystem::path& hierarchies,
                                          const std::vector<std::string>& quasi_identifiers,
                                          const std::vector<std::string>& sensitive);

// The first pass; notes in `table` what it read. A row's fault names file and line.
[[nodiscard]] Result<Microdata> count_table(CsvTable& table);

// What the second pass writes beside the quasi-identifiers: everything, or sensitive columns alone.
enum class OtherColumns { Pass, Drop };

struct Written {
    std::uint64_t rows = 0;
    // Where each line ends in what was written, in bytes: that of the names, then each row's. Only
    // if asked for.
    std::vector<std::uint64_t> ends;
    std::uint64_t defused = 0;  // cells in which a spreadsheet would have seen a formula
};
// The second pass: the release of what count_table() gave, into a sink. Columns keep their order.
// Everything must be written before anybody sees it: the fault table_changed, for any byte that is
// not the one that was counted, comes last.
[[nodiscard]] Result<Written> write_table(const CsvTable& table, const Release& release,
                                          OtherColumns others, ByteSink& sink,
                                          bool note_ends = false);

// Copies what write_table() wrote, the rows in an order of which all are equally likely.
[[nodiscard]] Status shuffle_rows(const SpoolFile& from, std::vector<std::uint64_t> ends,
                                  Random& random, ByteSink& sink);

}  // namespace spine::deidentify
