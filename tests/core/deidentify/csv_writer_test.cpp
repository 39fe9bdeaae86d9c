#include "deidentify/csv_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "deidentify/csv_reader.h"
#include "memory_stream.h"
#include "support/support.h"

using namespace spine;
using namespace spine::deidentify;

namespace {

std::string written(const std::vector<std::string_view>& cells, char separator = ',') {
    test::MemorySink sink;
    CsvWriter writer(sink, separator);
    REQUIRE(writer.row(cells));
    REQUIRE(writer.finish());
    return sink.content;
}

bool begins_formula(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return looks_like_formula(text);
}

// Takes off what was put in front of formulas, as the header says how.
std::string undone(const std::string& cell) {
    constexpr const char* kParting = ";,\t\"\r\n";
    std::string out;
    for (std::size_t at = 0; at < cell.size();) {
        // At the beginning the cell counts as a whole, behind a separator what reaches to the next.
        const std::size_t parted = std::min(cell.find_first_of(kParting, at), cell.size());
        const std::size_t end = at == 0 ? cell.size() : parted;
        const std::size_t behind = std::min(cell.find_first_not_of('\'', at), end);
        if (behind != at && begins_formula(std::string_view(cell).substr(behind, end - behind)))
            ++at;
        const std::size_t next = std::min(parted + 1, cell.size());
        out.append(cell, at, next - at);
        at = next;
    }
    return out;
}

class FullSink final : public ByteSink {
  public:
    [[nodiscard]] Status write(ByteView /*bytes*/) override {
        return fail(spine::causes::file_write_failed, "Full.", "Make room.");
    }
};

}  // namespace

TEST_CASE("a cell stands in quotes where it needs them and nowhere else") {
    CHECK(written({"a", "b c", " d ", "æ"}) == "a,b c, d ,æ\r\n");
    CHECK(written({"a,b", "c;d"}) == "\"a,b\",\"c;d\"\r\n");
    CHECK(written({"a,b", "c\td"}, ';') == "\"a,b\";\"c\td\"\r\n");
    CHECK(written({"say \"no\"", "two\nlines"}) == "\"say \"\"no\"\"\",\"two\nlines\"\r\n");
    CHECK(written({"", ""}) == ",\r\n");
    CHECK(written({""}) == "\"\"\r\n");
}

TEST_CASE("a formula in a cell is text for a spreadsheet, and a number stays a number") {
    for (const char* formula :
         {"=1+1", "+cmd|' /C calc'!A0", "-1+1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "-", "+", "-.5",
          "-1.", "-1e", "-1-2", "+45 12345678", "=", "＝1+1", "－1+1", "＠SUM(A1)", "--1"}) {
        INFO(formula);
        CHECK(looks_like_formula(formula));
        const std::string line = written({"first", formula});
        CHECK((line.starts_with("first,'") || line.starts_with("first,\"'")));
    }
    for (const char* plain :
         {"-3.5", "+4", "-1.5e-7", "-2E+3", "-0", "3", "", "a=b", "'-3.5", "<=50K", "*", "18-39"}) {
        INFO(plain);
        CHECK_FALSE(looks_like_formula(plain));
        CHECK(written({"first", plain}, ';') == std::string("first;").append(plain).append("\r\n"));
    }
}

TEST_CASE("a formula that another separator would part from its cell is text as well") {
    const std::vector<std::pair<std::string, std::string>> cells = {
        {"x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"},
        {"x,+cmd", "x,'+cmd"},
        {"x\t@SUM(A1)", "x\t'@SUM(A1)"},
        {"say \"=1+1\"", "say \"'=1+1\""},
        {"one\r\n=1+1", "one\r\n'=1+1"},
        {"x; =1", "x;' =1"},
        {"=1;=2", "'=1;'=2"},
        {" =1", "' =1"},
        {"x;＝1", "x;'＝1"},
        // Numbers, and signs elsewhere, stay.
        {"1,5;-3,-4.5", "1,5;-3,-4.5"},
        {"-3,5", "-3,5"},
        {"a=b;c-d", "a=b;c-d"},
        // One apostrophe more than there was.
        {"'=1", "''=1"},
        {"''=1", "'''=1"},
        {"x;'=1", "x;''=1"},
        {"it's; '5", "it's; '5"}};
    for (const auto& [cell, text] : cells) {
        INFO(cell);
        CHECK(defused(cell) == text);
        CHECK(undone(text) == cell);
    }
}

TEST_CASE("a table is read again by the separator it was written with, whatever its names hold") {
    for (const char separator : {',', ';', '\t'}) {
        const std::string text = written({"a;b;c;d", "e,f,g,h", "i\tj\tk\tl"}, separator);
        const auto reader = CsvReader::open(std::make_unique<test::MemorySource>(text), "t");
        REQUIRE(reader);
        CHECK(reader->separator() == separator);
        CHECK(reader->columns() == std::vector<std::string>{"a;b;c;d", "e,f,g,h", "i\tj\tk\tl"});
    }
}

TEST_CASE("what was defused is counted") {
    test::MemorySink sink;
    CsvWriter writer(sink, ',');
    const std::vector<std::string_view> cells = {"=a", "-1", "@b"};
    REQUIRE(writer.row(cells));
    REQUIRE(writer.row(cells));
    CHECK(writer.defused() == 4);
}

TEST_CASE("whatever cells are written are read again, once the apostrophes are off") {
    test::SeededRandom random(5);
    const std::vector<std::string> pieces = {"\"", ";", ",", "\r", "\n", "\r\n", "æ",
                                             " ",  "x", "=", "-",  "1",  "'"};
    for (int round = 0; round < 300; ++round) {
        const std::size_t width = 1 + random.below(4);
        // A single column's name tells no separator.
        const char separator = width == 1 ? ',' : ",;\t"[random.below(3)];
        std::vector<std::vector<std::string>> rows(1 + random.below(6));
        test::MemorySink sink;
        CsvWriter writer(sink, separator);
        std::vector<std::string> header;
        for (std::size_t i = 0; i < width; ++i) header.push_back("c" + std::to_string(i));
        REQUIRE(writer.row(std::vector<std::string_view>(header.begin(), header.end())));
        for (auto& row : rows) {
            row.resize(width);
            for (std::string& cell : row)
                for (std::uint32_t n = random.below(5); n > 0; --n)
                    cell += pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
            REQUIRE(writer.row(std::vector<std::string_view>(row.begin(), row.end())));
        }
        REQUIRE(writer.finish());
        auto reader = CsvReader::open(std::make_unique<test::MemorySource>(sink.content, 7), "t");
        REQUIRE(reader);
        for (const auto& row : rows) {
            REQUIRE(reader->next().value_or(false));
            for (std::size_t i = 0; i < width; ++i) {
                CHECK(reader->row()[i] == defused(row[i]));
                CHECK(undone(std::string(reader->row()[i])) == row[i]);
            }
        }
        CHECK_FALSE(reader->next().value_or(true));
    }
}

TEST_CASE("a disk that is full is told to whoever writes") {
    FullSink sink;
    CsvWriter writer(sink, ',');
    const std::string cell(1000, 'x');
    const std::vector<std::string_view> cells = {cell};
    bool refused = false;
    for (int i = 0; i < 1000 && !refused; ++i) refused = !writer.row(cells);
    CHECK(refused);
    CHECK(writer.row(cells));
    CHECK_FALSE(writer.finish());
}
