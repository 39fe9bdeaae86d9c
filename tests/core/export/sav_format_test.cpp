// The SPSS file, read by R's haven.
#include "export/sav_format.h"

#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>

#include "sample_table.h"
#include "support/command_line.h"

using namespace spine;
using namespace spine::exporting;
using spine::test::Exported;
using spine::test::SampleRows;

namespace {

// What haven makes of the file, a line a fact: "variable NAME FACT HEX" and "cell ROW NAME HEX".
constexpr const char* kScript = R"(
suppressMessages(library(haven))
d <- read_sav(commandArgs(TRUE)[1], user_na = TRUE)
hex <- function(x) paste(as.character(charToRaw(enc2utf8(as.character(x)))), collapse = "")
say <- function(...) cat(..., "\n", sep = " ")
for (n in names(d)) {
  x <- d[[n]]
  say("variable", n, "label", hex(attr(x, "label")))
  if (!is.null(attr(x, "na_range"))) say("variable", n, "na", paste(attr(x, "na_range"), collapse = ":"))
  l <- attr(x, "labels")
  for (i in seq_along(l)) say("variable", n, as.character(l[[i]]), hex(names(l)[i]))
  say("variable", n, "format", attr(x, "format.spss"))
  v <- if (is.character(x)) as.vector(x) else as.numeric(unclass(x))
  m <- is.na(x)
  for (i in seq_along(v)) say("cell", i, n, if (is.na(v[i])) "none" else hex(v[i]), if (m[i]) "missing" else "")
}
)";

bool haven_or_skip() {
    if (test::can_call("Rscript") && test::command_line("Rscript -e 'library(haven)'").code == 0)
        return true;
    std::cout << "SKIPPED: there is no R with haven\n";
    return false;
}

using Facts = std::map<std::string, std::string>;  // "cell 1 worry" -> "35"

Facts read_by_haven(const Exported& exported) {
    test::spit(exported.folder() / "read.R", kScript);
    const auto read = test::command_line("cd '" + exported.folder().string() +
                                         "' && Rscript read.R responses.sav");
    INFO(read.err);
    REQUIRE(read.code == 0);
    Facts facts;
    std::istringstream in(read.out);
    for (std::string a, b, c, rest; in >> a >> b >> c && std::getline(in, rest);) {
        const auto first = rest.find_first_not_of(' '), last = rest.find_last_not_of(' ');
        facts[a.append(" ").append(b).append(" ").append(c)] =
            first == std::string::npos ? "" : rest.substr(first, last - first + 1);
    }
    return facts;
}

std::string in_hex(const std::string& text) {
    return to_hex(as_bytes(text));
}

// As R writes the number, and whether it counts as missing.
std::string expected_of_r(const Variable& variable, const Cell& cell) {
    if (const auto* missing = std::get_if<Missing>(&cell))
        return in_hex(std::to_string(number_of(*missing))) + " missing";
    if (const auto* coded = std::get_if<Coded>(&cell))
        return in_hex(std::to_string(variable.labels.at(coded->label).number));
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return in_hex(std::to_string(*whole));
    if (const auto* truth = std::get_if<bool>(&cell)) return in_hex(*truth ? "1" : "0");
    std::ostringstream digits;  // -99.9, and 0 without places
    digits << std::round(std::get<double>(cell) * 10) / 10;
    return in_hex(digits.str());
}

}  // namespace

