#include "ui/text.h"

#include <catch2/catch.hpp>
#include <future>

#include "fixed_measure.h"
#include "ui/strings.h"

using namespace spine::ui;
using spine::test::FixedMeasure;

namespace {

// Lines as text; the line is `characters` wide in ems of half a unit.
std::vector<std::string> lines_of(std::string_view text, int characters) {
    const FixedMeasure measure;
    std::vector<std::string> out;
    const Style style{Weight::Regular, 2, 3};
    for (const TextLine& line :
         break_lines(measure, style, text, static_cast<float>(characters) + 0.01F)) {
        std::string words;
        for (const TextRun& run : line.runs) words += run.text;
        out.push_back(words);
    }
    return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("text breaks at spaces, and the space at the break is not drawn") {
    CHECK((lines_of("one two three four", 9) == Lines{"one two", "three", "four"} ||
           lines_of("one two three four", 9) == Lines{"one two", "three four"}));
    CHECK(lines_of("alpha beta", 20) == Lines{"alpha beta"});
    CHECK(lines_of("", 20).empty());
}

TEST_CASE("a last line of one short word takes a word down with it, if that leaves no gap above") {
    CHECK(lines_of("Where does it hurt?", 14) == Lines{"Where does", "it hurt?"});
    // "hospital" is no short word; and "ab" alone above "cdefgh ij" would be a hole.
    CHECK(lines_of("go to the hospital", 10) == Lines{"go to the", "hospital"});
    CHECK(lines_of("ab cdefghi jkl", 11) == Lines{"ab cdefghi", "jkl"});
}

TEST_CASE("a line break that was typed stays, also an empty line's neighbours") {
    CHECK(lines_of("one\ntwo", 20) == Lines{"one", "two"});
    CHECK(lines_of("one two\nthree", 20) == Lines{"one two", "three"});
}

TEST_CASE("a word that is wider than the line is broken inside, and nothing is lost") {
    const Lines lines = lines_of("abcdefghijklmnop", 5);
    std::string all;
    for (const std::string& line : lines) {
        CHECK(line.size() <= 5);
        all += line;
    }
    CHECK(all == "abcdefghijklmnop");
}

TEST_CASE("bold words in a sentence keep their weight, and punctuation stays with its word") {
    const FixedMeasure measure;
    const std::vector<TextRun> runs{
        {"people ", Weight::Regular}, {"without pain", Weight::Bold}, {", too", Weight::Regular}};
    const auto lines = break_lines(measure, 2, runs, 100);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].runs[1].weight == Weight::Bold);
    // A comma behind the bold word never starts a line by itself.
    for (int width = 8; width < 40; ++width) {
        for (const auto& line : break_lines(measure, 2, runs, static_cast<float>(width))) {
            CHECK(line.runs.front().text.front() != ',');
        }
    }
}

TEST_CASE("bytes that are no UTF-8 become one replacement character each, and reading ends") {
    const std::string bad = "a\xC3(\xF0\x9F\xE2\x82";
    std::size_t at = 0;
    int count = 0;
    while (at < bad.size()) {
        (void)next_character(bad, at);
        REQUIRE(++count <= 8);
    }
    std::size_t first = 0;
    CHECK(next_character("ø", first) == U'ø');
    CHECK(first == 2);
}

TEST_CASE("two threads may ask the interface's words for keys that nobody wrote") {
    const Strings strings({{"en", {{"button.next", "Next"}}}});
    const auto ask = [&strings] {
        std::size_t right = 0;
        for (int i = 0; i < 2'000; ++i) {
            const std::string key = "missing." + std::to_string(i);
            right += strings.get("en", key) == key && strings.get("en", "button.next") == "Next";
        }
        return right;
    };
    auto other = std::async(std::launch::async, ask);
    CHECK(ask() == 2'000);
    CHECK(other.get() == 2'000);
}
