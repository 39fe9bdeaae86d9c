// Text in layout units: widths and line breaks. This is the one seam through which all text goes,
// so that shaping and direction have one place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace spine::ui {

enum class Weight { Regular, Bold };

// How large what is read is drawn: as a style says, or as its role is in large print.
enum class Print { Normal, Large };

struct Style {
    Weight weight = Weight::Regular;
    float em = 41, leading = 52;  // units, in normal print
    float large = 1.35F;          // times that in large print (look/kiosk.md, "Type")
};
// What is drawn, in whole units: sizes that are baked are drawn sharp.
[[nodiscard]] Style in_print(const Style& style, Print print);

// Where widths come from; Fonts in a program, a table in a test.
class Measure {
  public:
    Measure() = default;
    Measure(const Measure&) = delete;
    Measure& operator=(const Measure&) = delete;
    virtual ~Measure() = default;
    // In ems.
    [[nodiscard]] virtual float advance(Weight weight, char32_t character) const = 0;
    // The base direction of every text: the language's, never guessed from the words.
    [[nodiscard]] virtual bool right_to_left() const { return false; }
    // Whether a character that runs from right to left is drawn joined, and how wide a part of
    // such characters then is, in ems.
    [[nodiscard]] virtual bool shapes(char32_t character) const {
        (void)character;
        return false;
    }
    [[nodiscard]] virtual float shaped_advance(Weight weight, std::string_view utf8) const {
        (void)weight, (void)utf8;
        return 0;
    }
};

// Of the bidirectional algorithm (direction.h): even runs left to right, odd right to left.
using Level = std::uint8_t;

struct TextRun {
    std::string_view text;  // UTF-8; must outlive the line
    Weight weight = Weight::Regular;
};

struct TextLine {
    std::vector<TextRun> runs;  // in the order in which they are read
    float width = 0;            // units
    // One a byte of the runs, as the whole paragraph has them; empty: everything runs from left
    // to right.
    std::vector<Level> levels;
};

// Reads one character and moves `at` behind it; U+FFFD for a byte that is no UTF-8.
[[nodiscard]] char32_t next_character(std::string_view utf8, std::size_t& at);

[[nodiscard]] float width_of(const Measure& measure, Weight weight, float em,
                             std::string_view text);

// A text that is one line, however wide it is.
[[nodiscard]] TextLine whole_line(const Measure& measure, const Style& style,
                                  std::string_view text);

// Breaks at spaces and after hyphens and slashes, at "\n" always, and inside a word only where a
// word alone is wider than the line. If the last line would hold one short word (at most
// `short_word` characters), one word is carried down to it, unless the line above would then be
// much the shorter one. Lines hold the words in the order in which they are read; canvas puts each
// in order when it draws it.
inline constexpr std::size_t short_word = 6;
[[nodiscard]] std::vector<TextLine> break_lines(const Measure& measure, float em,
                                                const std::vector<TextRun>& runs, float max_width);
[[nodiscard]] std::vector<TextLine> break_lines(const Measure& measure, const Style& style,
                                                std::string_view text, float max_width);

// How many lines that makes: cheaper, where nothing is drawn.
[[nodiscard]] std::size_t line_count(const Measure& measure, float em,
                                     const std::vector<TextRun>& runs, float max_width);

}  // namespace spine::ui
