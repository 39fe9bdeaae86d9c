#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "ui/canvas.h"
#include "ui/direction.h"

namespace spine::ui {

namespace {

ImU32 packed(Color c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}

// A glyph's quad whose left edge lies on a whole pixel, so that it is as sharp as it was baked.
void draw_glyph(ImDrawList& list, const ImFontGlyph& glyph, Point baseline, float factor,
                float ascent, ImU32 color, bool flipped) {
    const bool snap = factor > 0.99F && factor < 1.01F;
    const auto place = [snap](float v) { return snap ? std::round(v) : v; };
    const float x = place(baseline.x + glyph.X0 * factor);
    const float y = place(baseline.y) + (glyph.Y0 - ascent) * factor;
    const float w = (glyph.X1 - glyph.X0) * factor;
    const float h = (glyph.Y1 - glyph.Y0) * factor;
    list.PrimReserve(6, 4);
    list.PrimRectUV({x, y}, {x + w, y + h}, {flipped ? glyph.U1 : glyph.U0, glyph.V0},
                    {flipped ? glyph.U0 : glyph.U1, glyph.V1}, color);
}

Face face_of(Weight weight) {
    return weight == Weight::Bold ? Face::Bold : Face::Regular;
}

void draw_icon(ImDrawList& list, const Scale& scale, const Fonts& fonts, Point centre, float size,
               Icon icon, Color color, bool flipped) {
    const Fonts::Drawn drawn = fonts.drawn(Face::Icons, size);
    if (drawn.font == nullptr) return;
    const ImFontGlyph* glyph = drawn.font->FindGlyphNoFallback(static_cast<ImWchar>(icon));
    if (glyph == nullptr) return;
    const float half = drawn.font->FontSize * drawn.factor / 2;
    const Point at = scale.to_pixels(centre);
    Point baseline{at.x - half, at.y - half + drawn.font->Ascent * drawn.factor};
    if (flipped) baseline.x = at.x + half - (glyph->X0 + glyph->X1) * drawn.factor;
    draw_glyph(list, *glyph, baseline, drawn.factor, drawn.font->Ascent, packed(color), flipped);
}

}  // namespace

void Canvas::icon(Point centre, float size, Icon icon, Color color) {
    draw_icon(list_, scale_, fonts_, centre, size, icon, color, false);
}

void Canvas::directed_icon(Point centre, float size, Icon icon, Color color) {
    draw_icon(list_, scale_, fonts_, centre, size, icon, color, scale_.mirrored());
}

float Canvas::draw_run(const TextRun& run, float em, Point baseline, Color color) {
    const Fonts::Drawn drawn = fonts_.drawn(face_of(run.weight), em);
    if (drawn.font == nullptr) return baseline.x;
    float x = baseline.x;
    for (std::size_t at = 0; at < run.text.size();) {
        const char32_t c = next_character(run.text, at);
        x = draw_character(drawn, run.weight, c, em, {x, baseline.y}, color);
    }
    return x;
}

float Canvas::draw_character(const Fonts::Drawn& drawn, Weight weight, char32_t c, float em,
                             Point baseline, Color color) {
    const ImFontGlyph* glyph = drawn.font->FindGlyph(static_cast<ImWchar>(c));
    if (watch_ != nullptr && drawn.font->FindGlyphNoFallback(static_cast<ImWchar>(c)) == nullptr) {
        watch_->glyphs.push_back({c, false});
    }
    if (glyph != nullptr && glyph->Visible != 0) {
        draw_glyph(list_, *glyph, baseline, drawn.factor, drawn.font->Ascent, packed(color), false);
    }
    return baseline.x + fonts_.advance(weight, c) * em * scale_.factor();
}

// A part of a line that is not simply written from left to right.
float Canvas::draw_part(const LinePart& part, float em, Point baseline, Color color) {
    const Fonts::Drawn drawn = fonts_.drawn(face_of(part.weight), em);
    if (drawn.font == nullptr) return baseline.x;
    if (part.shaped) return draw_joined(drawn, part, em, baseline, color);
    std::u32string characters;
    for (std::size_t at = 0; at < part.text.size();) {
        const char32_t c = next_character(part.text, at);
        if (!is_direction_mark(c)) characters += part.right_to_left() ? mirror_image(c) : c;
    }
    if (part.right_to_left()) std::reverse(characters.begin(), characters.end());
    for (const char32_t c : characters) {
        baseline.x = draw_character(drawn, part.weight, c, em, baseline, color);
    }
    return baseline.x;
}

float Canvas::draw_joined(const Fonts::Drawn& drawn, const LinePart& part, float em, Point baseline,
                          Color color) {
    const float pixels = em * scale_.factor();
    const bool snap = drawn.factor > 0.99F && drawn.factor < 1.01F;
    const auto place = [snap](float v) { return snap ? std::round(v) : v; };
    for (const ShapedGlyph& one : fonts_.shaped(part.weight, part.text).glyphs) {
        const ShapedGlyphs::Glyph* glyph =
            drawn.joined == nullptr ? nullptr : drawn.joined->find(one.id);
        if (glyph != nullptr && glyph->w > 0) {
            const float x = place(baseline.x + one.x * pixels) + glyph->x * drawn.factor;
            const float y = place(baseline.y - one.y * pixels) + glyph->y * drawn.factor;
            list_.PrimReserve(6, 4);
            list_.PrimRectUV({x, y}, {x + glyph->w * drawn.factor, y + glyph->h * drawn.factor},
                             {glyph->u0, glyph->v0}, {glyph->u1, glyph->v1}, packed(color));
        }
        // A letter that was not baked is seen to be missing, as any other character is.
        if (glyph == nullptr && drawn.font->FallbackGlyph != nullptr) {
            draw_glyph(list_, *drawn.font->FallbackGlyph, baseline, drawn.factor,
                       drawn.font->Ascent, packed(color), false);
        }
        if (watch_ != nullptr) watch_->glyphs.push_back({one.id, glyph != nullptr});
        baseline.x += one.advance * pixels;
    }
    return baseline.x;
}

// `top` is the top of the line's leading; the baseline lies where a browser would put it.
void Canvas::draw_line(const TextLine& line, const Rect& box, float top, const Style& style,
                       Color color, Align align) {
    float x = box.x;
    if (align == Align::Centre) x = box.x + (box.w - line.width) / 2;
    if (align == Align::End) x = box.right() - line.width;
    const float baseline =
        top + (style.leading - line_height_of_em * style.em) / 2 + ascent_of_em * style.em;
    if (watch_ != nullptr) note_line(line, {x, baseline}, style.em, color);
    // In a mirrored layout the line's left end in pixels is the mirror of its right end in units.
    Point pen = scale_.to_pixels(Point{scale_.mirrored() ? x + line.width : x, baseline});
    if (line.levels.empty()) {
        for (const TextRun& run : line.runs) pen.x = draw_run(run, style.em, pen, color);
        return;
    }
    for (const LinePart& part : parts_in_order(fonts_, line.runs, line.levels)) {
        pen.x = draw_part(part, style.em, pen, color);
    }
}

void Canvas::note_misfit(std::string text, const Rect& box, float w, float h) {
    if (watch_ != nullptr) watch_->misfits.push_back({std::move(text), box, w, h});
}

void Canvas::note_line(const TextLine& line, Point baseline, float em, Color color) {
    constexpr float descent_of_em = 0.24F;
    std::string text;
    for (const TextRun& run : line.runs) text += run.text;
    if (text.empty() || color.a == 0) return;
    const bool descends = text.find_first_of("gjpqyQ,;()[]@_") != std::string::npos;
    const Rect ink{baseline.x, baseline.y - capital_of_em * em, line.width,
                   (capital_of_em + (descends ? descent_of_em : 0)) * em};
    // What a clip hides was not drawn.
    const Rect at = scale_.to_pixels(ink);
    if (at.bottom() > list_.GetClipRectMax().y + 1 || at.y < list_.GetClipRectMin().y - 1) return;
    watch_->lines.push_back({std::move(text), ink, em, color});
}

Canvas::Saying::Saying(Canvas& canvas, Heard kind, bool chosen)
    : canvas_(canvas), before_(canvas.aloud_) {
    if (before_.kind != Heard::Words) return;
    canvas_.aloud_.kind = kind;
    canvas_.aloud_.chosen = chosen;
}

Canvas::Saying::Saying(Canvas& canvas, std::string_view language)
    : canvas_(canvas), before_(canvas.aloud_) {
    canvas_.aloud_.language = language;
}

void Canvas::say(std::string_view text, std::string_view target) {
    write_down(text, {}, target);
}

void Canvas::write_down(std::string_view text, const Rect& at, std::string_view target) {
    if (transcript_ == nullptr || text.empty()) return;
    transcript_->push_back({std::string(text), std::string(aloud_.language), aloud_.kind,
                            aloud_.chosen, at, std::string(target)});
}

void Canvas::write_down(const std::vector<TextRun>& runs, const Rect& at, Color color) {
    if (transcript_ == nullptr || color.a == 0) return;
    std::string text;
    for (const TextRun& run : runs) text += run.text;
    write_down(text, at, {});
}

void Canvas::label(const Rect& box, const Style& normal, Color color, std::string_view text,
                   Align align) {
    const Style style = size_of(normal);
    const TextLine line = whole_line(fonts_, style, text);
    if (watch_ != nullptr && line.width > box.w + 0.5F) {
        note_misfit(std::string(text), box, line.width, style.leading);
    }
    if (color.a != 0) write_down(text, box, {});
    draw_line(line, box, box.y + (box.h - style.leading) / 2, style, color, align);
}

float Canvas::block(const Rect& box, const Style& style, Color color, std::string_view text,
                    Align align) {
    return block(box, style, color, {TextRun{text, style.weight}}, align);
}

float Canvas::block(const Rect& box, const Style& normal, Color color,
                    const std::vector<TextRun>& runs, Align align) {
    const Style style = size_of(normal);
    const std::vector<TextLine> lines = break_lines(fonts_, style.em, runs, box.w);
    const float h = static_cast<float>(lines.size()) * style.leading;
    write_down(runs, {box.x, box.y, box.w, h}, color);
    float top = box.y;
    for (const TextLine& line : lines) {
        draw_line(line, box, top, style, color, align);
        top += style.leading;
    }
    const float used = top - box.y;
    if (watch_ != nullptr && used > box.h + 0.5F) {
        std::string text;
        for (const TextRun& run : runs) text += run.text;
        note_misfit(std::move(text), box, box.w, used);
    }
    return used;
}

float Canvas::height_of(float width, const Style& normal, std::string_view text) const {
    const Style style = size_of(normal);
    const std::size_t lines = line_count(fonts_, style.em, {{text, style.weight}}, width);
    return static_cast<float>(lines) * style.leading;
}

float Canvas::width_of(const Style& style, std::string_view text) const {
    return ui::width_of(fonts_, style.weight, size_of(style).em, text);
}

}  // namespace spine::ui
