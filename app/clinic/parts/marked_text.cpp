#include "clinic/parts/marked_text.h"

#include <algorithm>

namespace spine::clinic {
namespace {

constexpr float kLabelPadding = 10, kLabelHeight = 26, kLabelGap = 2;

bool meet(Span a, Span b) {
    return a.from < b.to && b.from < a.to;
}

// Pieces in their order, without places: the box has the width alone.
struct Cutting {
    const ui::Canvas& canvas;
    const Look& look;
    const std::string& text;
    const TextView& view;
    std::vector<PlacedPiece> pieces{};
    std::size_t word = 0;  // of the view's, where the last cut ended

    [[nodiscard]] bool is(std::uint32_t point, std::u32string_view any_of) const {
        return any_of.find(view.points.points[point]) != std::u32string_view::npos;
    }
    void add(Span span, const TextPart& part) {
        PlacedPiece piece{{}, span, part.kind, part.stands_for};
        piece.box.w = part.is_hidden()
                          ? canvas.width_of(kCaption, kind_words(look, part.stands_for)) +
                                2 * kLabelPadding + kLabelGap
                          : canvas.width_of(kReading, view.in(text, span));
        pieces.push_back(piece);
    }
    // Each word, each sign between words, each space by itself.
    void cut(const TextPart& part) {
        if (part.is_hidden()) return add(part.span, part);
        for (std::uint32_t at = part.span.from; at < part.span.to;) {
            while (word < view.words.size() && view.words[word].to <= at) ++word;
            const bool in_word = word < view.words.size() && view.words[word].from <= at;
            const std::uint32_t end =
                in_word ? std::min(view.words[word].to, part.span.to) : at + 1;
            add({at, end}, part);
            at = end;
        }
    }
};

// What may not be parted by a line's end: from one space to the next.
std::size_t cluster_end(const Cutting& cut, std::size_t from) {
    std::size_t end = from;
    while (end < cut.pieces.size() &&
           (cut.pieces[end].is_label() || !cut.is(cut.pieces[end].span.from, U" \t\r\n")))
        ++end;
    return end;
}

// A word that is wider than a line is parted where the line ends.
void split_wide(Cutting& cut, float width) {
    std::vector<PlacedPiece> narrow;
    narrow.reserve(cut.pieces.size());
    for (PlacedPiece& piece : cut.pieces) {
        if (piece.is_label() || piece.box.w <= width) {
            narrow.push_back(piece);
            continue;
        }
        PlacedPiece part = piece;
        part.span.to = part.span.from;
        part.box.w = 0;
        for (std::uint32_t at = piece.span.from; at < piece.span.to; ++at) {
            const float wide = cut.canvas.width_of(kReading, cut.view.in(cut.text, {at, at + 1}));
            if (part.box.w > 0 && part.box.w + wide > width) {
                narrow.push_back(part);
                part.span.from = at;
                part.box.w = 0;
            }
            part.span.to = at + 1;
            part.box.w += wide;
        }
        narrow.push_back(part);
    }
    cut.pieces = std::move(narrow);
}

class Lines {
  public:
    explicit Lines(float width) : width_(width) {}
    void end_line() {
        x_ = 0;
        ++placed.lines;
    }
    void put(PlacedPiece piece) {
        if (x_ > 0 && x_ + piece.box.w > width_ + 0.5F) end_line();
        const float middle =
            kTextPitch * static_cast<float>(placed.lines - 1) + kReading.leading / 2;
        piece.box.x = x_;
        piece.box.y = middle - kLabelHeight / 2;
        piece.box.h = kLabelHeight;
        x_ += piece.box.w;
        placed.pieces.push_back(piece);
    }
    [[nodiscard]] float left() const { return width_ - x_; }
    [[nodiscard]] bool begins() const { return x_ == 0; }
    PlacedText placed;

