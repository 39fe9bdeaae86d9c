#include "deidentify/csv_writer.h"

#include <algorithm>
#include <array>

namespace spine::deidentify {
namespace {

constexpr std::size_t kWriteBlock = std::size_t{1} << 16U;
// Where some program may see a new cell begin.
constexpr std::string_view kParting = ";,\t\"\r\n";
// Without one of these nothing is a formula: the last begins the full-width forms.
constexpr std::string_view kBeginsFormula = "=+-@\t\r\n\xEF";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Takes what is at the front of `text`; false if nothing is.
bool take_digits(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    text.remove_prefix(count);
    return count > 0;
}

bool take_one_of(std::string_view& text, std::string_view which) {
    if (text.empty() || which.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

bool is_number(std::string_view text) {
    (void)take_one_of(text, "+-");
    if (!take_digits(text)) return false;
    if (take_one_of(text, ".,") && !take_digits(text)) return false;
    if (!take_one_of(text, "eE")) return text.empty();
    (void)take_one_of(text, "+-");
    return take_digits(text) && text.empty();
}

// Apostrophes in front count with it, or one more could not be told from one that was there.
bool needs_apostrophe(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return looks_like_formula(text);
}

}  // namespace

bool looks_like_formula(std::string_view cell) {
    constexpr std::array<std::string_view, 11> kBegins = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};
    const bool begins = std::any_of(kBegins.begin(), kBegins.end(),
                                    [&](std::string_view b) { return cell.starts_with(b); });
    return begins && !is_number(cell);
}

std::string defused(std::string_view cell) {
    std::string out;
    if (needs_apostrophe(cell)) out.push_back('\'');
    if (cell.find_first_of(kParting) == std::string_view::npos) return out.append(cell);
    while (!cell.empty()) {
        const std::size_t here = std::min(cell.find_first_of(kParting), cell.size() - 1) + 1;
        out.append(cell.substr(0, here));
        cell.remove_prefix(here);
        if (needs_apostrophe(cell.substr(0, cell.find_first_of(kParting)))) out += '\'';
    }
    return out;
}

void CsvWriter::append(std::string_view cell, bool alone) {
    std::string changed;
    if (cell.find_first_of(kBeginsFormula) != std::string_view::npos) {
        changed = deidentify::defused(cell);
        if (changed.size() > cell.size()) ++defused_;
        cell = changed;
    }
    if (!(alone && cell.empty()) && cell.find_first_of(kParting) == std::string_view::npos) {
        block_ += cell;
        return;
    }
    block_ += '"';
    for (const char c : cell) {
        if (c == '"') block_ += '"';
        block_ += c;
    }
    block_ += '"';
}

Status CsvWriter::row(std::span<const std::string_view> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) block_ += separator_;
        append(cells[i], cells.size() == 1);
    }
    block_ += "\r\n";
    return block_.size() < kWriteBlock ? Status{} : finish();
}

Status CsvWriter::finish() {
    auto written = sink_->write(as_bytes(block_));
    flushed_ += block_.size();
    block_.clear();
    return written;
}

}  // namespace spine::deidentify
