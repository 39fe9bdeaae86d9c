#include "clinic/text_view.h"

#include <algorithm>
#include <utility>

#include "crypto/secret.h"
#include "review/code_points.h"

namespace spine::clinic {
namespace {

bool in_word(char32_t c) {
    return review::is_letter(c) || review::digit_of(c) >= 0;
}

bool is_space(char32_t c) {
    return c == U' ' || c == U'\n' || c == U'\t' || c == U'\r' || c == U'\u00A0';
}

void paint(std::vector<TextPart>& points, Span span, PartKind kind, review::RedactionKind as) {
    const auto end = std::min<std::size_t>(span.to, points.size());
    for (std::size_t i = span.from; i < end; ++i) {
        points[i].kind = kind;
        points[i].stands_for = as;
        if (kind == PartKind::Redacted || kind == PartKind::Preselected) points[i].span = span;
    }
}

}  // namespace

std::vector<Span> words_in(const std::u32string& points) {
    std::vector<Span> words;
    const auto size = static_cast<std::uint32_t>(points.size());
    for (std::uint32_t at = 0; at < size;) {
        std::uint32_t end = at + 1;
        while (in_word(points[at]) && end < size && in_word(points[end])) ++end;
        if (!is_space(points[at])) words.push_back({at, end});
        at = end;
    }
    return words;
}

TextSize size_of(std::string_view text) {
    const auto points = review::code_points(text).points;
    TextSize size{points.size(), 0};
    bool before = false;
    for (const char32_t c : points) {
        const bool now = in_word(c);
        if (now && !before) ++size.words;
        before = now;
    }
    return size;
}

TextView::TextView(const review::QueuedText& text)
    : points(review::code_points(text.text)),
      parts(parts_of(text, static_cast<std::uint32_t>(points.points.size()))),
      words(words_in(points.points)),
      open(review::open_proposals(text)),
      leaving(review::redacted(text.text, review::leaving_redactions(text))) {
    find_units();
}

TextView& TextView::operator=(TextView&& other) noexcept {
    std::swap(points, other.points);
    std::swap(parts, other.parts);
    std::swap(words, other.words);
    std::swap(units, other.units);
    std::swap(open, other.open);
    std::swap(leaving, other.leaving);
    return *this;
}

TextView::~TextView() {
    crypto::wipe({reinterpret_cast<std::uint8_t*>(points.points.data()), points.points.size() * 4});
    crypto::wipe({reinterpret_cast<std::uint8_t*>(leaving.data()), leaving.size()});
}

void TextView::find_units() {
    units.clear();
    auto part = parts.begin();  // they stand without a gap, like the words rising
    for (const Span& word : words) {
        while (part->span.to <= word.from) ++part;
        const Span unit = part->is_hidden() ? part->span : word;
        if (units.empty() || units.back() != unit) units.push_back(unit);
    }
}

std::string_view TextView::in(const std::string& text, Span span) const {
    const std::size_t from = points.offsets.at(span.from), to = points.offsets.at(span.to);
    return std::string_view(text).substr(from, to - from);
}

std::vector<TextPart> parts_of(const review::QueuedText& text, std::uint32_t length) {
    std::vector<TextPart> points(length);
    for (const review::Proposal& one : review::open_proposals(text))
        paint(points, {one.from, one.to},
              one.preselected ? PartKind::Preselected : PartKind::Proposed, one.kind);
    for (const archive::Redaction& one : text.reading.kept)
        paint(points, {one.from, one.to}, PartKind::Kept, review::RedactionKind::Other);
    for (const archive::Redaction& one : text.reading.redactions)
        paint(points, {one.from, one.to}, PartKind::Redacted,
              static_cast<review::RedactionKind>(one.stands_for));
    std::vector<TextPart> parts;
    for (std::uint32_t i = 0; i < length; ++i) {
        const bool goes_on = !parts.empty() && parts.back().kind == points[i].kind &&
                             parts.back().stands_for == points[i].stands_for &&
                             (i == 0 || points[i].span == points[i - 1].span);
        if (goes_on)
            parts.back().span.to = i + 1;
        else
            parts.push_back({{i, i + 1}, points[i].kind, points[i].stands_for});
    }
    return parts;
}

}  // namespace spine::clinic
