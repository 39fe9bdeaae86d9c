#include "deidentify/csv_writer.h"

#include <algorithm>
#include <array>

namespace spine::deidentify {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 16U;

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

}  // namespace

bool looks_like_formula(std::string_view cell) {
    constexpr std::array<std::string_view, 11> kBegins = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                          "\n", "＝", "＋", "－", "＠"};
    const bool begins = std::any_of(kBegins.begin(), kBegins.end(),
                                    [&](std::string_view b) { return cell.starts_with(b); });
    return begins && !is_number(cell);
}

void CsvWriter::append(std::string_view cell, bool alone) {
    const bool formula = looks_like_formula(cell);
    if (formula) ++defused_;
    const bool quoted = (alone && cell.empty()) ||
                        cell.find_first_of("\"\r\n") != std::string_view::npos ||
                        cell.find(separator_) != std::string_view::npos;
    if (quoted) block_ += '"';
    if (formula) block_ += '\'';
    if (!quoted) {
        block_ += cell;
        return;
    }
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
    return block_.size() < kBlock ? Status{} : finish();
}

Status CsvWriter::finish() {
    auto written = sink_->write(as_bytes(block_));
    flushed_ += block_.size();
    block_.clear();
    return written;
}

}  // namespace spine::deidentify
