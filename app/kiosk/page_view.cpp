#include "kiosk/page_view.h"

#include <algorithm>

#include "kiosk/illustration.h"
#include "kiosk/kiosk_screen.h"
#include "kiosk/page_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon_array.h"

namespace spine::kiosk {

using information::Block;
using information::BlockKind;
using information::Layout;
using information::Page;
using ui::Rect;

namespace {

class View {
  public:
    View(const ui::Kit& kit, const Page& page, const PagePart& part, ui::Stamp& people)
        : kit_(kit), page_(page), part_(part), people_(people) {}

    void draw() const {
        if (kit_.canvas().large_print()) {
            draw_part();
        } else if (page_.layout == Layout::IconArray && page_.icons) {
            draw_icon_array();
        } else if (page_.layout == Layout::TwoColumns) {
            draw_columns();
        } else if (page_.layout == Layout::Picture) {
            draw_picture();
        } else {
            draw_roomy(1100);
        }
    }

  private:
    void draw_part() const {
        if (part_.grid) {
            draw_array();
        } else if (page_.layout == Layout::TwoColumns) {
            draw_title();
            const float source = draw_source(40, 1200);
            ui::Rect card = large::card;
            card.h -= source > 0 ? source + 8 : 0;
            draw_column(part_.column, card);
        } else if (page_.layout == Layout::Picture && fits_beside_picture()) {
            draw_illustration(kit_, page_.illustration, {772, 186, 462, 446});
            draw_words({40, 128, 690, 544});
            kit_.canvas().say(page_.illustration_alternative);
        } else {
            draw_words(large::words);  // a picture that only keeps them company gives way
        }
    }

    [[nodiscard]] bool fits_beside_picture() const {
        constexpr float w = 690;
        const ui::Canvas& canvas = kit_.canvas();
        const float title = canvas.height_of(w, ui::type::heading, page_.title);
        const float words = height_of(canvas, w, part_.blocks, roomy_words);
        return title <= 154 && title + 12 + words + source_height(w) <= large::words.h;
    }

    // The hundred people, and beside them what they are about.
    void draw_array() const {
        fitted_heading(kit_, {40, 128, 616, 460}, theme().ink, page_.title);
        draw_source(40, 616);
        kit_.canvas().say(page_.icons->alternative);
        ui::icon_array(kit_, people_, page_.icons->part, page_.icons->have, page_.icons->have_not);
    }

    void draw_title() const { fitted_heading(kit_, {40, 124, 1200, 77}, theme().ink, page_.title); }

    [[nodiscard]] const ui::KioskTheme& theme() const { return kit_.theme; }
    [[nodiscard]] float source_height(float w) const {
        if (page_.source_line.empty()) return 0;
        return kit_.canvas().height_of(w, ui::type::small, page_.source_line) + 4;
    }
    // Above y = 668; returns how much of the content's foot it takes.
    float draw_source(float x, float w) const {
        draw_source_line(kit_, {x, 588, w, 80}, page_.source_line);
        return source_height(w);
    }

    // Heading, blocks and source line from the top of the box.
    void draw_words(const Rect& box) const {
        float y =
            box.y + fitted_heading(kit_, {box.x, box.y, box.w, 154}, theme().ink, page_.title);
        y += 12;
        const float source = draw_source(box.x, box.w);
        const auto& blocks = part_.blocks;
        const Rect words{box.x, y, box.w, box.bottom() - source - y};
        draw_blocks(kit_, words, theme().ink, blocks, style_for(kit_.canvas(), words, blocks));
    }

    void draw_icon_array() const {
        draw_words({40, 128, 616, 544});
        kit_.canvas().say(page_.icons->alternative);
        ui::icon_array(kit_, people_, page_.icons->part, page_.icons->have, page_.icons->have_not);
    }

    void draw_picture() const {
        draw_illustration(kit_, page_.illustration, {772, 186, 462, 446});
        draw_roomy(690);
        kit_.canvas().say(page_.illustration_alternative);
    }

    // The title in display size where the page is short, as warmth rather than as a lesson.
    void draw_roomy(float w) const {
        const auto blocks = all_blocks(page_);
        constexpr ui::Style display{ui::Weight::Bold, 72, 88};
        const float title = kit_.canvas().height_of(w, display, page_.title);
        const float source = source_height(w);
        const Rect words{40, 150 + title + 26, w, 672 - source - (150 + title + 26)};
        const float needed = height_of(kit_.canvas(), w, blocks, {41, 52, 18});
        if (title > 2 * display.leading || needed > words.h) {
            draw_words({40, 128, w > 700 ? 1200 : w, 544});
            return;
        }
        kit_.canvas().block({40, 150, w, title}, display, theme().ink, page_.title);
        draw_blocks(kit_, words, theme().ink, blocks, style_for(kit_.canvas(), words, blocks));
        draw_source(40, w);
    }

