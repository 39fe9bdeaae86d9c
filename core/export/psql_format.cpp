#include "export/psql_format.h"

#include <fmt/format.h>

#include "export/cell_text.h"
#include "export/csv_line.h"
#include "export/psql_schema.h"

namespace spine::exporting {
namespace {

constexpr const char* kPsqlData = "postgresql_data.csv";

// Text that psql would take for the end of the data: a line of its own, \. after apostrophes.
std::string with_ends_marked(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        const std::string_view line = text.substr(at, end - at);
        const std::size_t sign = line.find_first_not_of('\'');
        if (sign != std::string_view::npos && line.substr(sign).starts_with("\\.")) out += '\'';
        out += line;
        at = end;
    }
    return out;
}

// The same backwards, of every text: first what deidentify::defused() put in front of the text and
// behind each separator, numbers left alone; then the line's apostrophe.
constexpr std::string_view kTakenBack = R"sql(
UPDATE responses SET "{0}" =
    regexp_replace(
    regexp_replace(
    regexp_replace("{0}",
        $re$^'('* *(?![+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?$)[=+@＝＋－＠\t\r\n-])$re$, '\1'),
        $re$([;,\t"\r\n])'('* *(?![+-]?\d+(?:[.]\d+)?(?:[eE][+-]?\d+)?(?:$|[;,\t"\r\n]))[=+@＝＋－＠-])$re$,
        '\1\2', 'g'),
        $re$(^|\n)'('*\\\.)$re$, '\1\2', 'g')
    WHERE position('''' IN "{0}") > 0;
)sql";

std::string taken_back(const Table& table) {
    std::string out;
    for (const Variable& variable : table.variables)
        if (variable.kind == Kind::Text && variable.role != Role::Pseudonym)
            out += fmt::format(kTakenBack, variable.name);
    return out;
}

std::string load_sql(const Table& table) {
    std::string columns;
    for (const std::string& name : column_names(table))
        columns.append(columns.empty() ? "" : ", ").append(fmt::format("\"{}\"", name));
    return fmt::format(
        "-- In this folder: psql -d DATABASE -f load.sql   (or with -v schema=NAME)\n"
        "\\set ON_ERROR_STOP on\n"
        "\\encoding UTF8\n"
        "\\if :{{?schema}}\n\\else\n\\set schema study_{}\n\\endif\n"
        "BEGIN;\n"
        "CREATE SCHEMA :\"schema\";\n"
        "SET LOCAL search_path TO :\"schema\";\n"
        "\\ir schema.sql\n"
        "\\copy responses ({}) from '{}' with (format csv, header true)\n"
        "{}"
        "COMMIT;\n",
        table.study.study_hash.substr(0, 8), columns, kPsqlData, taken_back(table));
}

}  // namespace

Status PsqlFormat::begin(const Table& table, ExportFolder& folder) {
    codes_.clear();
    for (const Variable& variable : table.variables) codes_.push_back(stored_codes(variable));
    if (auto schema = folder.write("schema.sql", schema_sql(table)); !schema) return schema;
    if (auto load = folder.write("load.sql", load_sql(table)); !load) return load;
    return start(table, folder, kPsqlData, column_names(table));
}

void PsqlFormat::put(std::span<const Cell> cells, CsvLine& line) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Variable& variable = table().variables[i];
        const Cell& cell = cells[i];
        const auto* missing = std::get_if<Missing>(&cell);
        if (missing != nullptr) {
            line.nothing();
        } else if (const auto* coded = std::get_if<Coded>(&cell)) {
            line.plain(codes_[i].at(coded->label));
        } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
            line.whole(*whole);
        } else if (const auto* decimal = std::get_if<double>(&cell)) {
            line.plain(decimal_text(*decimal, variable.decimals));
        } else if (const auto* truth = std::get_if<bool>(&cell)) {
            line.plain(*truth ? "true" : "false");
        } else {
            line.text(with_ends_marked(readable(std::get<std::string>(cell))));
        }
        if (variable.role == Role::Pseudonym) continue;
        if (missing == nullptr) {
            line.nothing();
        } else {
            line.plain(name_of(*missing));
        }
    }
}

}  // namespace spine::exporting
