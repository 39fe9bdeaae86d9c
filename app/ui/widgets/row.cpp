#include "ui/widgets/row.h"

#include <algorithm>

namespace spine::ui {

namespace {

constexpr float radius = 16;
constexpr float mark_x = 46;  // the mark's middle from the row's edge
constexpr float text_x = 92;  // the words' start
constexpr float text_end = 14;

void draw_mark(const Kit& kit, const Rect& box, const RowLook& look, bool held) {
    Canvas& canvas = kit.canvas();
    const KioskTheme& t = kit.theme;
    const Point at{box.x + mark_x, box.y + box.h / 2};
    const Rect square{at.x - 23, at.y - 23, 46, 46};
    if (look.mark == Mark::Pencil) {
        canvas.icon(at, 46, icons::pencil, held ? t.primary_on_tint_down : t.primary);
    } else if (look.chosen) {
        if (look.mark == Mark::One) {
            canvas.disc(at, 23, t.chosen_mark);
        } else {
            canvas.fill(square, t.chosen_mark, 10);
        }
        canvas.icon(at, 40, icons::check, t.chosen_tick);
    } else if (look.mark == Mark::One) {
        canvas.disc(at, 23, t.line);
        canvas.disc(at, 19, look.on ? t.surface : t.paper);
    } else {
        canvas.panel(square, t.surface, t.line, 4, 10);
    }
}

// The size in which the words, chosen or not, stand on one line; 0 if in none.
float one_line_em(const Canvas& canvas, float width, std::string_view text, bool must) {
    const float large_least = must ? 30 : 35;  // 41 and 47 in large print
    const float least = canvas.large_print() ? large_least : must ? 30 : type::strong.em;
    const float ems = canvas.width_of(type::strong, text) / canvas.size_of(type::strong).em;
    for (Style style = type::strong; style.em >= least; style.em -= 1) {
        if (ems * canvas.size_of(style).em <= width) return style.em;
    }
    return 0;
}

// As bold letters need the lines broken: a chosen row's words do not move.
std::string broken(const Canvas& canvas, float width, std::string_view text) {
    std::string lines;
    for (const TextLine& line :
         break_lines(canvas.fonts(), canvas.size_of(type::sign_strong), text, width)) {
        if (!lines.empty()) lines += '\n';
        for (const TextRun& run : line.runs) lines += run.text;
    }
    return lines;
}

}  // namespace

float row_height(const Canvas& canvas, float width, std::string_view text, float least) {
    const float inner = width - text_x - text_end;
    if (one_line_em(canvas, inner, text, false) > 0) return least;
    return std::max(least, canvas.height_of(inner, type::sign_strong, text) + 8);
}

bool row(const Kit& kit, std::string_view key, const Rect& box, std::string_view text,
         const RowLook& look) {
    Canvas& canvas = kit.canvas();
    const Canvas::Saying choice(canvas, Heard::Choice, look.chosen);
    const KioskTheme& t = kit.theme;
    const bool pressed = kit.targets().add(key, box, look.on);
    const float part = kit.frame.motion.follow(key, look.chosen ? 1 : 0, chosen_fade_ms);
    const bool held = kit.targets().held(key);
    if (held) {
        canvas.panel(box, t.tint_down, t.primary, 4, radius);
    } else {
        const Color idle = look.quiet || !look.on ? t.paper : t.surface;
        const Color edge = look.chosen ? t.chosen_edge : t.line;
        canvas.panel(box, between(idle, t.tint, part), edge, look.chosen ? 6.0F : t.row_line,
                     radius);
    }
    draw_mark(kit, box, look, held);
    const Color idle_ink = look.on ? t.ink : t.ink2;
    const Color ink = look.chosen ? t.on_tint : held ? t.on_tint_down : idle_ink;
    const Rect words{box.x + text_x, box.y, box.w - text_x - text_end, box.h};
    if (look.as) {
        Style style = in_print(look.chosen ? type::strong : type::body, *look.as);
        style.large = 1;
        canvas.label(words, style, ink, text);
    } else if (const float em = one_line_em(canvas, words.w, text, look.one_line); em > 0) {
        Style style = look.chosen ? type::strong : type::body;
        style.em = em;
        canvas.label(words, style, ink, text);
    } else {
        const Style more = look.chosen ? type::sign_strong : type::sign;
        const std::string lines = broken(canvas, words.w, text);
        const float h = canvas.height_of(words.w, more, lines);
        canvas.block({words.x, box.y + (box.h - h) / 2, words.w, h}, more, ink, lines);
        if (h > box.h) canvas.block({words.x, box.y, words.w, box.h}, more, ink.faded(0), lines);
    }
    return pressed;
}

}  // namespace spine::ui
