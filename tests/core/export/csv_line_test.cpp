#include "export/csv_line.h"

#include <catch2/catch.hpp>

using namespace spine::exporting;

TEST_CASE("what a spreadsheet would run gets an apostrophe, numbers and other words do not") {
    for (const char* formula : {"=1+1", "+45 12", "-", "@x", "\tx", "\rx", "\n=x", "'=x", "''-a",
                                "-1+1", "+", "-3.", "=-3", "＝1", "-1e"}) {
        CAPTURE(formula);
        CHECK(defused(formula) == "'" + std::string(formula));
    }
    for (const char* words :
         {"", "a=b", "-3.5", "+4,25", "-1,5e-7", "12", "'", "''quoted''", " =x", "ø"}) {
        CAPTURE(words);
        CHECK(defused(words) == words);
    }
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
