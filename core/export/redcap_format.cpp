#include "export/redcap_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "export/cell_text.h"
#include "export/csv_line.h"

namespace spine::exporting {
namespace {

constexpr std::string_view kRecord = "record_id", kForm = "responses";
constexpr std::size_t kMostRadioButtons = 7;

// REDCap's own, in its order: it refuses a dictionary whose header differs.
constexpr std::array<std::string_view, 18> kHeader = {"Variable / Field Name",
                                                      "Form Name",
                                                      "Section Header",
                                                      "Field Type",
                                                      "Field Label",
                                                      "Choices, Calculations, OR Slider Labels",
                                                      "Field Note",
                                                      "Text Validation Type OR Show Slider Number",
                                                      "Text Validation Min",
                                                      "Text Validation Max",
                                                      "Identifier?",
                                                      "Branching Logic (Show field only if...)",
                                                      "Required Field?",
                                                      "Custom Alignment",
                                                      "Question Number (surveys only)",
                                                      "Matrix Group Name",
                                                      "Matrix Ranking?",
                                                      "Field Annotation"};

struct Field {
    std::string name, type, label, choices, validation, low, high, annotation;
};

std::string choice(int number, std::string_view words) {
    std::string label = one_line(words);
    std::replace(label.begin(), label.end(), '|', '/');  // which ends a choice
    return fmt::format("{}, {}", number, label);
}

void add_choice(std::string& choices, int number, std::string_view words) {
    if (!choices.empty()) choices += " | ";
    choices += choice(number, words);
}

std::string range_end(const Variable& variable, const std::optional<double>& end) {
    if (!end) return {};
    return decimal_text(*end, variable.kind == Kind::Integer ? 0 : variable.decimals);
}

std::string annotation_of(const Variable& variable) {
    std::string out;
    const auto say = [&](std::string_view what, const std::string& words) {
        if (words.empty()) return;
        if (!out.empty()) out += "; ";
        out += fmt::format("{}: {}", what, one_line(words));
    };
    say("linkId", variable.link_id);
    say("questionnaire", variable.questionnaire);
    say("scoring", variable.scoring);
    say("missing", variable.missing_rule);
    return out;
}

Field redcap_field_of(const Variable& variable, std::string_view language) {
    Field field;
    field.name = variable.role == Role::Pseudonym ? std::string(kRecord) : variable.name;
    field.label = one_line(words_in(variable.words, language));
    field.annotation = annotation_of(variable);
    switch (variable.kind) {
        case Kind::Coded:
        case Kind::Period:
            field.type = variable.labels.size() > kMostRadioButtons ? "dropdown" : "radio";
            for (const ValueLabel& label : variable.labels)
                add_choice(field.choices, label.number, words_in(label.words, language));
            break;
        case Kind::Integer:
        case Kind::Decimal:
            field.type = "text";
            field.validation = variable.kind == Kind::Integer ? "integer" : "number";
            field.low = range_end(variable, variable.low);
            field.high = range_end(variable, variable.high);
            break;
        case Kind::Boolean:
            field.type = "yesno";
            break;
        case Kind::Text:
            field.type = variable.role == Role::Pseudonym ? "text" : "notes";
            break;
    }
    return field;
}

// The checkbox field of the set that begins with this variable.
Field checkbox(const Table& table, std::size_t first) {
    const std::string& language = table.study.language;
    const Variable& variable = table.variables.at(first);
    Field field;
    field.name = variable.several->set;
    field.type = "checkbox";
    field.label = one_line(words_in(variable.several->question, language));
    field.annotation = annotation_of(variable);
    for (std::size_t i = first; i < set_end(table, first); ++i) {
        const Variable& option = table.variables.at(i);
        add_choice(field.choices, option.several->number, words_in(option.words, language));
    }
    return field;
}

void write_field(const Field& field, OutputFile& file) {
    CsvLine line;
    for (const std::string_view cell :
         {std::string_view(field.name), kForm, std::string_view(), std::string_view(field.type),
          std::string_view(field.label), std::string_view(field.choices), std::string_view(),
          std::string_view(field.validation)})
        line.text(cell);
    line.plain(field.low);
    line.plain(field.high);
    for (std::size_t i = 10; i + 1 < kHeader.size(); ++i) line.nothing();
    line.text(field.annotation);
    file.write(line.end());
}

void write_dictionary(const Table& table, OutputFile& file) {
    CsvLine line;
    for (const std::string_view column : kHeader) line.plain(column);
    file.write(line.end());
    for (std::size_t i = 0; i < table.variables.size(); ++i) {
        const Variable& variable = table.variables[i];
        if (!variable.several) {
            write_field(redcap_field_of(variable, table.study.language), file);
        } else if (begins_set(table, i)) {
            write_field(checkbox(table, i), file);
        }
    }
}

// REDCap writes a code's minus in a column's name as an underscore.
std::string missing_column(std::string_view set, Missing kind) {
    return fmt::format("{}____{}", set, -number_of(kind));
}

std::vector<std::string> data_names(const Table& table) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < table.variables.size(); ++i) {
        const Variable& variable = table.variables[i];
        if (!variable.several) {
            names.push_back(variable.role == Role::Pseudonym ? std::string(kRecord)
                                                             : variable.name);
            continue;
        }
        names.push_back(fmt::format("{}___{}", variable.several->set, variable.several->number));
        if (i + 1 < set_end(table, i)) continue;
        for (std::size_t kind = 0; kind < kMissingKinds; ++kind)
            names.push_back(missing_column(variable.several->set, static_cast<Missing>(kind)));
    }
    names.push_back(fmt::format("{}_complete", kForm));
    return names;
}

