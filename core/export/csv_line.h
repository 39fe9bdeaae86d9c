// One line of a CSV file after RFC 4180: commas, quotes doubled, CR LF.
//
// Words that a spreadsheet would run as a formula are defused as deidentify/csv_writer.h says,
// which also says how they are given back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace spine::exporting {

// Gathers the cells of a line; keeps its room from one line to the next.
class CsvLine {
  public:
    // Words: defused, and always in quotes, so that an empty text is no empty cell.
    void text(std::string_view words);
    // What is ours and no formula (a number, a name, a header): quotes only where it needs them.
    void plain(std::string_view word);
    void whole(std::int64_t number);
    // No value: nothing at all between the commas.
    void nothing();
    // The line with its end. It stays valid until the next cell, which begins a new line.
    [[nodiscard]] std::string_view end();

  private:
    void comma();
    void quoted(std::string_view words);
    std::string line_;
    bool ended_ = true;
};

}  // namespace spine::exporting
