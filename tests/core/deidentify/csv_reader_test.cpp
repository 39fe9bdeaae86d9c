#include "deidentify/csv_reader.h"

#include <catch2/catch.hpp>

#include "memory_stream.h"

using namespace spine;
using namespace spine::deidentify;
using Rows = std::vector<std::vector<std::string>>;

namespace {

Result<CsvReader> open(const std::string& text, std::size_t piece = 1U << 20U,
                       CsvReader::Header header = CsvReader::Header::Names) {
    return CsvReader::open(std::make_unique<test::MemorySource>(text, piece), "table.csv", header);
}

// The rows behind the names, or the fault that ended them.
Result<Rows> rows_of(const std::string& text, std::size_t piece = 1U << 20U,
                     CsvReader::Header header = CsvReader::Header::Names) {
    auto reader = open(text, piece, header);
    if (!reader) return fail(std::move(reader));
    Rows rows;
    for (;;) {
        const auto more = reader->next();
        if (!more) return fail(more.error());
        if (!*more) return rows;
        rows.emplace_back(reader->row().begin(), reader->row().end());
    }
}

struct Refused {
    std::string text;
    std::string_view cause;
    std::string where;
};

}  // namespace

TEST_CASE(
    "a table is read alike with semicolons, commas and tabs, CRLF and LF, with and without a "
    "mark") {
    const Rows expected = {{"1", "x y"}, {"", " 2 "}};
    for (const std::string separator : {";", ",", "\t"}) {
        for (const std::string end : {"\n", "\r\n", "\r"}) {
            for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
                std::string text = mark;
                for (const auto& [a, b] : {std::pair{"a", "b"}, {"1", "x y"}, {"", " 2 "}})
                    text.append(a).append(separator).append(b).append(end);
                const auto reader = open(text);
                REQUIRE(reader);
                CHECK(reader->columns() == std::vector<std::string>{"a", "b"});
                CHECK(reader->separator() == separator.front());
                const auto rows = rows_of(text);
                REQUIRE(rows);
                CHECK(*rows == expected);
            }
        }
    }
}

TEST_CASE("what stands in quotes is one cell, wherever the blocks are cut") {
    const std::string text =
        "name,\"two\r\nlines\"\r\n\"a \"\"b\"\" c\",\"x,y\"\r\n\r\n\"\",\"\xC3\xA6\n\n;\"\r\nlast,";
    const Rows expected = {{"a \"b\" c", "x,y"}, {"", "\xC3\xA6\n\n;"}, {"last", ""}};
    for (std::size_t piece = 1; piece <= text.size(); ++piece) {
        INFO("pieces of " << piece);
        const auto reader = open(text, piece);
        REQUIRE(reader);
        CHECK(reader->columns() == std::vector<std::string>{"name", "two\r\nlines"});
        const auto rows = rows_of(text, piece);
        REQUIRE(rows);
        CHECK(*rows == expected);
    }
}

TEST_CASE("a separator is told by the first line alone, and not by what stands in quotes") {
    CHECK(open("a;\"b,c,d\"\n1;2\n")->separator() == ';');
    CHECK(open("a\tb\n1,2,3\t;;;\n")->separator() == '\t');
    CHECK(open("a,b;c\n")->separator() == ';');
    CHECK(open("\r\n\na;b\n1,2;3\n")->separator() == ';');
    CHECK(open("one\n1\n2\n")->separator() == ',');
}

TEST_CASE("a line without names is a row like the others where no names are expected") {
    const auto rows = rows_of("1;0-4;*\r\n2;0-4;*", 5, CsvReader::Header::None);
    REQUIRE(rows);
    CHECK(*rows == Rows{{"1", "0-4", "*"}, {"2", "0-4", "*"}});
    const auto uneven = rows_of("1;0-4;*\n2;*\n", 5, CsvReader::Header::None);
    REQUIRE_FALSE(uneven);
    CHECK(uneven.error().where == "table.csv, line 2");
}

TEST_CASE("each fault of a table has its cause and its line, and shows no cell") {
    const std::vector<Refused> all = {
        {"", "csv-empty", "table.csv"},
        {"\xEF\xBB\xBF\r\n", "csv-empty", "table.csv"},
        {"a,a\n", "csv-header", "table.csv, line 1"},
        {"\n\na,,c\n", "csv-header", "table.csv, line 3"},
        {"a,b\n1,2\nSECRET\n", "csv-row-length", "table.csv, line 3"},
        {"a,b\r\n\"1\r\n1\",2\r\n\r\nSECRET,2,3\r\n", "csv-row-length", "table.csv, line 5"},
        {"a,b\r1,2\rSECRET\r", "csv-row-length", "table.csv, line 3"},
        {"a,b\n1,\"SECRET\n2,3\n", "csv-quote", "table.csv, line 2"},
        {"a,b\n1,SEC\"RET\"\n", "csv-quote", "table.csv, line 2"},
        {"a,b\n1,\"SEC\"RET\n", "csv-quote", "table.csv, line 2"},
        {"a,b\n1,\"SECRET\" \n", "csv-quote", "table.csv, line 2"},
        {"a,b\n1,SECRET\xE6\n", "csv-not-text", "table.csv, line 2"},
        {"a,b\n1\xC3,\xA6SECRET\n", "csv-not-text", "table.csv, line 2"},
        {std::string("a,b\n1,SECRET\0\n", 14), "csv-not-text", "table.csv, line 2"},
        {std::string("\xFF\xFE"
                     "a\0;\0b\0\n\0",
                     10),
         "csv-not-text", "table.csv, line 1"},
    };
    for (const Refused& refused : all) {
        for (const std::size_t piece : {1U, 3U, 1U << 20U}) {
            INFO(refused.text << " in pieces of " << piece);
            const auto rows = rows_of(refused.text, piece);
            REQUIRE_FALSE(rows);
            CHECK(rows.error().cause.name() == refused.cause);
            CHECK(rows.error().where == refused.where);
            CHECK(rows.error().sentence().find("SECRET") == std::string::npos);
            CHECK_FALSE(rows.error().next.empty());
        }
    }
}

TEST_CASE("a quote that is never closed fills no memory") {
    std::string text = "a,b\n1,2\n3,\"";
    text.append(3 * kLongestCell, 'x');
    const auto cell = rows_of(text);
    REQUIRE_FALSE(cell);
    CHECK(cell.error().cause == deidentify::causes::csv_too_long);
    CHECK(cell.error().where == "table.csv, line 3");
    std::string wide = "a,b\n";
    for (std::size_t i = 0; i < kLongestRow; ++i) wide += "x,";
    const auto row = rows_of(wide);
    REQUIRE_FALSE(row);
    CHECK(row.error().cause == deidentify::causes::csv_too_long);
}
