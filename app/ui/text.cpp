#include "ui/text.h"

#include <algorithm>
#include <cmath>

#include "ui/direction.h"

namespace spine::ui {

Style in_print(const Style& style, Print print) {
    if (print == Print::Normal) return style;
    return {style.weight, std::round(style.em * style.large),
            std::round(style.leading * style.large), 1};
}

char32_t next_character(std::string_view utf8, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 && first < 0xF8 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first >= 0xF8 || at + static_cast<std::size_t>(more) > utf8.size()) {
        return 0xFFFD;
    }
    char32_t character = first & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i) {
        if ((byte(at) & 0xC0U) != 0x80U) return 0xFFFD;
        character = (character << 6U) | (byte(at++) & 0x3FU);
    }
    return character;
}

namespace {

float width_in_order(const Measure& measure, float em, const std::vector<TextRun>& runs,
                     const std::vector<Level>& levels) {
    float ems = 0;
    for (const LinePart& part : parts_in_order(measure, runs, levels)) {
        if (part.shaped) {
            ems += measure.shaped_advance(part.weight, part.text);
            continue;
        }
        for (std::size_t at = 0; at < part.text.size();) {
            const char32_t c = next_character(part.text, at);
            if (!is_direction_mark(c)) ems += measure.advance(part.weight, c);
        }
    }
    return ems * em;
}

// A word of a joined script in a language that is written in it: no order to find.
bool all_joined(const Measure& measure, std::string_view text) {
    if (!measure.right_to_left()) return false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_character(text, at);
        if (c != U'\n' && !measure.shapes(c)) return false;
    }
    return true;
}

std::vector<Level> levels_for(const Measure& measure, const std::vector<TextRun>& runs) {
    std::size_t bytes = 0;
    bool joined = true;
    for (const TextRun& run : runs) {
        bytes += run.text.size();
        joined = joined && all_joined(measure, run.text);
    }
    if (joined) return std::vector<Level>(bytes, Level{1});
    return levels_of(runs, measure.right_to_left());
}

}  // namespace

float width_of(const Measure& measure, Weight weight, float em, std::string_view text) {
    if (needs_order(text)) {
        if (all_joined(measure, text)) return measure.shaped_advance(weight, text) * em;
        const std::vector<TextRun> runs{{text, weight}};
        return width_in_order(measure, em, runs, levels_for(measure, runs));
    }
    float ems = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const char32_t c = byte < 0x80 ? (++at, byte) : next_character(text, at);
        ems += measure.advance(weight, c);
    }
    return ems * em;
}

TextLine whole_line(const Measure& measure, const Style& style, std::string_view text) {
    TextLine line{{{text, style.weight}}, 0, {}};
    if (measure.right_to_left() || needs_order(text)) {
        line.levels = levels_for(measure, line.runs);
        line.width = width_in_order(measure, style.em, line.runs, line.levels);
    } else {
        line.width = width_of(measure, style.weight, style.em, text);
    }
    return line;
}

