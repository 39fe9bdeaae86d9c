// CSV as RFC 4180 has it, for people who open it in a spreadsheet.
//
// Rows end with CRLF; a cell is quoted where it holds `;`, `,`, tab, a quote or a line end, or
// where it is empty and alone in its row: whichever of the three parts the rows, it is then the one
// that stands most often outside quotes.
//
// A spreadsheet takes a cell that begins with = + - @ (or their full-width forms), tab, CR or LF
// for a formula, and runs it. It may part cells elsewhere than this file does: a comma's file
// opened where lists are parted by semicolons. So such a beginning gets an apostrophe in front, at
// the cell's own beginning and behind each `;`, `,`, tab, quote or line end within it, blanks
// passed over, unless what begins there is a number such as -3.5, +4 or -1,5e-7. So do apostrophes
// with such a beginning behind them: taking one off wherever apostrophes stand before a formula
// gives back what was there. Names of columns, too.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/file_stream.h"
#include "base/result.h"

namespace spine::deidentify {

// Whether a spreadsheet might run it, as it begins.
[[nodiscard]] bool looks_like_formula(std::string_view cell);
// What is written for it, but for the quotes: with apostrophes where it would be run.
[[nodiscard]] std::string defused(std::string_view cell);

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
    // How many cells got apostrophes.
    [[nodiscard]] std::uint64_t defused() const { return defused_; }

  private:
    void append(std::string_view cell, bool alone);
    ByteSink* sink_;
    char separator_;
    std::string block_;
    std::uint64_t flushed_ = 0, defused_ = 0;
};

}  // namespace spine::deidentify