TEST_CASE("haven reads every value and every kind of missing from the SPSS file") {
    if (!haven_or_skip()) return;
    const Exported exported(std::make_unique<SavFormat>());
    Facts facts = read_by_haven(exported);
    const SampleRows rows;
    for (std::size_t i = 0; i < rows.rows().size(); ++i) {
        for (std::size_t column = 0; column < rows.table().variables.size(); ++column) {
            const Variable& variable = rows.table().variables[column];
            const Cell& cell = rows.rows()[i][column];
            std::string place = "cell " + std::to_string(i + 1) + " " + variable.name;
            CAPTURE(place);
            REQUIRE(facts.contains(place));
            if (variable.kind != Kind::Text) {
                CHECK(facts[place] == expected_of_r(variable, cell));
                continue;
            }
            const auto* text = std::get_if<std::string>(&cell);
            CHECK(facts[place] == (text == nullptr ? "" : in_hex(*text)));
            if (column == 0) continue;
            place += "_missing";
            CHECK(facts[place] ==
                  (text == nullptr ? expected_of_r(variable, cell) : "none missing"));
        }
    }
}

TEST_CASE("haven reads labels, wording, missing values and decimals from the SPSS file") {
    if (!haven_or_skip()) return;
    const Exported exported(std::make_unique<SavFormat>());
    Facts facts = read_by_haven(exported);
    CHECK(facts["variable worry label"] == in_hex("How worried are you?"));
    CHECK(facts["variable picture_scan label"] ==
          in_hex("A scan shows exactly where my pain comes from."));
    CHECK(facts["variable sign_fall label"] == in_hex("Which of these do you have?: A fall"));
    CHECK(facts["variable age_band 3"] == in_hex("60 | more, \"all\""));
    CHECK(facts["variable picture_scan 4"] == in_hex("Agree"));
    CHECK(facts["variable first_time 1"] == in_hex("Yes"));
    for (const char* name :
         {"age_band", "worry", "picture_change", "sign_fever", "hopes_missing"}) {
        CHECK(facts[std::string("variable ") + name + " na"] == "-907:-901");
        CHECK(facts[std::string("variable ") + name + " -902"] ==
              in_hex(std::string(words_of(Missing::Declined))));
    }
    CHECK(facts["variable picture_change format"] == "F11.1");
}

TEST_CASE("words in the study's language, cut where SPSS ends them and never in a character") {
    if (!haven_or_skip()) return;
    SampleRows rows;
    rows.change().study.language = "da";
    std::string question, label;
    for (int i = 0; i < 200; ++i) question.append("åø"), label.append("ø");
    rows.change().variables.at(6).words["da"] = question;
    rows.change().variables.at(1).labels.at(0).words["da"] = label;
    const Exported exported(rows, std::make_unique<SavFormat>());
    Facts facts = read_by_haven(exported);
    CHECK(facts["variable first_time 1"] == in_hex("Ja"));
    CHECK(facts["variable hopes label"] == in_hex("Hvad håber du på?"));
    CHECK(facts["variable worry label"] == in_hex(question.substr(0, 254)));
    CHECK(facts["variable age_band 1"] == in_hex(label.substr(0, 120)));
}

TEST_CASE("an SPSS file tells the day that it was made and no time of day") {
    const Exported exported(std::make_unique<SavFormat>());
    const std::string header = exported.file("responses.sav").substr(0, 176);
    CHECK_THAT(header, Catch::Contains("27 Nov 26") && Catch::Contains("12:00:00"));
}

TEST_CASE("an SPSS file of no rows is one") {
    if (!haven_or_skip()) return;
    SampleRows rows;
    rows.clear();
    const Exported exported(rows, std::make_unique<SavFormat>());
    Facts facts = read_by_haven(exported);
    CHECK(facts["variable worry label"] == in_hex("How worried are you?"));
    CHECK_FALSE(facts.contains("cell 1 worry"));
}

TEST_CASE("a pseudonym that is longer than the SPSS file has room for is refused") {
    SampleRows rows;
    auto row = rows.rows().front();
    row[0] = std::string(65, 'p');
    SavFormat format;
    const test::TemporaryFolder to;
    auto folder = ExportFolder::make(to / "export");
    REQUIRE(folder);
    REQUIRE(format.begin(rows.table(), **folder));
    const auto written = format.row(row);
    REQUIRE_FALSE(written);
    CHECK(written.error().cause == exporting::causes::sav_refused);
}
