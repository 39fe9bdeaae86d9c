#include "clinic/parts/coded_text.h"

#include <algorithm>
#include <array>
#include <functional>

namespace spine::clinic {
namespace {

constexpr float kUnderline = 17, kThick = 3, kLane = 4, kTagWidth = 18, kTagHeight = 17;
constexpr std::size_t kLanes = 3;

// The kind that "[kind]" at this place stands for; `end`: behind it.
std::optional<review::RedactionKind> label_at(const std::u32string& points, std::size_t at,
                                              std::size_t& end) {
    if (points[at] != U'[') return std::nullopt;
    for (int i = 1; i <= static_cast<int>(review::RedactionKind::Other); ++i) {
        const auto kind = static_cast<review::RedactionKind>(i);
        const std::string_view name = review::name_of(kind);
        end = at + name.size() + 2;
        if (end > points.size() || points[end - 1] != U']') continue;
        if (std::equal(name.begin(), name.end(), points.begin() + static_cast<long>(at) + 1,
                       [](char a, char32_t b) { return static_cast<char32_t>(a) == b; }))
            return kind;
    }
    return std::nullopt;
}

std::vector<TextPart> parts_in(const std::u32string& points) {
    std::vector<TextPart> parts;
    const auto size = static_cast<std::uint32_t>(points.size());
    for (std::uint32_t at = 0; at < size;) {
        std::size_t end = at;
        if (const auto kind = label_at(points, at, end)) {
            parts.push_back({{at, static_cast<std::uint32_t>(end)}, PartKind::Redacted, *kind});
            at = static_cast<std::uint32_t>(end);
            continue;
        }
        if (parts.empty() || parts.back().is_hidden())
            parts.push_back({{at, at}, PartKind::Plain, review::RedactionKind::Other});
        parts.back().span.to = ++at;
    }
    return parts;
}

// Where a unit runs, line by line, from the text's top left.
std::vector<ui::Rect> lines_of(const ui::Canvas& canvas, const CodedText& text,
                               const CodedPage& page, Span span) {
    std::vector<ui::Rect> lines;
    const auto& pieces = page.placed.pieces;
    auto piece = std::partition_point(pieces.begin(), pieces.end(), [&](const PlacedPiece& one) {
        return one.span.to <= span.from;
    });
    for (; piece != pieces.end() && piece->span.from < span.to; ++piece) {
        float x = piece->box.x, right = piece->box.right();
        if (!piece->is_label()) {
            const auto wide = [&](std::uint32_t to) {
                return canvas.width_of(kReading, page.view.in(text.text, {piece->span.from, to}));
            };
            if (span.to < piece->span.to) right = x + wide(span.to);
            if (span.from > piece->span.from) x += wide(span.from);
        }
        if (lines.empty() || std::abs(lines.back().y - piece->box.y) > 1)
            lines.push_back({x, piece->box.y, right - x, piece->box.h});
        else
            lines.back().w = right - lines.back().x;
    }
    return lines;
}

// Units that lie over each other are underlined beneath each other.
class Lanes {
  public:
    std::size_t take(Span span) {
        std::size_t lane = 0;
        while (lane + 1 < kLanes && ends_.at(lane) > span.from) ++lane;
        ends_.at(lane) = std::max(ends_.at(lane), span.to);
        return lane;
    }

  private:
    std::array<std::uint32_t, kLanes> ends_{};
};

}  // namespace

TextView view_of_copy(const std::string& copy) {
    TextView view;
    view.points = review::code_points(copy);
    view.parts = parts_in(view.points.points);
    view.words = words_in(view.points.points);
    view.find_units();
    return view;
}

bool CodedPage::show(const ui::Canvas& canvas, const Look& look, const CodedText& text,
                     float width) {
    if (text.size.points > kLongestText) return false;
    const std::size_t shown = std::hash<std::string>()(text.text);
    if (id == text.id && words == shown) return true;
    wipe();
    id = text.id;
    words = shown;
    view = view_of_copy(text.text);
    placed = place_text(canvas, look, text.text, view, width);
    return true;
}

void CodedPage::wipe() {
    *this = {};  // a view wipes
}

void draw_coded(ui::Frame& frame, const Look& look, ui::Point at, const CodingBoard& board,
                const CodedText& text, const CodedPage& page, const coding::Guid& chosen,
                Span marked, const ui::Rect& window) {
    const auto seen = [&](const ui::Rect& line) {
        return line.bottom() + kTextPitch > window.y && line.y < window.bottom();
    };
    const auto moved = [&](const ui::Rect& line) {
        return ui::Rect{at.x + line.x, at.y + line.y, line.w, line.h};
    };
    if (const auto unit = board.state.units.find(chosen);
        unit != board.state.units.end() && unit->second.text == text.id)
        for (const ui::Rect& line :
             lines_of(frame.canvas, text, page, {unit->second.from, unit->second.to}))
            if (seen(moved(line))) frame.canvas.fill(moved(line).inset(-2), look.theme.soft, 4);
    draw_text(frame, look, at, text.text, page.view, page.placed, marked, window);
    Lanes lanes;
    for (const coding::Guid& id : text.units) {
        const coding::Unit& unit = board.state.units.at(id);
        const float lane = kLane * static_cast<float>(lanes.take({unit.from, unit.to}));
        const CodedTheme* theme = board.theme_of(unit);
        const std::size_t place =
            theme == nullptr ? 0 : static_cast<std::size_t>(theme - board.themes.data());
        const auto& colours = look.theme.themes;
        const ui::Color colour =
            theme == nullptr ? look.theme.ink3 : colours.at(place % colours.size());
        bool first = true;
        for (const ui::Rect& one : lines_of(frame.canvas, text, page, {unit.from, unit.to})) {
            const ui::Rect line = moved(one);
            const float y = line.centre().y + kUnderline + lane;
            if (seen(line)) {
                frame.canvas.fill({line.x, y, line.w, id == chosen ? kThick + 2 : kThick}, colour);
                const ui::Rect tag{line.x, y, kTagWidth, kTagHeight - lane};
                if (first && theme != nullptr) {
                    frame.canvas.fill(tag, colour);
                    frame.canvas.label({tag.x - 9, tag.y, tag.w + 18, kTagHeight}, kCaptionBold,
                                       look.theme.on_accent, theme->letter, ui::Align::Centre);
                }
            }
            first = false;
        }
    }
}

const coding::Unit* unit_around(const CodingBoard& board, const CodedText& text,
                                std::uint32_t point) {
    const coding::Unit* shortest = nullptr;
    for (const coding::Guid& id : text.units) {
        const coding::Unit& unit = board.state.units.at(id);
        if (unit.from > point || unit.to <= point) continue;
        if (shortest == nullptr || unit.to - unit.from < shortest->to - shortest->from)
            shortest = &unit;
    }
    return shortest;
}

}  // namespace spine::clinic