  private:
    float width_, x_ = 0;
};

void draw_label(ui::Frame& frame, const Look& look, const ui::Rect& box, const PlacedPiece& piece) {
    const ui::ClinicTheme& t = look.theme;
    const bool decided = piece.kind == PartKind::Redacted;
    const ui::Rect label{box.x + kLabelGap / 2, box.y, box.w - kLabelGap, box.h};
    frame.canvas.panel(label, decided ? t.ink : t.look_soft, decided ? t.ink : t.look, 1, 4);
    frame.canvas.label(label, kCaption, decided ? t.bg : t.look, kind_words(look, piece.stands_for),
                       ui::Align::Centre);
}

void draw_ground(ui::Frame& frame, const Look& look, const ui::Rect& box, const PlacedPiece& piece,
                 bool chosen) {
    const ui::ClinicTheme& t = look.theme;
    const ui::Rect under{box.x, box.bottom() + 1, box.w, chosen ? 3.0F : 2.0F};
    if (chosen) {
        frame.canvas.fill(box, t.soft);
        frame.canvas.fill(under, t.accent);
    } else if (piece.kind == PartKind::Proposed) {
        frame.canvas.fill(box, t.look_soft);
        frame.canvas.fill(under, t.look);
    } else if (piece.kind == PartKind::Kept) {
        frame.canvas.fill({under.x, under.y, under.w, 1}, t.line_strong);
    }
}

}  // namespace

const std::string& kind_words(const Look& look, review::RedactionKind kind) {
    return look.word("kind." + std::string(review::name_of(kind)));
}

PlacedText place_text(const ui::Canvas& canvas, const Look& look, const std::string& text,
                      const TextView& view, float width) {
    Cutting cut{canvas, look, text, view};
    for (const TextPart& part : view.parts) cut.cut(part);
    split_wide(cut, width);
    Lines lines(width);
    for (std::size_t i = 0; i < cut.pieces.size();) {
        const std::size_t end = cluster_end(cut, i);
        float wide = 0;
        for (std::size_t j = i; j < end; ++j) wide += cut.pieces[j].box.w;
        if (!lines.begins() && wide > lines.left() + 0.5F) lines.end_line();
        for (; i < end; ++i) lines.put(cut.pieces[i]);
        // Spaces at a line's end take no room on the next one.
        for (; i < cut.pieces.size() && cluster_end(cut, i) == i; ++i) {
            if (cut.is(cut.pieces[i].span.from, U"\n"))
                lines.end_line();
            else if (!lines.begins() && cut.pieces[i].box.w <= lines.left())
                lines.put(cut.pieces[i]);
        }
    }
    return std::move(lines.placed);
}

void draw_text(ui::Frame& frame, const Look& look, ui::Point at, const std::string& text,
               const TextView& view, const PlacedText& placed, Span chosen,
               const ui::Rect& window) {
    const auto moved = [&](const ui::Rect& box) {
        return ui::Rect{at.x + box.x, at.y + box.y, box.w, box.h};
    };
    const auto seen = [&](const ui::Rect& box) {
        return box.bottom() + kTextPitch > window.y && box.y < window.bottom();
    };
    for (const PlacedPiece& piece : placed.pieces)
        if (!piece.is_label() && seen(moved(piece.box)))
            draw_ground(frame, look, moved(piece.box), piece, meet(piece.span, chosen));
    for (const PlacedPiece& piece : placed.pieces) {
        const ui::Rect box = moved(piece.box);
        if (!seen(box)) continue;
        if (piece.is_label()) {
            draw_label(frame, look, box, piece);
            if (meet(piece.span, chosen))
                frame.canvas.fill({box.x, box.bottom() + 1, box.w, 3}, look.theme.accent);
        } else {
            frame.canvas.label({box.x, box.y, box.w + 1, box.h}, kReading, look.theme.ink,
                               view.in(text, piece.span));
        }
    }
}

std::optional<std::size_t> unit_at(const TextView& view, const PlacedText& placed,
                                   ui::Point point) {
    for (const PlacedPiece& piece : placed.pieces) {
        if (!piece.box.contains(point)) continue;
        for (std::size_t i = 0; i < view.units.size(); ++i)
            if (meet(view.units[i], piece.span)) return i;
    }
    return std::nullopt;
}

}  // namespace spine::clinic
