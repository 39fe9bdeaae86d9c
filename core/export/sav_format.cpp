#include "export/sav_format.h"

#include <fmt/format.h>
#include <readstat.h>

#include <algorithm>
#include <charconv>
#include <ctime>

#include "export/cell_text.h"

namespace spine::exporting {
namespace {

constexpr std::size_t kLongestQuestion = 255, kLongestLabel = 120, kLongestNote = 80;
constexpr std::size_t kPseudonymWidth = 64;

struct Freed {
    void operator()(readstat_writer_t* writer) const { readstat_writer_free(writer); }
};

// Noon of the day: ReadStat writes the local time, and this one says nothing.
std::time_t noon_of(std::string_view day) {
    std::tm at{};
    const auto number = [&](std::size_t from, std::size_t length) {
        int value = 0;
        const std::string_view part = day.size() < from ? "" : day.substr(from, length);
        std::from_chars(part.data(), part.data() + part.size(), value);
        return value;
    };
    at.tm_year = number(0, 4) - 1900;
    at.tm_mon = number(5, 2) - 1;
    at.tm_mday = number(8, 2);
    at.tm_hour = 12;
    at.tm_isdst = -1;
    return std::mktime(&at);
}

std::string fitting(std::string_view words, std::size_t bytes) {
    return std::string(cut(one_line(words), bytes));
}

std::string question_of(const Variable& variable, std::string_view language) {
    if (!variable.several) return words_in(variable.words, language);
    return fmt::format("{}: {}", words_in(variable.several->question, language),
                       words_in(variable.words, language));
}

std::string format_of(const Variable& variable) {
    switch (variable.kind) {
        case Kind::Text:
            return {};
        case Kind::Decimal:
            return fmt::format("F{}.{}", 10 + variable.decimals, variable.decimals);
        case Kind::Integer:
            return "F10.0";
        default:
            return "F4.0";
    }
}

// Whether the codes are steps: "0" to "4" have an order, words have none that is known.
bool is_scale(const Variable& variable) {
    return variable.labels.size() > 2 &&
           std::all_of(variable.labels.begin(), variable.labels.end(), [](const ValueLabel& one) {
               return one.code == std::to_string(one.number);
           });
}

readstat_measure_t measure_of(const Variable& variable) {
    const Kind kind = variable.kind;
    if (kind == Kind::Integer || kind == Kind::Decimal) return READSTAT_MEASURE_SCALE;
    return kind == Kind::Period || is_scale(variable) ? READSTAT_MEASURE_ORDINAL
                                                      : READSTAT_MEASURE_NOMINAL;
}

// A cell as a number, where it is one; its kind of missing as the number that stands for it.
double number_in(const Variable& variable, const Cell& cell) {
    if (const auto* missing = std::get_if<Missing>(&cell)) return number_of(*missing);
    if (const auto* coded = std::get_if<Coded>(&cell)) {
        return variable.labels.at(coded->label).number;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
    if (const auto* truth = std::get_if<bool>(&cell)) return *truth ? 1 : 0;
    // What is read back equals what the other formats say in digits.
    double value = std::get<double>(cell);
    const std::string digits = decimal_text(value, variable.decimals);
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

class SavFormat::Writer {
  public:
    Writer(const Table& table, OutputFile& file)
        : table_(table), file_(file), writer_(readstat_writer_init()) {
        readstat_set_data_writer(writer_.get(), write);
    }

    Status begin() {
        readstat_writer_set_compression(writer_.get(), READSTAT_COMPRESS_ROWS);
        readstat_writer_set_file_timestamp(writer_.get(), noon_of(table_.study.made));
        readstat_writer_set_file_label(writer_.get(), fitting(table_.study.title, 64).c_str());
        add_notes();
        const std::string suffix = reason_suffix(table_);
        for (const Variable& variable : table_.variables) add(variable, suffix);
        return checked(
            readstat_begin_writing_sav(writer_.get(), &file_, static_cast<long>(table_.rows)));
    }

    Status row(std::span<const Cell> cells) {
        readstat_error_t error = readstat_begin_row(writer_.get());
        for (std::size_t i = 0; i < cells.size() && error == READSTAT_OK; ++i) {
            const Variable& variable = table_.variables[i];
            error = variable.kind == Kind::Text
                        ? insert_text(columns_[i], cells[i])
                        : insert(columns_[i].value, number_in(variable, cells[i]));
        }
        if (error == READSTAT_OK) error = readstat_end_row(writer_.get());
        return checked(error);
    }

    Status finish() {
        if (auto ended = checked(readstat_end_writing(writer_.get())); !ended) return ended;
        return file_.close();
    }

  private:
    struct Column {
        readstat_variable_t* value = nullptr;
        readstat_variable_t* reason = nullptr;  // of a text that may be missing
    };

    static ssize_t write(const void* data, std::size_t length, void* file) {
        auto& output = *static_cast<OutputFile*>(file);
        output.write({static_cast<const char*>(data), length});
        return output.ok() ? static_cast<ssize_t>(length) : -1;
    }

    Status checked(readstat_error_t error) {
        if (!file_.ok()) return file_.close();
        if (error == READSTAT_OK) return {};
        return fail(
            causes::sav_refused,
            fmt::format("The SPSS file could not be made: {}.", readstat_error_message(error)),
            "Leave the format sav out, or tell whoever maintains the program.", "responses.sav");
    }

    void add_notes() {
        const StudyFacts& study = table_.study;
        for (const std::string& note :
             {study.question, fmt::format("Ethics: {}", study.ethics),
              fmt::format("Period: {}; profile {}, k = {}", study.period, study.profile, study.k),
              fmt::format("Primary outcome: {}", study.primary_outcome),
              fmt::format("Study file: {}", study.study_hash),
              fmt::format("{}, {}", study.program, study.made)}) {
            readstat_add_note(writer_.get(), fitting(note, kLongestNote).c_str());
        }
    }

    void add(const Variable& variable, const std::string& suffix) {
        const std::string question = question_of(variable, table_.study.language);
        Column column;
        if (variable.kind != Kind::Text) {
            column.value = numeric(variable.name, question, format_of(variable));
            readstat_variable_set_measure(column.value, measure_of(variable));
            readstat_variable_set_label_set(column.value, labels_of(variable));
            missing_range(column.value);
        } else {
            const bool pseudonym = variable.role == Role::Pseudonym;
            column.value =
                readstat_add_variable(writer_.get(), variable.name.c_str(), READSTAT_TYPE_STRING,
                                      pseudonym ? kPseudonymWidth : kLongestText);
            readstat_variable_set_label(column.value, fitting(question, kLongestQuestion).c_str());
            if (!pseudonym) {
                const std::string name = variable.name + suffix;
                column.reason =
                    numeric(name, fmt::format("{}: why missing", variable.name), "F4.0");
                readstat_variable_set_label_set(column.reason, reasons(name));
                missing_range(column.reason);
            }
        }
        columns_.push_back(column);
    }

    readstat_variable_t* numeric(const std::string& name, const std::string& question,
                                 const std::string& format) {
        auto* made = readstat_add_variable(writer_.get(), name.c_str(), READSTAT_TYPE_DOUBLE, 0);
        readstat_variable_set_label(made, fitting(question, kLongestQuestion).c_str());
        readstat_variable_set_format(made, format.c_str());
        return made;
    }

    static void missing_range(readstat_variable_t* variable) {
        constexpr auto kLast = static_cast<Missing>(kMissingKinds - 1);
        readstat_variable_add_missing_double_range(variable, number_of(kLast),
                                                   number_of(Missing::NotAsked));
    }

    // A label set that holds the kinds of missing, and so far nothing else.
    readstat_label_set_t* reasons(const std::string& name) {
        auto* set = readstat_add_label_set(writer_.get(), READSTAT_TYPE_DOUBLE, name.c_str());
        for (std::size_t i = 0; i < kMissingKinds; ++i) {
            const auto kind = static_cast<Missing>(i);
            readstat_label_double_value(set, number_of(kind),
                                        fitting(words_of(kind), kLongestLabel).c_str());
        }
        return set;
    }

    readstat_label_set_t* labels_of(const Variable& variable) {
        auto* set = reasons(variable.name);
        const std::string& language = table_.study.language;
        for (const ValueLabel& label : variable.labels) {
            readstat_label_double_value(
                set, label.number, fitting(words_in(label.words, language), kLongestLabel).c_str());
        }
        if (variable.kind == Kind::Boolean) {
            for (const bool truth : {false, true}) {
                readstat_label_double_value(set, truth ? 1 : 0,
                                            std::string(truth_words(truth, language)).c_str());
            }
        }
        return set;
    }

    readstat_error_t insert(const readstat_variable_t* variable, double number) {
        return readstat_insert_double_value(writer_.get(), variable, number);
    }

    readstat_error_t insert_text(const Column& column, const Cell& cell) {
        const auto* text = std::get_if<std::string>(&cell);
        const readstat_error_t error = readstat_insert_string_value(
            writer_.get(), column.value,
            text == nullptr ? "" : std::string(cut(readable(*text), kLongestText)).c_str());
        if (error != READSTAT_OK || column.reason == nullptr) return error;
        if (text != nullptr) return readstat_insert_missing_value(writer_.get(), column.reason);
        return insert(column.reason, number_of(std::get<Missing>(cell)));
    }

    const Table& table_;
    OutputFile& file_;
    std::unique_ptr<readstat_writer_t, Freed> writer_;
    std::vector<Column> columns_;
};

SavFormat::SavFormat() = default;
SavFormat::~SavFormat() = default;

Status SavFormat::begin(const Table& table, ExportFolder& folder) {
    auto file = folder.file("responses.sav");
    if (!file) return fail(std::move(file));
    writer_ = std::make_unique<Writer>(table, **file);
    return writer_->begin();
}

Status SavFormat::row(std::span<const Cell> cells) {
    return writer_->row(cells);
}

Status SavFormat::finish() {
    return writer_->finish();
}

}  // namespace spine::exporting