void write_cell(const Variable& variable, const Cell& cell, CsvLine& line) {
    if (const auto* missing = std::get_if<Missing>(&cell)) {
        line.whole(number_of(*missing));
    } else if (const auto* coded = std::get_if<Coded>(&cell)) {
        line.whole(variable.labels.at(coded->label).number);
    } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
        line.whole(*whole);
    } else if (const auto* decimal = std::get_if<double>(&cell)) {
        line.plain(decimal_text(*decimal, variable.decimals));
    } else if (const auto* truth = std::get_if<bool>(&cell)) {
        line.whole(*truth ? 1 : 0);
    } else {
        line.text(readable(std::get<std::string>(cell)));
    }
}

// A box is ticked or not; a missing one is not, and ticks the box of its kind.
void write_set(std::span<const Cell> options, CsvLine& line) {
    std::array<bool, kMissingKinds> missing{};
    for (const Cell& cell : options) {
        const auto* truth = std::get_if<bool>(&cell);
        if (truth == nullptr) missing.at(static_cast<std::size_t>(std::get<Missing>(cell))) = true;
        line.whole(truth != nullptr && *truth ? 1 : 0);
    }
    for (const bool ticked : missing) line.whole(ticked ? 1 : 0);
}

std::string missing_codes() {
    std::string out;
    for (std::size_t i = 0; i < kMissingKinds; ++i) {
        const auto kind = static_cast<Missing>(i);
        out += fmt::format("{}, {}\n", number_of(kind), words_of(kind));
    }
    return out;
}

}  // namespace

Status RedcapFormat::begin(const Table& table, ExportFolder& folder) {
    if (auto names = check_names(table, kRecord); !names) return names;
    auto dictionary = folder.file("redcap_dictionary.csv");
    if (!dictionary) return fail(std::move(dictionary));
    write_dictionary(table, **dictionary);
    if (auto closed = (*dictionary)->close(); !closed) return closed;
    if (auto codes = folder.write("redcap_missing_codes.txt", missing_codes()); !codes) {
        return codes;
    }
    return start(table, folder, "redcap_data.csv", data_names(table));
}

void RedcapFormat::put(std::span<const Cell> cells, CsvLine& line) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Variable& variable = table().variables[i];
        if (!variable.several) {
            write_cell(variable, cells[i], line);
        } else {
            const std::size_t end = set_end(table(), i);
            write_set(cells.subspan(i, end - i), line);
            i = end - 1;
        }
    }
    line.whole(2);  // REDCap's "complete"
}

}  // namespace spine::exporting
