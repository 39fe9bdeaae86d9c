#include "kiosk/page_words.h"

namespace spine::kiosk {

using information::Block;
using information::BlockKind;
using ui::Rect;

namespace {

constexpr float bullet_inset = 34;

std::vector<ui::TextRun> runs_of(const Block& block) {
    std::vector<ui::TextRun> runs;
    for (const information::Run& run : block.runs) {
        const bool bold = run.bold || block.kind == BlockKind::ColumnHeading;
        runs.push_back({run.text, bold ? ui::Weight::Bold : ui::Weight::Regular});
    }
    return runs;
}

float inset_of(const Block& block) {
    return block.kind == BlockKind::Bullet ? bullet_inset : 0;
}

}  // namespace

std::vector<const Block*> all_blocks(const information::Page& page) {
    std::vector<const Block*> blocks;
    for (const Block& block : page.blocks) blocks.push_back(&block);
    return blocks;
}

float height_of(const ui::Canvas& canvas, float width, const std::vector<const Block*>& blocks,
                const BlockStyle& style) {
    float h = 0;
    for (const Block* block : blocks) {
        const ui::Style drawn = canvas.size_of({ui::Weight::Regular, style.em, style.leading});
        const std::size_t lines =
            ui::line_count(canvas.fonts(), drawn.em, runs_of(*block), width - inset_of(*block));
        h += static_cast<float>(lines) * drawn.leading + style.gap;
    }
    return blocks.empty() ? 0 : h - style.gap;
}

BlockStyle style_for(const ui::Canvas& canvas, const Rect& box,
                     const std::vector<const Block*>& blocks) {
    constexpr BlockStyle styles[] = {
        {41, 56, 22}, {41, 52, 18}, {41, 50, 10}, {41, 46, 10}, {36, 44, 10}};
    for (const BlockStyle& style : styles) {
        if (height_of(canvas, box.w, blocks, style) <= box.h) return style;
    }
    return canvas.large_print() ? BlockStyle{30, 38, 10} : styles[4];
}

float draw_blocks(const ui::Kit& kit, const Rect& box, ui::Color color,
                  const std::vector<const Block*>& blocks, const BlockStyle& style) {
    float y = box.y;
    for (const Block* block : blocks) {
        const float inset = inset_of(*block);
        const ui::Style type{ui::Weight::Regular, style.em, style.leading};
        if (inset > 0) {
            const float middle = kit.canvas().size_of(type).leading / 2;
            kit.canvas().disc({box.x + 10, y + middle + 2}, 5, kit.theme.primary);
        }
        const Rect rest{box.x + inset, y, box.w - inset, box.bottom() - y};
        y += kit.canvas().block(rest, type, color, runs_of(*block)) + style.gap;
    }
    return y - box.y;
}

}  // namespace spine::kiosk
