// Any CSV file, row by row, in the memory of its longest row (RFC 4180, by Debian's libcsv).
//
// Taken: cells parted by `;`, `,` or tab, whichever stands most often outside quotes in the first
// line that is not empty (at a tie in this order; a comma where none does); CRLF, LF or CR; UTF-8,
// a byte-order mark dropped; a quoted cell with line ends, separators and doubled quotes. Spaces
// belong to the cell. An empty line is no row. Refused: what RFC 4180 does not allow, since a row
// that is guessed at may be another person's.
//
// A fault names file and line, never what stands in a cell. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_stream.h"
#include "base/result.h"

namespace spine::deidentify {

namespace causes {
inline constexpr Cause csv_empty = "csv-empty";    // no line at all
inline constexpr Cause csv_header = "csv-header";  // a column without a name, or a name twice
inline constexpr Cause csv_row_length = "csv-row-length";  // too many cells, or too few
inline constexpr Cause csv_quote = "csv-quote";            // never closed, or in a cell's middle
inline constexpr Cause csv_not_text = "csv-not-text";      // not UTF-8, or a NUL
inline constexpr Cause csv_too_long = "csv-too-long";      // a cell or row beyond the limits below
}  // namespace causes

inline constexpr std::size_t kLongestCell = std::size_t{1} << 20U;  // bytes
inline constexpr std::size_t kLongestRow = std::size_t{4} << 20U;   // bytes and cells together

class CsvReader {
  public:
    // Whether the first line names the columns. Without one every row has as many cells as the
    // first.
    enum class Header { Names, None };

    // `name` is what faults call the file. Reads the first line's names.
    [[nodiscard]] static Result<CsvReader> open(std::unique_ptr<ByteSource> source,
                                                std::string name, Header header = Header::Names);
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;
    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    [[nodiscard]] const std::vector<std::string>& columns() const;  // empty with Header::None
    [[nodiscard]] char separator() const;
    // False at the end. After a fault the reader can only be let go.
    [[nodiscard]] Result<bool> next();
    // The cells of the row that next() found; gone with the next call.
    [[nodiscard]] std::span<const std::string_view> row() const;
    // The line, from 1, in which that row begins.
    [[nodiscard]] std::uint64_t line() const;

  private:
    struct State;
    explicit CsvReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace spine::deidentify
