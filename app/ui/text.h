// Text in layout units: widths and line breaks. This is the one seam through which all text goes,
// so that shaping and direction have one place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace spine::ui {

enum class Weight { Regular, Bold };

struct Style {
    Weight weight = Weight::Regular;
    float em = 41, leading = 52;  // units
};

// Where widths come from; Fonts in a program, a table in a test.
class Measure {
  public:
    Measure() = default;
    Measure(const Measure&) = delete;
    Measure& operator=(const Measure&) = delete;
    virtual ~Measure() = default;
    // In ems.
    [[nodiscard]] virtual float advance(Weight weight, char32_t character) const = 0;
};

struct TextRun {
    std::string_view text;  // UTF-8; must outlive the line
    Weight weight = Weight::Regular;
};

struct TextLine {
    std::vector<TextRun> runs;
    float width = 0;  // units
};

// Reads one character and moves `at` behind it; U+FFFD for a byte that is no UTF-8.
[[nodiscard]] char32_t next_character(std::string_view utf8, std::size_t& at);

[[nodiscard]] float width_of(const Measure& measure, Weight weight, float em,
                             std::string_view text);

// Breaks at spaces and after hyphens and slashes, at "\n" always, and inside a word only where a
// word alone is wider than the line. If the last line would hold one short word (at most
// `short_word` characters), one word is carried down to it, unless the line above would then be
// much the shorter one.
inline constexpr std::size_t short_word = 6;
[[nodiscard]] std::vector<TextLine> break_lines(const Measure& measure, float em,
                                                const std::vector<TextRun>& runs, float max_width);
[[nodiscard]] std::vector<TextLine> break_lines(const Measure& measure, const Style& style,
                                                std::string_view text, float max_width);

}  // namespace spine::ui
