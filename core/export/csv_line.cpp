#include "export/csv_line.h"

#include <algorithm>

namespace spine::exporting {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "-3.5", "+4,25": no spreadsheet makes more of it than the number it is.
bool is_number(std::string_view text) {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    const auto mark = text.find_first_of(".,");
    const std::string_view whole = text.substr(0, mark);
    const std::string_view part = mark == std::string_view::npos ? "0" : text.substr(mark + 1);
    const auto digits = [](std::string_view of) {
        return !of.empty() && std::all_of(of.begin(), of.end(), is_digit);
    };
    return digits(whole) && digits(part);
}

}  // namespace

bool reads_as_formula(std::string_view text) {
    const auto first = text.find_first_not_of('\'');
    if (first == std::string_view::npos) return false;
    return std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos &&
           !is_number(text);
}

std::string defused(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 1);
    if (reads_as_formula(text)) out = "'";
    return out.append(text);
}

void CsvLine::comma() {
    if (ended_) {
        line_.clear();
    } else {
        line_ += ',';
    }
    ended_ = false;
}

void CsvLine::quoted(std::string_view words) {
    line_ += '"';
    for (const char c : words) {
        if (c == '"') line_ += '"';
        line_ += c;
    }
    line_ += '"';
}

void CsvLine::text(std::string_view words) {
    comma();
    quoted(reads_as_formula(words) ? defused(words) : std::string(words));
}

void CsvLine::plain(std::string_view word) {
    comma();
    if (word.find_first_of(",\"\r\n") == std::string_view::npos) {
        line_ += word;
    } else {
        quoted(word);
    }
}

void CsvLine::whole(std::int64_t number) {
    comma();
    line_ += std::to_string(number);
}

void CsvLine::nothing() {
    comma();
}

std::string_view CsvLine::end() {
    line_ += "\r\n";
    ended_ = true;
    return line_;
}

}  // namespace spine::exporting