namespace {

// A piece that is never broken (but for one wider than a whole line), with the space behind it.
struct Piece {
    TextRun run;
    float width = 0, space = 0;  // units
    bool glued = false;          // no space before it: belongs to the word of the piece before
    bool new_line = false;       // a "\n" stands before it
};

bool breaks_after(char32_t c) {
    return c == U'-' || c == U'/' || c == U'\u2013';
}

// What a piece scanner found: the end of the piece, and how much white space follows.
struct Cut {
    std::size_t end = 0, next = 0;
    bool space = false, line = false;
};

Cut cut_piece(std::string_view text, std::size_t from) {
    std::size_t at = from;
    while (at < text.size()) {
        const std::size_t before = at;
        const char32_t c = next_character(text, at);
        if (c == U' ' || c == U'\n') return {before, at, c == U' ', c == U'\n'};
        if (breaks_after(c) && before > from) return {at, at, false, false};
    }
    return {at, at, false, false};
}

std::vector<Piece> pieces_of(const Measure& measure, float em, const std::vector<TextRun>& runs) {
    std::vector<Piece> pieces;
    std::size_t bytes = 0;
    for (const TextRun& run : runs) bytes += run.text.size();
    pieces.reserve(bytes / 4 + runs.size());
    bool glue = false;
    bool line = false;
    bool breakable = true;
    for (const TextRun& run : runs) {
        const bool joined = needs_order(run.text) && all_joined(measure, run.text);
        for (std::size_t at = 0; at < run.text.size();) {
            const Cut cut = cut_piece(run.text, at);
            Piece piece;
            piece.run = {run.text.substr(at, cut.end - at), run.weight};
            piece.width = joined ? measure.shaped_advance(run.weight, piece.run.text) * em
                                 : width_of(measure, run.weight, em, piece.run.text);
            piece.glued = glue && !breakable;
            piece.new_line = line;
            if (cut.space) piece.space = measure.advance(run.weight, U' ') * em;
            glue = true;
            breakable = cut.space || cut.line || cut.next < run.text.size();
            line = cut.line;
            at = cut.next;
            pieces.push_back(piece);
        }
    }
    return pieces;
}

// Consecutive pieces [first, last) that make one line.
struct Span {
    std::size_t first = 0, last = 0;
    bool hard_end = false;
};

float span_width(const std::vector<Piece>& pieces, const Span& span) {
    float width = 0;
    for (std::size_t i = span.first; i < span.last; ++i) {
        width += pieces[i].width + (i + 1 < span.last ? pieces[i].space : 0);
    }
    return width;
}

// Splits a piece that is wider than a line into pieces that are not.
std::vector<Piece> split_wide(const Measure& measure, float em, std::vector<Piece> pieces,
                              float max_width) {
    const auto fits = [max_width](const Piece& piece) { return piece.width <= max_width; };
    if (std::all_of(pieces.begin(), pieces.end(), fits)) return pieces;
    std::vector<Piece> out;
    for (const Piece& piece : pieces) {
        if (fits(piece)) {
            out.push_back(piece);
            continue;
        }
        std::string_view rest = piece.run.text;
        const bool joined = needs_order(rest);
        bool first = true;
        while (!rest.empty()) {
            std::size_t end = 0;
            float width = 0;
            while (end < rest.size()) {
                std::size_t next = end;
                const char32_t c = next_character(rest, next);
                // Joined letters have no width of their own: the part's so far is measured.
                const float so_far =
                    joined ? width_of(measure, piece.run.weight, em, rest.substr(0, next))
                           : width + measure.advance(piece.run.weight, c) * em;
                if (end > 0 && so_far > max_width) break;
                width = so_far;
                end = next;
            }
            Piece part = piece;
            part.run.text = rest.substr(0, end);
            part.width = width;
            part.space = end == rest.size() ? piece.space : 0;
            part.glued = first && piece.glued;
            part.new_line = first && piece.new_line;
            first = false;
            out.push_back(part);
            rest.remove_prefix(end);
        }
    }
    return out;
}

std::vector<Span> fill_lines(const std::vector<Piece>& pieces, float max_width) {
    std::vector<Span> lines;
    Span line;
    float width = 0;  // of the line so far, with the space behind it
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t word_end = i + 1;
        while (word_end < pieces.size() && pieces[word_end].glued) ++word_end;
        const float word = span_width(pieces, {i, word_end, false});
        const bool fits = width + word <= max_width + 0.01F;
        if (line.last > line.first && (!fits || pieces[i].new_line)) {
            line.hard_end = pieces[i].new_line;
            lines.push_back(line);
            line = {i, i, false};
            width = 0;
        }
        line.last = word_end;
        width += word + pieces[word_end - 1].space;
        i = word_end;
    }
    if (line.last > line.first) lines.push_back(line);
    return lines;
}

std::size_t characters_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) (void)next_character(text, at);
    return count;
}

