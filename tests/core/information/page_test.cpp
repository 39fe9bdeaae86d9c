#include <algorithm>
#include <catch2/catch.hpp>

#include "information/page_reader.h"

using namespace spine::information;

namespace {

constexpr std::string_view kEvidence = R"(
[[source]]
id = "brinjikji"
citation = "Brinjikji W and others 2015, AJNR 36:811-816"
short = "Brinjikji and others, 2015"
population = "3,110 people without back pain"
[[figure]]
id = "bulge-40"
value = 50
unit = "of 100"
source = "brinjikji"
age = "40"
checked_by = "A. Reader"
checked_on = "2026-11-24"
[[figure]]
id = "bulge-60"
value = 69
unit = "of 100"
source = "brinjikji"
age = "60"
)";

const std::string kHead = R"(+++
title = "Changes are common"
layout = "icon-array"
review = "none"
published = "2026-11-24"
[icons]
part = "bulge"
have = "About {bulge} have one."
have_not = "About {rest:bulge} do not."
alternative = "{bulge} of 100 filled, {rest:bulge} not."
+++
)";

struct Reading {
    Problems problems;
    Evidence evidence = read_evidence(kEvidence, problems);
    PageContext context{evidence,
                        {{"bulge", "bulge-40"}},
                        {"bulge", "older"},
                        {{"desk_phone", "12 34 56 78"}},
                        "Source: {sources}"};

    std::optional<Page> read(const std::string& file, std::string_view language = "en") {
        return read_page("changes", language, file, context, problems);
    }
    [[nodiscard]] bool names(spine::Cause cause) const {
        return std::any_of(problems.begin(), problems.end(),
                           [&](const Problem& problem) { return problem.cause == cause; });
    }
};

}  // namespace

TEST_CASE("a page takes its numbers from the evidence, in both frames, and cites the source") {
    Reading reading;
    const auto page = reading.read(
        kHead +
        "Of 100 people aged {age:bulge}, about **{bulge}** have it.\n\n- {rest:bulge} do not.\n");
    REQUIRE(reading.problems.empty());
    REQUIRE(page);
    REQUIRE(page->blocks.size() == 2);
    CHECK(page->blocks[0].plain() == "Of 100 people aged 40, about 50 have it.");
    REQUIRE(page->blocks[0].runs.size() == 3);
    CHECK(page->blocks[0].runs[1].bold);
    CHECK(page->blocks[1].kind == BlockKind::Bullet);
    CHECK(page->icons->part == 50);
    CHECK(page->icons->alternative == "50 of 100 filled, 50 not.");
    CHECK(page->source_line == "Source: Brinjikji and others, 2015");
    CHECK(page->figures == std::vector<std::string>{"bulge-40"});
    CHECK(running_text(*page) == "Of 100 people aged 40, about 50 have it.\n50 do not.");
}

TEST_CASE("a page with a figure that is unknown or that nobody has checked does not load") {
    Reading unknown;
    CHECK_FALSE(unknown.read(kHead + "About {protrusion-40} of 100.\n"));
    CHECK(unknown.names(causes::figure_unknown));

    Reading unchecked;
    CHECK_FALSE(unchecked.read(kHead + "About {bulge-60} of 100.\n"));
    CHECK(unchecked.names(causes::figure_unchecked));
}

TEST_CASE("a number that is typed into a page is refused unless the head lists it") {
    Reading typed;
    CHECK_FALSE(typed.read(kHead + "About 52 of 100 have a bulge.\n"));
    CHECK(typed.names(causes::figure_typed));

    Reading listed;
    std::string file = kHead + "After 12 months.\n";
    file.insert(file.find("[icons]"), "plain_numbers = [\"12\"]\n");
    CHECK(listed.read(file));
}

TEST_CASE("a paragraph for one age band is left out for the others") {
    const std::string file = kHead + "{if:older} About {older} at an older age.\n\nAll see this.\n";
    Reading without;
    const auto page = without.read(file);
    REQUIRE(page);
    CHECK(page->blocks.size() == 1);

    Reading with;
    with.context.figures["older"] = "bulge-40";
    const auto older = with.read(file);
    REQUIRE(older);
    CHECK(older->blocks[0].plain() == "About 50 at an older age.");
}

TEST_CASE("what a page cannot show is named") {
    for (const char* text : {"# Title\n", "[a](http://b)\n", "1. one\n", "> said\n", "*thin*\n",
                             "{unknown:thing}\n", "{clinic:fax}\n", "{open\n"}) {
        Reading reading;
        INFO(text);
        CHECK_FALSE(reading.read(kHead + text));
        CHECK_FALSE(reading.problems.empty());
    }
}

TEST_CASE("the clinic's own telephone number stands where the page names it") {
    Reading reading;
    const auto page = reading.read(kHead + "Call {clinic:desk_phone}.\n");
    REQUIRE(page);
    CHECK(page->blocks[0].plain() == "Call 12 34 56 78.");
}

TEST_CASE("decimals are written as the language writes them") {
    CHECK(number_text(7.5, "en") == "7.5");
    CHECK(number_text(7.5, "da") == "7,5");
    CHECK(number_text(80, "da") == "80");
}

TEST_CASE("two columns are exactly two") {
    const std::string head =
        "+++\ntitle = \"Can and cannot\"\nlayout = \"two-columns\"\nreview = \"none\"\n"
        "published = \"2026-11-24\"\n+++\n";
    Reading two;
    const auto page = two.read(head + "## Can\n\n- See bones\n\n## Cannot\n\n- See pain\n");
    REQUIRE(page);
    CHECK(page->blocks[1].column == 0);
    CHECK(page->blocks[3].column == 1);
    Reading one;
    CHECK_FALSE(one.read(head + "## Can\n\n- See bones\n"));
}
