// The order in which a line stands from left to right, by a measure that can be counted by hand.
#include "ui/direction.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "fixed_measure.h"

using namespace spine::ui;
using spine::test::FixedMeasure;

namespace {

class FromTheRight final : public Measure {
  public:
    [[nodiscard]] float advance(Weight, char32_t) const override { return 0.5F; }
    [[nodiscard]] bool right_to_left() const override { return true; }
};

void append(std::string& text, char32_t c) {
    if (c >= 0x800) {
        text.push_back(static_cast<char>(0xE0U | (c >> 12U)));
        text.push_back(static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)));
    } else if (c >= 0x80) {
        text.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    }
    text.push_back(static_cast<char>(c < 0x80 ? c : 0x80U | (c & 0x3FU)));
}

// The characters as an eye meets them from left to right.
std::string seen(const Measure& measure, const TextLine& line) {
    if (line.levels.empty()) return std::string(line.runs.front().text);
    std::string text;
    for (const LinePart& part : parts_in_order(measure, line.runs, line.levels)) {
        std::u32string characters;
        for (std::size_t at = 0; at < part.text.size();) {
            const char32_t c = next_character(part.text, at);
            if (is_direction_mark(c)) continue;
            characters.push_back(part.right_to_left() ? mirror_image(c) : c);
        }
        if (part.right_to_left()) std::reverse(characters.begin(), characters.end());
        for (const char32_t c : characters) append(text, c);
    }
    return text;
}

std::string seen(const Measure& measure, std::string_view text) {
    return seen(measure, whole_line(measure, {Weight::Regular, 2, 3}, text));
}

}  // namespace

TEST_CASE("numbers and Latin words inside Arabic stand as they are read") {
    const FromTheRight arabic;
    CHECK(seen(arabic, "السؤال 9 من 22") == "22 نم 9 لاؤسلا");
    CHECK(seen(arabic, "رقم PIN غير صحيح") == "حيحص ريغ PIN مقر");
    CHECK(seen(arabic, "من 18 إلى 29,5") == "29,5 ىلإ 18 نم");
    CHECK(seen(arabic, "«لا» (أ)") == "(أ) «ال»");
}

TEST_CASE("an isolated code keeps its order inside Arabic, and the isolates are never seen") {
    const FromTheRight arabic;
    CHECK(seen(arabic, "الرمز: \u2068742 936\u2069") == "742 936 :زمرلا");
    CHECK(seen(arabic, "الرمز: 742\u00A0936") == "742\u00A0936 :زمرلا");
    // What the isolates are for.
    CHECK(seen(arabic, "الرمز: 742 936") == "936 742 :زمرلا");
    const Style style{Weight::Regular, 2, 3};
    CHECK(whole_line(arabic, style, "\u2068742 936\u2069").width == Approx(7));
    CHECK(width_of(arabic, Weight::Regular, 2, "\u2068742 936\u2069") == Approx(7));
}

TEST_CASE("the base direction is the language's and not that of the first letter") {
    const FromTheRight arabic;
    const FixedMeasure danish;
    CHECK(seen(arabic, "18 إلى 29") == "29 ىلإ 18");
    CHECK(seen(danish, "18 إلى 29") == "18 29 ىلإ");
    CHECK(seen(arabic, "PIN.") == ".PIN");
    CHECK(seen(danish, "PIN.") == "PIN.");
    CHECK(seen(danish, "Dansk · العربية") == "Dansk · ةيبرعلا");
}

TEST_CASE("a left-to-right text in a left-to-right language is not put in order at all") {
    const FixedMeasure danish;
    CHECK(whole_line(danish, {Weight::Regular, 2, 3}, "Spørgsmål 9 af 22 – “ja”").levels.empty());
    CHECK_FALSE(needs_order("Українська, Türkçe, 5 €, “…”, ґ"));
    CHECK(needs_order("ا"));
    CHECK(needs_order("a\u2069"));
}

TEST_CASE("lines are broken in the order of reading, and each stands as its paragraph has it") {
    const FromTheRight arabic;
    const std::vector<TextRun> runs{{"المصدر: Brinjikji W, 2015, ", Weight::Regular},
                                    {"مجلة", Weight::Bold}};
    const auto lines = break_lines(arabic, 2, runs, 12.01F);
    REQUIRE(lines.size() == 3);
    CHECK(seen(arabic, lines[0]) == ":ردصملا");
    // The comma belongs to the Latin words that go on in the next line.
    CHECK(seen(arabic, lines[1]) == "Brinjikji W,");
    CHECK(seen(arabic, lines[2]) == "ةلجم ,2015");
    CHECK(lines[2].runs.back().weight == Weight::Bold);
    for (const TextLine& line : lines) CHECK(line.width <= 12.01F);
}

TEST_CASE("an Arabic word that is wider than the line is broken inside, and nothing is lost") {
    const FromTheRight arabic;
    const std::string word = "والمستشفياتوالعيادات";
    std::string all;
    for (const TextLine& line : break_lines(arabic, {Weight::Regular, 2, 3}, word, 6)) {
        CHECK(line.width <= 6);
        for (const TextRun& run : line.runs) all += run.text;
    }
    CHECK(all == word);
}
