// CSV as RFC 4180 has it, for people who open it in a spreadsheet.
//
// Rows end with CRLF; a cell is quoted where it holds the separator, a quote or a line end, or
// where it is empty and alone in its row. A spreadsheet takes a cell that begins with = + - @ (or
// their full-width forms), tab, CR or LF for a formula, and runs it: such a cell gets an apostrophe
// in front, unless it is a number such as -3.5, +4 or -1,5e-7. Names of columns, too.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/file_stream.h"
#include "base/result.h"

namespace spine::deidentify {

// Whether a spreadsheet might run it.
[[nodiscard]] bool looks_like_formula(std::string_view cell);

// Writes to a sink that outlives it, in blocks. One thread at a time.
class CsvWriter {
  public:
    CsvWriter(ByteSink& sink, char separator) : sink_(&sink), separator_(separator) {}
    // The sink's fault, for this row or an earlier one of the block.
    [[nodiscard]] Status row(std::span<const std::string_view> cells);
    // The last block. Without it the end is missing.
    [[nodiscard]] Status finish();
    // Bytes of all rows so far.
    [[nodiscard]] std::uint64_t size() const { return flushed_ + block_.size(); }
    // How many cells got an apostrophe.
    [[nodiscard]] std::uint64_t defused() const { return defused_; }

  private:
    void append(std::string_view cell, bool alone);
    ByteSink* sink_;
    char separator_;
    std::string block_;
    std::uint64_t flushed_ = 0, defused_ = 0;
};

}  // namespace spine::deidentify
