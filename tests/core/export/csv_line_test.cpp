#include "export/csv_line.h"

#include <catch2/catch.hpp>

using namespace spine::exporting;

namespace {

// The one cell of a line, without the quotes around it.
std::string cell(std::string_view words) {
    CsvLine line;
    line.text(words);
    const std::string_view whole = line.end();
    return std::string(whole.substr(1, whole.size() - 4));
}

}  // namespace

TEST_CASE("what a spreadsheet would run gets an apostrophe, numbers and other words do not") {
    for (const char* formula : {"=1+1", "+45 12", "-", "@x", "\tx", "\rx", "\n=x", "'=x", "''-a",
                                "-1+1", "+", "-3.", "＝1", "-1e", " =x"}) {
        CAPTURE(formula);
        CHECK(cell(formula).starts_with("'" + std::string(formula).substr(0, 1)));
    }
    for (const char* words :
         {"", "a=b", "-3.5", "+4,25", "-1,5e-7", "12", "'", "''quoted''", "'-3.5", "ø"}) {
        CAPTURE(words);
        CHECK(cell(words) == words);
    }
    // Where another program may part the cell, the same.
    CHECK(cell("a;=1+1") == "a;'=1+1");
    CHECK(cell("no,-2;@x,\n+y") == "no,-2;'@x,\n'+y");
}

TEST_CASE("a line quotes what needs it, and tells an empty text from no value") {
    CsvLine line;
    line.text("a \"b\", c");
    line.plain("18-39");
    line.plain("a,b");
    line.whole(-901);
    line.text("");
    line.nothing();
    line.text("=x");
    CHECK(line.end() == "\"a \"\"b\"\", c\",18-39,\"a,b\",-901,\"\",,\"'=x\"\r\n");
    line.nothing();
    line.plain("x");
    CHECK(line.end() == ",x\r\n");
}
