#include "export/cell_text.h"

#include <catch2/catch.hpp>
#include <map>

#include "export/codebook.h"
#include "export/csv_format.h"
#include "sample_table.h"

using namespace spine;
using namespace spine::exporting;

TEST_CASE("decimals have the places that were asked for, and zero has no sign") {
    CHECK(decimal_text(66.66, 1) == "66.7");
    CHECK(decimal_text(-99.9, 1) == "-99.9");
    CHECK(decimal_text(-0.04, 1) == "0.0");
    CHECK(decimal_text(5, 0) == "5");
    CHECK(decimal_text(1e15, 2) == "1000000000000000.00");
}

TEST_CASE("characters that no format can hold are replaced, tabs and line ends stay") {
    CHECK(readable(std::string_view("a\0b\x1F\x7F", 5)) == "a\uFFFDb\uFFFD\uFFFD");
    CHECK(readable("tab\tline\r\nø") == "tab\tline\r\nø");
    CHECK(one_line("a\tb\r\nc") == "a b  c");
}

TEST_CASE("what is cut ends before a character that does not fit") {
    CHECK(cut("aø", 3) == "aø");
    CHECK(cut("aø", 2) == "a");
    CHECK(cut("أب", 3) == "أ");
    CHECK(cut("a", 0).empty());
}

TEST_CASE("a patient's own words are not taken for a missing value, and the codebook says how") {
    test::SampleRows rows;
    auto row = rows.rows().front();
    row.back() = std::string("''withheld");
    rows.add(row);
    const test::Exported exported(rows, std::make_unique<CsvFormat>());
    std::map<std::string, int> cells;
    for (const auto& line : test::read_csv(exported.folder() / "data.csv")) ++cells[line.back()];
    // Missing in one row, and said in another.
    CHECK(cells["declined"] == 1);
    CHECK(cells["'declined"] == 1);
    CHECK(cells["withheld"] == 1);
    CHECK(cells["'''withheld"] == 1);
    CHECK_THAT(codebook_markdown(rows.table()), Catch::Contains("has an apostrophe before it"));
}

TEST_CASE("the reason's column has a name that no variable has") {
    test::SampleRows rows;
    CHECK(reason_suffix(rows.table()) == "_missing");
    rows.change().variables.at(6).name = "worry_missing";
    CHECK(reason_suffix(rows.table()) == "_missing_why");
}

TEST_CASE("the columns of a question with several answers are found side by side") {
    const test::SampleRows rows;
    CHECK(begins_set(rows.table(), 9));
    CHECK_FALSE(begins_set(rows.table(), 10));
    CHECK(set_end(rows.table(), 9) == 11);
    CHECK(set_end(rows.table(), 8) == 9);
    CHECK(set_end(rows.table(), 11) == 12);
}
