// Looks 10, 11 and 12: information pages in words, with a picture, with the 10x10 grid, or in two
// columns of equal weight.
#include "kiosk/illustration.h"
#include "kiosk/page_words.h"
#include "kiosk/screens/screens.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_array.h"

namespace spine::kiosk {

using information::Block;
using information::BlockKind;
using information::Layout;
using information::Page;
using ui::Rect;

namespace {

class PageScreen final : public KioskScreen {
  public:
    using KioskScreen::KioskScreen;

  private:
    void content(const ui::Kit& kit, Actions&) override {
        const Page* page = room().walk().page();
        if (page == nullptr) return;
        if (page->layout == Layout::IconArray && page->icons) {
            draw_icon_array(kit, *page);
        } else if (page->layout == Layout::TwoColumns) {
            draw_columns(kit, *page);
        } else if (page->layout == Layout::Picture) {
            draw_picture(kit, *page);
        } else {
            draw_roomy(kit, *page, 1100);
        }
    }

    // Heading, blocks and source line from the top of the box.
    void draw_words(const ui::Kit& kit, const Page& page, const Rect& box) const {
        float y =
            box.y + fitted_heading(kit, {box.x, box.y, box.w, 124}, room().theme.ink, page.title);
        y += 12;
        const float source = page.source_line.empty() ? 0 : 44;
        const auto blocks = all_blocks(page);
        const Rect words{box.x, y, box.w, box.bottom() - source - y};
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(kit.canvas(), words, blocks));
        if (source == 0) return;
        kit.canvas().label({box.x, 628, box.w, 40}, ui::type::small, room().theme.ink2,
                           page.source_line);
    }

    void draw_icon_array(const ui::Kit& kit, const Page& page) const {
        draw_words(kit, page, {40, 128, 616, 544});
        ui::icon_array(kit, page.icons->part, page.icons->have, page.icons->have_not);
    }

    void draw_picture(const ui::Kit& kit, const Page& page) const {
        draw_illustration(kit, page.illustration, {772, 186, 462, 446});
        draw_roomy(kit, page, 690);
    }

    // The title in display size where the page is short, as warmth rather than as a lesson.
    void draw_roomy(const ui::Kit& kit, const Page& page, float w) const {
        const auto blocks = all_blocks(page);
        constexpr ui::Style display{ui::Weight::Bold, 72, 88};
        const float title = kit.canvas().height_of(w, display, page.title);
        const float source = page.source_line.empty() ? 0 : 44;
        const Rect words{40, 150 + title + 26, w, 672 - source - (150 + title + 26)};
        const float needed = height_of(kit.canvas(), w, blocks, {41, 52, 18});
        if (title > 2 * display.leading || needed > words.h) {
            draw_words(kit, page, {40, 128, w > 700 ? 1200 : w, 544});
            return;
        }
        kit.canvas().block({40, 150, w, title}, display, room().theme.ink, page.title);
        draw_blocks(kit, words, room().theme.ink, blocks, style_for(kit.canvas(), words, blocks));
        if (source == 0) return;
        kit.canvas().label({40, 628, w, 40}, ui::type::small, room().theme.ink2, page.source_line);
    }

    void draw_columns(const ui::Kit& kit, const Page& page) const {
        fitted_heading(kit, {40, 124, 1200, 72}, room().theme.ink, page.title);
        const float source = page.source_line.empty() ? 0 : 48;
        for (const int column : {0, 1}) {
            const Rect box{column == 0 ? 40.0F : 648.0F, 204, 592, 468 - source};
            draw_column(kit, page, column, box);
        }
        if (source == 0) return;
        kit.canvas().label({40, 630, 1200, 40}, ui::type::small, room().theme.ink2,
                           page.source_line);
    }

    void draw_column(const ui::Kit& kit, const Page& page, int column, const Rect& box) const {
        ui::Canvas& canvas = kit.canvas();
        const ui::Color head = column == 0 ? room().theme.primary : room().theme.ink2;
        ui::card(kit, box);
        canvas.fill({box.x, box.y, box.w, 60}, head, 20);
        canvas.fill({box.x, box.y + 30, box.w, 54}, head);
        std::vector<const Block*> blocks;
        for (const Block& block : page.blocks) {
            if (block.column != column) continue;
            if (block.kind == BlockKind::ColumnHeading) {
                canvas.icon({box.x + 53, box.y + 42}, 50,
                            column == 0 ? ui::icons::check_circle : ui::icons::close_circle,
                            room().theme.on_primary);
                canvas.label({box.x + 95, box.y, box.w - 115, 84}, ui::type::large_label,
                             room().theme.on_primary, block.plain());
            } else {
                blocks.push_back(&block);
            }
        }
        draw_points(kit, blocks, column, {box.x + 28, box.y + 84, box.w - 56, box.h - 84});
    }

    // Each point in an equal share of the height, with its mark and a divider between.
    void draw_points(const ui::Kit& kit, const std::vector<const Block*>& blocks, int column,
                     const Rect& box) const {
        if (blocks.empty()) return;
        ui::Canvas& canvas = kit.canvas();
        const float share = std::min(122.0F, box.h / static_cast<float>(blocks.size()));
        float y = box.y + 7;
        for (const Block* block : blocks) {
            const bool marked = block->kind == BlockKind::Bullet;
            const float inset = marked ? 60 : 0;
            const std::string words = block->plain();
            const ui::Style style = canvas.height_of(box.w - inset, ui::type::body, words) <= share
                                        ? ui::type::body
                                        : ui::Style{ui::Weight::Regular, 34, 40};
            const float h = canvas.height_of(box.w - inset, style, words);
            const float top = y + (share - 14 - h) / 2 + 4;
            if (marked) {
                const bool can = column == 0;
                canvas.icon({box.x + 22, top + style.leading / 2 + 1}, 42,
                            can ? ui::icons::check : ui::icons::close,
                            can ? room().theme.primary : room().theme.ink2);
            }
            canvas.block({box.x + inset, top, box.w - inset, h}, style, room().theme.ink, words);
            y += share;
            if (block != blocks.back()) {
                canvas.fill({box.x, y - 3, box.w, 2}, room().theme.hair);
            }
        }
    }
};

}  // namespace

ScreenPtr page_screen(const Room& room) {
    return std::make_unique<PageScreen>(room);
}

}  // namespace spine::kiosk
