#include "kiosk/page_parts.h"

#include <functional>

#include "kiosk/page_words.h"
#include "ui/widgets/kit.h"

namespace spine::kiosk {

using information::Block;
using information::BlockKind;
using information::Layout;
using information::Page;

namespace {

float source_height(const ui::Canvas& canvas, const Page& page) {
    if (page.source_line.empty()) return 0;
    return canvas.height_of(large::words.w, ui::type::small, page.source_line) + 12;
}

// Fills part after part with as many blocks as one has room for.
void fill(std::vector<PagePart>& parts, const std::vector<const Block*>& blocks, int column,
          const std::function<bool(const std::vector<const Block*>&)>& fits) {
    std::vector<const Block*> some;
    for (const Block* block : blocks) {
        some.push_back(block);
        if (some.size() == 1 || fits(some)) continue;
        some.pop_back();
        parts.push_back({std::move(some), column, false});
        some = {block};
    }
    if (!some.empty()) parts.push_back({std::move(some), column, false});
}

std::vector<PagePart> columns_of(const ui::Canvas& canvas, const Page& page) {
    const float room = large::card.h - source_height(canvas, page) - large::card_heading;
    const float inset = 56 + 60;  // the card's own, and that of a mark
    std::vector<PagePart> parts;
    for (const int column : {0, 1}) {
        std::vector<const Block*> points;
        for (const Block& block : page.blocks) {
            if (block.column == column && block.kind != BlockKind::ColumnHeading)
                points.push_back(&block);
        }
        fill(parts, points, column, [&](const std::vector<const Block*>& some) {
            float h = 0;
            for (const Block* point : some) {
                h += large::point_gap +
                     canvas.height_of(large::card.w - inset, ui::type::body, point->plain());
            }
            return h <= room;
        });
    }
    return parts;
}

std::vector<PagePart> words_of(const ui::Canvas& canvas, const Page& page) {
    const float w = large::words.w;
    const float title = canvas.height_of(w, ui::type::heading, page.title);
    const float room = large::words.h - title - 12 - source_height(canvas, page);
    std::vector<PagePart> parts;
    fill(parts, all_blocks(page), 0, [&](const std::vector<const Block*>& some) {
        return height_of(canvas, w, some, roomy_words) <= room;
    });
    return parts;
}

}  // namespace

std::vector<PagePart> parts_of(const ui::Canvas& canvas, const Page& page) {
    if (!canvas.large_print()) return {{all_blocks(page), 0, false}};
    std::vector<PagePart> parts =
        page.layout == Layout::TwoColumns ? columns_of(canvas, page) : words_of(canvas, page);
    if (page.layout == Layout::IconArray && page.icons) parts.push_back({{}, 0, true});
    if (parts.empty()) parts.emplace_back();
    return parts;
}

}  // namespace spine::kiosk
