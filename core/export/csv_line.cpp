#include "export/csv_line.h"

#include "deidentify/csv_writer.h"

namespace spine::exporting {

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
    quoted(deidentify::defused(words));
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
