#include "ui/direction.h"

#include <fribidi.h>

#include <algorithm>

namespace spine::ui {

namespace {

constexpr char32_t first_right_to_left = 0x590;

bool runs_right_to_left(char32_t c) {
    return (c >= first_right_to_left && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

// The paragraphs of a text, each with the byte at which every character begins.
struct Paragraph {
    std::vector<FriBidiChar> characters;
    std::vector<std::size_t> begins;
};

void put_levels(const Paragraph& paragraph, std::size_t end, bool right_to_left,
                std::vector<Level>& levels) {
    const auto count = static_cast<FriBidiStrIndex>(paragraph.characters.size());
    if (count == 0) return;
    std::vector<FriBidiCharType> types(paragraph.characters.size());
    std::vector<FriBidiBracketType> brackets(paragraph.characters.size());
    std::vector<FriBidiLevel> found(paragraph.characters.size());
    fribidi_get_bidi_types(paragraph.characters.data(), count, types.data());
    fribidi_get_bracket_types(paragraph.characters.data(), count, types.data(), brackets.data());
    FriBidiParType base = right_to_left ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    if (fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &base,
                                            found.data()) == 0) {
        return;  // no memory: the text is shown in the base direction
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        const std::size_t next = i + 1 < found.size() ? paragraph.begins[i + 1] : end;
        std::fill(levels.begin() + static_cast<std::ptrdiff_t>(paragraph.begins[i]),
                  levels.begin() + static_cast<std::ptrdiff_t>(next),
                  static_cast<Level>(std::max<int>(found[i], 0)));
    }
}

// Rule L2: from the highest level down, whatever is at least as high is turned round.
void turn(std::vector<LinePart>& parts) {
    Level highest = 0;
    for (const LinePart& part : parts) highest = std::max(highest, part.level);
    for (Level level = highest; level > 0; --level) {
        for (auto from = parts.begin(); from != parts.end();) {
            const auto high = [level](const LinePart& part) { return part.level >= level; };
            from = std::find_if(from, parts.end(), high);
            const auto to = std::find_if_not(from, parts.end(), high);
            std::reverse(from, to);
            from = to;
        }
    }
}

}  // namespace

bool is_direction_mark(char32_t c) {
    return (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x61C;
}

bool needs_order(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        // Below U+0580 no first byte is as high; the usual text ends here.
        if (static_cast<unsigned char>(utf8[at]) < 0xD6) {
            ++at;
            continue;
        }
        const char32_t c = next_character(utf8, at);
        if (runs_right_to_left(c) || is_direction_mark(c)) return true;
    }
    return false;
}

std::vector<Level> levels_of(const std::vector<TextRun>& runs, bool right_to_left) {
    std::size_t bytes = 0;
    for (const TextRun& run : runs) bytes += run.text.size();
    std::vector<Level> levels(bytes, right_to_left ? Level{1} : Level{0});
    Paragraph paragraph;
    std::size_t before = 0;
    for (const TextRun& run : runs) {
        for (std::size_t at = 0; at < run.text.size();) {
            const std::size_t from = before + at;
            const char32_t c = next_character(run.text, at);
            if (c == U'\n') {
                put_levels(paragraph, from, right_to_left, levels);
                paragraph = {};
                continue;
            }
            paragraph.characters.push_back(c);
            paragraph.begins.push_back(from);
        }
        before += run.text.size();
    }
    put_levels(paragraph, before, right_to_left, levels);
    return levels;
}

std::vector<LinePart> parts_in_order(const Measure& measure, const std::vector<TextRun>& runs,
                                     const std::vector<Level>& levels) {
    std::vector<LinePart> parts;
    std::size_t before = 0;
    for (const TextRun& run : runs) {
        bool opened = false;
        for (std::size_t at = 0; at < run.text.size();) {
            const std::size_t from = at;
            const char32_t c = next_character(run.text, at);
            const Level level = levels.at(before + from);
            const bool shaped = level % 2 == 1 && measure.shapes(c);
            if (opened && parts.back().level == level && parts.back().shaped == shaped) {
                LinePart& part = parts.back();
                part.text = {part.text.data(), part.text.size() + (at - from)};
            } else {
                parts.push_back({run.text.substr(from, at - from), run.weight, level, shaped});
                opened = true;
            }
        }
        before += run.text.size();
    }
    turn(parts);
    return parts;
}

char32_t mirror_image(char32_t character) {
    FriBidiChar other = character;
    fribidi_get_mirror_char(character, &other);
    return other;
}

}  // namespace spine::ui