// "if the last line would hold one short word, carry one word down to it" (look/kiosk.md)
void carry_down(const std::vector<Piece>& pieces, std::vector<Span>& lines, float max_width) {
    if (lines.size() < 2) return;
    Span& last = lines.back();
    Span& before = lines[lines.size() - 2];
    if (before.hard_end || last.last - last.first != 1) return;
    if (characters_of(pieces[last.first].run.text) > short_word) return;
    std::size_t word = before.last - 1;
    while (word > before.first && pieces[word].glued) --word;
    if (word == before.first) return;
    const float carried = span_width(pieces, {word, last.last, false});
    if (carried > max_width) return;
    if (span_width(pieces, {before.first, word, false}) < 0.8F * carried) return;
    before.last = word;
    last.first = word;
}

TextLine line_of(const std::vector<Piece>& pieces, const Span& span) {
    TextLine line;
    line.width = span_width(pieces, span);
    for (std::size_t i = span.first; i < span.last; ++i) {
        std::string_view text = pieces[i].run.text;
        // The space behind a piece is drawn with it, but not at the line's end.
        if (pieces[i].space > 0 && i + 1 < span.last) text = {text.data(), text.size() + 1};
        if (!line.runs.empty() && line.runs.back().weight == pieces[i].run.weight &&
            line.runs.back().text.data() + line.runs.back().text.size() == text.data()) {
            line.runs.back().text = {line.runs.back().text.data(),
                                     line.runs.back().text.size() + text.size()};
        } else {
            line.runs.push_back({text, pieces[i].run.weight});
        }
    }
    return line;
}

// The levels of a line's runs, each of which is a stretch of one of the text's.
std::vector<Level> levels_in(const TextLine& line, const std::vector<TextRun>& runs,
                             const std::vector<Level>& levels) {
    std::vector<Level> own;
    for (const TextRun& stretch : line.runs) {
        std::size_t before = 0;
        for (const TextRun& run : runs) {
            const char* begin = run.text.data();
            const char* end = begin + run.text.size();
            if (stretch.text.data() >= begin && stretch.text.data() < end) {
                const auto from = before + static_cast<std::size_t>(stretch.text.data() - begin);
                own.insert(
                    own.end(), levels.begin() + static_cast<std::ptrdiff_t>(from),
                    levels.begin() + static_cast<std::ptrdiff_t>(from + stretch.text.size()));
                break;
            }
            before += run.text.size();
        }
    }
    return own;
}

std::vector<Span> spans_of(const std::vector<Piece>& pieces, float max_width) {
    std::vector<Span> spans = fill_lines(pieces, max_width);
    carry_down(pieces, spans, max_width);
    return spans;
}

// Whatever is not simply written from left to right gets its levels and its true width.
void put_in_order(const Measure& measure, float em, const std::vector<TextRun>& runs,
                  std::vector<TextLine>& lines) {
    const auto ordered = [](const TextRun& run) { return needs_order(run.text); };
    if (!measure.right_to_left() && std::none_of(runs.begin(), runs.end(), ordered)) return;
    const std::vector<Level> levels = levels_for(measure, runs);
    for (TextLine& line : lines) {
        line.levels = levels_in(line, runs, levels);
        line.width = width_in_order(measure, em, line.runs, line.levels);
    }
}

}  // namespace

std::vector<TextLine> break_lines(const Measure& measure, float em,
                                  const std::vector<TextRun>& runs, float max_width) {
    const std::vector<Piece> pieces =
        split_wide(measure, em, pieces_of(measure, em, runs), max_width);
    std::vector<TextLine> lines;
    const std::vector<Span> spans = spans_of(pieces, max_width);
    lines.reserve(spans.size());
    for (const Span& span : spans) lines.push_back(line_of(pieces, span));
    put_in_order(measure, em, runs, lines);
    return lines;
}

std::size_t line_count(const Measure& measure, float em, const std::vector<TextRun>& runs,
                       float max_width) {
    return fill_lines(split_wide(measure, em, pieces_of(measure, em, runs), max_width), max_width)
        .size();
}

std::vector<TextLine> break_lines(const Measure& measure, const Style& style, std::string_view text,
                                  float max_width) {
    return break_lines(measure, style.em, {{text, style.weight}}, max_width);
}

}  // namespace spine::ui