    void draw_columns() const {
        draw_title();
        const float source = draw_source(40, 1200);
        for (const int column : {0, 1}) {
            const Rect box{column == 0 ? 40.0F : 648.0F, 204, 592, source > 0 ? 464 - source : 468};
            draw_column(column, box);
        }
    }

    void draw_column(int column, const Rect& box) const {
        ui::Canvas& canvas = kit_.canvas();
        const ui::Color head = column == 0 ? theme().primary : theme().ink2;
        ui::card(kit_, box);
        canvas.fill({box.x, box.y, box.w, 60}, head, 20);
        canvas.fill({box.x, box.y + 30, box.w, 54}, head);
        for (const Block& block : page_.blocks) {
            if (block.column != column || block.kind != BlockKind::ColumnHeading) continue;
            canvas.icon({box.x + 53, box.y + 42}, 50,
                        column == 0 ? ui::icons::check_circle : ui::icons::close_circle,
                        theme().on_primary);
            canvas.label({box.x + 95, box.y, box.w - 115, 84}, ui::type::large_label,
                         theme().on_primary, block.plain());
        }
        std::vector<const Block*> blocks;
        for (const Block* block : part_.blocks) {
            if (block->column == column && block->kind != BlockKind::ColumnHeading)
                blocks.push_back(block);
        }
        draw_points(blocks, column, {box.x + 28, box.y + 84, box.w - 56, box.h - 84});
    }

    static constexpr float point_gap = 12;  // with the divider in it
    [[nodiscard]] ui::Style point_style(float w, std::string_view words, float h) const {
        for (const ui::Style& style : {ui::type::body, ui::type::sign}) {
            if (kit_.canvas().height_of(w, style, words) <= h) return style;
        }
        return {ui::Weight::Regular, 34, 40};
    }

    // Each point in an equal share of the height, with its mark and a divider between.
    void draw_points(const std::vector<const Block*>& blocks, int column, const Rect& box) const {
        if (blocks.empty()) return;
        ui::Canvas& canvas = kit_.canvas();
        const float most = canvas.large_print() ? 190 : 122;
        const float share = std::min(most, box.h / static_cast<float>(blocks.size()));
        float y = box.y + 7;
        for (const Block* block : blocks) {
            const bool marked = block->kind == BlockKind::Bullet;
            const float inset = marked ? 60 : 0;
            const std::string words = block->plain();
            const ui::Style style = point_style(box.w - inset, words, share - point_gap);
            const float h = canvas.height_of(box.w - inset, style, words);
            const float top = y + (share - point_gap - h) / 2 + 2;
            if (marked) {
                const bool can = column == 0;
                canvas.icon({box.x + 22, top + canvas.size_of(style).leading / 2 + 1}, 42,
                            can ? ui::icons::check : ui::icons::close,
                            can ? theme().primary : theme().ink2);
            }
            canvas.block({box.x + inset, top, box.w - inset, h}, style, theme().ink, words);
            y += share;
            if (block != blocks.back()) {
                canvas.fill({box.x, y - 3, box.w, 2}, theme().hair);
            }
        }
    }

    const ui::Kit& kit_;
    const Page& page_;
    const PagePart& part_;
    ui::Stamp& people_;
};

}  // namespace

float draw_source_line(const ui::Kit& kit, const Rect& box, std::string_view source) {
    if (source.empty()) return 0;
    const ui::Style& style = ui::type::small;
    const float h = kit.canvas().height_of(box.w, style, source);
    kit.canvas().block({box.x, box.bottom() - h, box.w, h}, style, kit.theme.ink2, source);
    return h;
}

std::size_t PageView::parts(const ui::Canvas& canvas, const Page& page) {
    if (measured_ != &page || print_ != canvas.print()) {
        parts_ = parts_of(canvas, page);
        measured_ = &page;
        print_ = canvas.print();
    }
    return parts_.size();
}

void PageView::draw(const ui::Kit& kit, const Page& page, std::size_t part) {
    View(kit, page, parts_.at(std::min(part, parts_.size() - 1)), people_).draw();
}

}  // namespace spine::kiosk
