#include "kiosk/row_layout.h"

#include <algorithm>

#include "ui/widgets/row.h"

namespace spine::kiosk {

using ui::Rect;

namespace {

constexpr float least = 78;
constexpr float most_one_column = 112;
constexpr float column_gap = 16;
constexpr float most_air = 18;

// Rows of one list are all as high as the highest, where that fits: what looks alike is alike.
void even_out(std::vector<Rect>& boxes, const Rect& box, float gap) {
    float highest = 0;
    for (const Rect& row : boxes) highest = std::max(highest, row.h);
    const auto count = static_cast<float>(boxes.size());
    if (highest > most_one_column || count * (highest + gap) - gap > box.h + 0.5F) return;
    float y = box.y;
    for (Rect& row : boxes) {
        row.y = y;
        row.h = highest;
        y += highest + gap;
    }
}

// Nothing if they do not fit. Up to three rows are as high as can be, with wide gaps.
std::vector<Rect> one_column(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                             const Rect& box) {
    const auto count = static_cast<float>(texts.size());
    const float gap = texts.size() <= 3 ? 16 : 8;
    const float share = (box.h + gap) / count - gap;
    const float even = std::min(share, texts.size() <= 3 ? most_one_column : 84);
    std::vector<Rect> boxes;
    float y = box.y;
    for (const std::string& text : texts) {
        const float h = ui::row_height(canvas, box.w, text, std::max(least, even));
        boxes.push_back({box.x, y, box.w, h});
        y += h + gap;
    }
    if (y - gap <= box.bottom() + 0.5F) {
        even_out(boxes, box, gap);
        return boxes;
    }
    // Perhaps they fit when rows of one line are as low as they may be.
    y = box.y;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        boxes[i].h = ui::row_height(canvas, box.w, texts[i], least);
        boxes[i].y = y;
        y += boxes[i].h + 8;
    }
    if (y - 8 <= box.bottom() + 0.5F) return boxes;
    return {};
}

// As many rows at full width as fit, from `from` on.
std::vector<Rect> fill_page(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                            std::size_t from, const Rect& box) {
    for (std::size_t count = texts.size() - from; count > 0; --count) {
        std::vector<std::string> some(texts.begin() + static_cast<std::ptrdiff_t>(from),
                                      texts.begin() + static_cast<std::ptrdiff_t>(from + count));
        std::vector<Rect> boxes = full_width(canvas, some, box, least);
        if (!boxes.empty()) return boxes;
    }
    return {box};
}

}  // namespace

std::vector<Rect> two_columns(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                              const Rect& box, float most) {
    const float w = (box.w - column_gap) / 2;
    std::vector<Rect> boxes;
    std::vector<float> lines;
    for (std::size_t i = 0; i < texts.size(); i += 2) {
        float h = ui::row_height(canvas, w, texts[i], least);
        if (i + 1 < texts.size()) h = std::max(h, ui::row_height(canvas, w, texts[i + 1], least));
        lines.push_back(h);
    }
    const auto count = static_cast<float>(lines.size());
    float sum = 8 * (count - 1);
    for (const float h : lines) sum += h;
    if (sum > box.h + 0.5F) return {};
    const float spare = (box.h - sum) / count;
    float y = box.y;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        float& h = lines[i / 2];
        // Who is higher than the others are meant to be gets air above and below its words.
        if (i % 2 == 0) h = h < most ? std::min(most, h + spare) : h + std::min(spare, most_air);
        boxes.push_back({box.x + (i % 2 == 0 ? 0 : w + column_gap), y, w, h});
        if (i % 2 == 1) y += h + 8;
    }
    return boxes;
}

std::vector<Rect> full_width(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                             const Rect& box, float most) {
    const float half = (box.w - column_gap) / 2;
    const bool short_words = std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
        return ui::row_height(canvas, half, text, least) <= least;
    });
    if (canvas.large_print() && !short_words) return one_column(canvas, texts, box);
    return two_columns(canvas, texts, box, most);
}

RowLayout lay_out_rows(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                       const Rect& beside, const Rect& under) {
    RowLayout layout;
    if (texts.size() <= 6) {
        std::vector<Rect> boxes = one_column(canvas, texts, beside);
        if (!boxes.empty()) {
            layout.pages.push_back(std::move(boxes));
            return layout;
        }
    }
    layout.under = true;
    std::vector<Rect> boxes = full_width(canvas, texts, under, 106);
    if (!boxes.empty()) {
        layout.pages.push_back(std::move(boxes));
        return layout;
    }
    const Rect more{under.x, under.bottom() - least, under.w, least};
    const Rect page{under.x, under.y, under.w, under.h - least - 8};
    for (std::size_t from = 0; from < texts.size();) {
        std::vector<Rect> some = fill_page(canvas, texts, from, page);
        from += some.size();
        some.push_back(more);
        layout.pages.push_back(std::move(some));
    }
    return layout;
}

const RowLayout& LaidOutRows::at(const ui::Canvas& canvas, const std::vector<std::string>& texts,
                                 const Rect& beside, const Rect& under) {
    const bool same =
        texts == texts_ && beside == beside_ && under == under_ && print_ == canvas.print();
    if (!same || layout_.pages.empty()) layout_ = lay_out_rows(canvas, texts, beside, under);
    texts_ = texts;
    beside_ = beside;
    under_ = under;
    print_ = canvas.print();
    return layout_;
}

}  // namespace spine::kiosk
