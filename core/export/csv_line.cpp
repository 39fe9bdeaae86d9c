#include "export/csv_line.h"

#include <algorithm>

#include "deidentify/csv_writer.h"

namespace spine::exporting {

bool reads_as_formula(std::string_view text) {
    const auto first = std::min(text.find_first_not_of('\''), text.size());
    if (first == 0) return deidentify::looks_like_formula(text);
    // Behind an apostrophe a number is words, too, or taking one away would tell them apart no
    // more.
    return deidentify::looks_like_formula(std::string(text.substr(first)).append("'"));
}

std::string defused(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 1);
    if (reads_as_formula(text)) out.push_back('\'');
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
