// Drawing in layout units onto one Dear ImGui draw list.
//
// Everything that a screen draws passes through here; nothing else in the programs calls
// ImDrawList. Rectangles are mirrored when the scale is; text keeps its own direction. In large
// print words grow and rectangles stay: every style that is given here is one of normal print.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ui/fonts.h"
#include "ui/geometry.h"
#include "ui/scale.h"
#include "ui/text.h"
#include "ui/transcript.h"

struct ImDrawList;

namespace spine::ui {

struct LinePart;

// Start is left, or right where the layout is mirrored.
enum class Align { Start, Centre, End };

// The code of an icon of Material Design Icons 1.6.50 (F001-F673).
using Icon = char32_t;

// A text that did not fit its box. Recorded only while a test watches.
struct Misfit {
    std::string text;
    Rect box;
    float needed_w = 0, needed_h = 0;
};
// A line of text as it was drawn; recorded only while a test watches.
struct DrawnLine {
    std::string text;
    Rect ink;  // from the tops of the capitals to the descenders' ends, in units
    float em = 0;
    Color color;
};
// A glyph of a joined script, in the order of drawing, or a character that the atlas lacks;
// recorded only while a test watches.
struct DrawnGlyph {
    std::uint32_t id = 0;
    bool baked = false;  // false: nothing was drawn for it, or a sign that stands for anything
};
struct Watched {
    std::vector<Misfit> misfits;
    std::vector<DrawnLine> lines;
    std::vector<DrawnGlyph> glyphs;
};

class Canvas {
  public:
    Canvas(ImDrawList& list, const Scale& scale, const Fonts& fonts, Watched* watch,
           Print print = Print::Normal)
        : list_(list), scale_(scale), fonts_(fonts), watch_(watch), print_(print) {}

    [[nodiscard]] const Scale& scale() const { return scale_; }
    [[nodiscard]] const Fonts& fonts() const { return fonts_; }
    [[nodiscard]] ImDrawList& list() const { return list_; }
    [[nodiscard]] Print print() const { return print_; }
    [[nodiscard]] bool large_print() const { return print_ == Print::Large; }
    // The size at which words of that style are drawn and measured here.
    [[nodiscard]] Style size_of(const Style& style) const { return in_print(style, print_); }

    // The whole display, paper around the layout included.
    void fill_display(Color color);
    void fill(const Rect& box, Color color, float radius = 0);
    // The border lies inside the box.
    void stroke(const Rect& box, Color color, float width, float radius = 0);
    // fill() and stroke() in one: a rounded surface with its border inside.
    void panel(const Rect& box, Color fill, Color border, float width, float radius);
    void line(Point from, Point to, Color color, float width);
    void disc(Point centre, float radius, Color color);
    void ring(Point centre, float radius, Color color, float width);  // radius to its middle
    void ellipse(Point centre, float rx, float ry, Color color);
    // From angle a to b in turns, clockwise from the top; radius to its middle.
    void arc(Point centre, float radius, float a, float b, Color color, float width);
    void polygon(const std::vector<Point>& convex, Color color);
    void polyline(const std::vector<Point>& points, Color color, float width, bool closed = false);
    // Circle r1 at a, circle r2 at b and what lies between them (look/kiosk.md, "Shapes").
    void capsule(Point a, float r1, Point b, float r2, Color color);
    // What lies between two curves with the same number of points, as strips without seams.
    void strips(const std::vector<Point>& upper, const std::vector<Point>& lower, Color color);
    // All drawing until the end of its life stays inside `box`.
    class Clip {
      public:
        Clip(Canvas& canvas, const Rect& box);
        Clip(const Clip&) = delete;
        Clip& operator=(const Clip&) = delete;
        ~Clip();

      private:
        ImDrawList& list_;
    };

    // From now on what is drawn in words is written down there, too; null: nowhere.
    void write_down(Transcript* transcript) { transcript_ = transcript; }
    [[nodiscard]] bool is_written_down() const { return transcript_ != nullptr; }
    // What no drawn words say, such as a picture's alternative text; or what a target is that has
    // no words on it.
    void say(std::string_view text, std::string_view target = {});
    // What the words are that are drawn, or said, during its life. Inside another one that is more
    // than Words the outer one decides: what is private stays so.
    class Saying {
      public:
        Saying(Canvas& canvas, Heard kind, bool chosen = false);
        Saying(Canvas& canvas, std::string_view language);  // which lives as long
        Saying(const Saying&) = delete;
        Saying& operator=(const Saying&) = delete;
        ~Saying() { canvas_.aloud_ = before_; }

      private:
        Canvas& canvas_;
        Aloud before_;
    };

    // `size` is the em and the width and height of the icon's box.
    void icon(Point centre, float size, Icon icon, Color color);
    // As icon(), flipped where the layout is mirrored: arrows, list, backspace, return.
    void directed_icon(Point centre, float size, Icon icon, Color color);

    // One line; centred vertically in the box. Text that is wider than the box is a misfit.
    void label(const Rect& box, const Style& style, Color color, std::string_view text,
               Align align = Align::Start);
    // Lines from the top of the box, broken at its width; returns the height used in units.
    float block(const Rect& box, const Style& style, Color color, std::string_view text,
                Align align = Align::Start);
    float block(const Rect& box, const Style& style, Color color, const std::vector<TextRun>& runs,
                Align align = Align::Start);
    // Height that block() would use, without drawing.
    [[nodiscard]] float height_of(float width, const Style& style, std::string_view text) const;
    [[nodiscard]] float width_of(const Style& style, std::string_view text) const;

  private:
    void draw_line(const TextLine& line, const Rect& box, float top, const Style& style,
                   Color color, Align align);
    // Returns where the next run begins, in pixels.
    float draw_run(const TextRun& run, float em, Point baseline_pixels, Color color);
    float draw_character(const Fonts::Drawn& drawn, Weight weight, char32_t character, float em,
                         Point baseline_pixels, Color color);
    float draw_part(const LinePart& part, float em, Point baseline_pixels, Color color);
    float draw_joined(const Fonts::Drawn& drawn, const LinePart& part, float em,
                      Point baseline_pixels, Color color);
    void note_misfit(std::string text, const Rect& box, float w, float h);
    void note_line(const TextLine& line, Point baseline, float em, Color color);
    void write_down(std::string_view text, const Rect& at, std::string_view target);
    void write_down(const std::vector<TextRun>& runs, const Rect& at, Color color);

    ImDrawList& list_;
    const Scale& scale_;
    const Fonts& fonts_;
    Watched* watch_;
    Print print_;
    Transcript* transcript_ = nullptr;
    Aloud aloud_;
};

}  // namespace spine::ui
