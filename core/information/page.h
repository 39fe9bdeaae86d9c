// An information page: Markdown with a head, read into what a screen draws.
//
// A page file is pages/<language>/<id>.md: a TOML head between two lines "+++", then Markdown
// (headings of level 2, paragraphs, bullets, **bold**). Figures are never typed into the text:
// {figure-id} is replaced by the figure's value from evidence.toml, and a page that names a
// figure which is not there, or which nobody has checked, does not load. page_reader.h says what
// else stands between braces.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace spine::information {

namespace causes {
inline constexpr Cause page_malformed = "page-malformed";
inline constexpr Cause figure_unknown = "figure-unknown";
inline constexpr Cause figure_unchecked = "figure-unchecked";
inline constexpr Cause figure_typed = "figure-typed";  // a number that no figure stands behind
}  // namespace causes

enum class Layout {
    Text,            // heading and paragraphs, full width
    Picture,         // text left, illustration right (look 12)
    IconArray,       // text left, 10x10 grid right (look 10)
    TwoColumns,      // two cards of equal weight (look 11)
    Explanation,     // teach-back's explanation (look 14)
    TellStaff,       // tier A (look 06)
    TellStaffKindly  // tier B: note colour, inside the usual frame
};

struct Run {
    std::string text;
    bool bold = false;
};

enum class BlockKind { Paragraph, Bullet, ColumnHeading };

struct Block {
    BlockKind kind = BlockKind::Paragraph;
    int column = 0;  // TwoColumns: 0 or 1
    std::vector<Run> runs;
    [[nodiscard]] std::string plain() const;
};

// One 10x10 grid: `part` filled of 100, with the words of its two legends and its alternative
// text (both numbers).
struct IconArray {
    int part = 0;
    std::string have, have_not, alternative;
};

enum class Review { None, Human };  // None: translated or written, not reviewed by a person

struct Page {
    std::string id, language;
    Layout layout = Layout::Text;
    std::string title;
    std::vector<Block> blocks;
    std::optional<IconArray> icons;
    std::string illustration;  // name of a drawing; empty = none
    std::string illustration_alternative;
    std::string source_line;           // "Source: Brinjikji and others, 2015"; empty = no figure
    std::vector<std::string> figures;  // ids used, in the order of their first use
    std::vector<std::string> sources;  // ids of those figures' sources, and those the head names
    Review review = Review::None;
    std::string reviewed_by, reviewed_on;
    std::string published;  // date the page was written or last changed
};

// Paragraphs and bullets without title and headings, one a line: what readability is measured on.
[[nodiscard]] std::string running_text(const Page& page);

// All words of a page in reading order, as they are spoken, counted and checked.
[[nodiscard]] std::string plain_text(const Page& page);

}  // namespace spine::information
