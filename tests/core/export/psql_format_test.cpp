// The PostgreSQL files, loaded by psql into a server that the test starts.
#include "export/psql_format.h"

#include <catch2/catch.hpp>

#include "export/psql_schema.h"
#include "sample_table.h"
#include "support/postgres_server.h"

using namespace spine;
using namespace spine::exporting;
using spine::test::Exported;
using spine::test::PostgresServer;
using spine::test::SampleRows;

namespace {

std::string hex(const std::string& text) {
    return to_hex(as_bytes(text));
}

// As SQL's own conversion to text has it.
std::string expected(const Variable& variable, const Cell& cell) {
    if (std::holds_alternative<Missing>(cell)) return {};
    if (const auto* coded = std::get_if<Coded>(&cell)) {
        const ValueLabel& label = variable.labels.at(coded->label);
        // The code that reads as a formula makes its column one of numbers.
        return hex(variable.name == "remedy" ? std::to_string(label.number) : label.code);
    }
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return hex(std::to_string(*whole));
    if (const auto* truth = std::get_if<bool>(&cell)) return hex(*truth ? "true" : "false");
    if (const auto* decimal = std::get_if<double>(&cell)) {
        std::array<char, 32> digits{};
        return hex({digits.data(), static_cast<std::size_t>(std::snprintf(
                                       digits.data(), digits.size(), "%.1f", *decimal))});
    }
    return hex(std::get<std::string>(cell));
}

std::string column_query(const std::string& name) {
    return "SELECT pseudonym, coalesce(encode(convert_to(\"" + name +
           "\"::text, 'UTF8'), 'hex'), ''), coalesce(\"" + name +
           "_missing\"::text, '') FROM study_01234567.responses ORDER BY pseudonym;";
}

std::string expected_column(const SampleRows& rows, std::size_t column) {
    std::map<std::string, std::string> lines;
    for (const auto& row : rows.rows()) {
        const auto* missing = std::get_if<Missing>(&row[column]);
        std::string& line = lines[std::get<std::string>(row[0])];
        line = std::get<std::string>(row[0]);
        line.append("|").append(expected(rows.table().variables[column], row[column]));
        line.append("|").append(missing == nullptr ? "" : name_of(*missing)).append("\n");
    }
    std::string all;
    for (const auto& [pseudonym, line] : lines) all += line;
    return all;
}

}  // namespace

TEST_CASE("PostgreSQL has every value and every kind of missing as they were exported") {
    if (!PostgresServer::there_or_skip()) return;
    const Exported exported(std::make_unique<PsqlFormat>());
    const PostgresServer server;
    const auto loaded = server.psql("-f load.sql", exported.folder());
    INFO(loaded.err);
    REQUIRE(loaded.code == 0);
    const SampleRows rows;
    for (std::size_t i = 1; i < rows.table().variables.size(); ++i) {
        const std::string& name = rows.table().variables[i].name;
        CAPTURE(name);
        CHECK(server.query(column_query(name)) == expected_column(rows, i));
    }
}

TEST_CASE("PostgreSQL knows types, ranges, wordings, labels and the study") {
    if (!PostgresServer::there_or_skip()) return;
    const Exported exported(std::make_unique<PsqlFormat>());
    const PostgresServer server;
    REQUIRE(server.psql("-v schema=mine -f load.sql", exported.folder()).code == 0);
    const auto type = [&](const std::string& column) {
        return server.query(
            "SELECT data_type FROM information_schema.columns WHERE table_schema = 'mine' AND "
            "table_name = 'responses' AND column_name = '" +
            column + "';");
    };
    CHECK(type("age_band") == "text\n");
    CHECK(type("picture_scan") == "integer\n");
    CHECK(type("remedy") == "integer\n");
    CHECK(type("worry") == "bigint\n");
    CHECK(type("picture_change") == "numeric\n");
    CHECK(type("sign_fever") == "boolean\n");
    CHECK(server.query("SELECT col_description('mine.responses'::regclass, ordinal_position) FROM "
                       "information_schema.columns WHERE table_schema = 'mine' AND table_name = "
                       "'responses' AND column_name = 'picture_scan';") ==
          "A scan shows exactly where\nmy pain comes from.\nlinkId: picture.scan\nquestionnaire: "
          "urn:test:questionnaire|3\nscoring: Reverse: 4 - x.\nmissing: If it isn't asked.\n");
    CHECK(server.query("SELECT words FROM mine.wordings WHERE variable = 'hopes' AND language = "
                       "'da';") == "Hvad håber du på?\n");
    CHECK(server.query("SELECT stored, code, number, words FROM mine.labels WHERE variable = "
                       "'remedy' AND language = 'da' ORDER BY place;") ==
          "1|=none|1|None (da)\n2|a, \"b\"|2|Both (da)\n");
    CHECK(server.query("SELECT title, k, made FROM mine.study;") ==
          "What patients expect, and \"why\"|5|2026-11-27\n");
    CHECK(server.query("SELECT count(*) FROM mine.missing_kinds;") == "7\n");
}

TEST_CASE("PostgreSQL takes no value out of range, no foreign code and no cell without a reason") {
    if (!PostgresServer::there_or_skip()) return;
    const Exported exported(std::make_unique<PsqlFormat>());
    const PostgresServer server;
    REQUIRE(server.psql("-f load.sql", exported.folder()).code == 0);
    const auto refused = [&](const std::string& set) {
        test::spit(exported.folder() / "try.sql",
                   "UPDATE study_01234567.responses SET " + set + " WHERE pseudonym = 'p0000';\n");
        return server.psql("-v ON_ERROR_STOP=1 -f try.sql", exported.folder()).code != 0;
    };
    CHECK(refused("worry = 11"));
    CHECK(refused("picture_scan = 5"));
    CHECK(refused("age_band = '40'"));
    CHECK(refused("picture_change = -100.1"));
    CHECK(refused("hopes = NULL"));
    CHECK(refused("hopes_missing = 'declined'"));
    CHECK_FALSE(refused("hopes = NULL, hopes_missing = 'declined'"));
}

TEST_CASE("PostgreSQL loads everything or nothing, and leaves a schema of that name alone") {
    if (!PostgresServer::there_or_skip()) return;
    const Exported exported(std::make_unique<PsqlFormat>());
    const PostgresServer server;
    const std::string data = exported.file("postgresql_data.csv");
    test::spit(exported.folder() / "postgresql_data.csv", data + "p9999,a,line,too,short\r\n");
    CHECK(server.psql("-f load.sql", exported.folder()).code != 0);
    CHECK(server.query("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'study%';") == "0\n");
    test::spit(exported.folder() / "postgresql_data.csv", data);
    CHECK(server.psql("-f load.sql", exported.folder()).code == 0);
    CHECK(server.psql("-f load.sql", exported.folder()).code != 0);
    CHECK(server.query("SELECT count(*) FROM study_01234567.responses;") == "39\n");
}

TEST_CASE("no cell of the PostgreSQL file is a formula to a spreadsheet") {
    const Exported exported(std::make_unique<PsqlFormat>());
    for (const auto& line : test::read_csv(exported.folder() / "postgresql_data.csv"))
        for (const std::string& cell : line) {
            const bool formula =
                !cell.empty() && std::string("=+-@\t\r\n").find(cell[0]) != std::string::npos;
            const bool number = cell.find_first_not_of("-0123456789.") == std::string::npos;
            CAPTURE(cell);
            CHECK((!formula || (number && cell.size() > 1)));
        }
}
