#include "review/proposals.h"

#include <algorithm>

#include "review/cue_words.h"

namespace spine::review {
namespace {

constexpr std::u32string_view kWithinWord = U"-'’/";
constexpr std::u32string_view kEndsSentence = U".!?…:\n؟\"“”„«»•";
constexpr std::u32string_view kSpaces = U" \t\u00A0\u202F";

bool is_one_of(std::u32string_view set, char32_t c) {
    return set.find(c) != std::u32string_view::npos;
}

bool is_arabic(char32_t c) {
    return c >= 0x600 && c <= 0x6FF;
}

// Behind the word that begins at `from`.
std::size_t end_of_word(const std::u32string& points, std::size_t from) {
    std::size_t to = from;
    while (to < points.size()) {
        const bool joins = is_one_of(kWithinWord, points[to]) && to + 1 < points.size() &&
                           is_letter(points[to + 1]);
        if (!is_letter(points[to]) && !joins) break;
        ++to;
    }
    return to;
}

Token word(const std::u32string& points, std::size_t from, bool starts_sentence) {
    Token made;
    made.from = from;
    made.to = end_of_word(points, from);
    const auto own = std::u32string_view(points).substr(from, made.to - from);
    made.text = small(own);
    made.capital = is_capital(own.front());
    made.all_capitals = std::none_of(own.begin(), own.end(),
                                     [](char32_t c) { return is_letter(c) && !is_capital(c); });
    made.arabic = is_arabic(own.front());
    made.starts_sentence = starts_sentence;
    return made;
}

Token number(const std::u32string& points, std::size_t from) {
    Token made;
    made.is_number = true;
    made.from = made.to = from;
    for (; made.to < points.size() && digit_of(points[made.to]) >= 0; ++made.to)
        made.text.push_back(U'0' + static_cast<char32_t>(digit_of(points[made.to])));
    return made;
}

// A full stop behind a title or an initial ends nothing.
bool is_abbreviation(const Token& token) {
    return !token.is_number && (is_title(token.text) || (token.capital && token.text.size() == 1));
}

std::vector<Token> tokens_of(const std::u32string& points) {
    std::vector<Token> out;
    bool starts = true;
    for (std::size_t at = 0; at < points.size();) {
        if (is_letter(points[at])) {
            out.push_back(word(points, at, starts));
        } else if (digit_of(points[at]) >= 0) {
            out.push_back(number(points, at));
        } else {
            const bool stop = points[at] == U'.';
            if (is_one_of(kEndsSentence, points[at]) &&
                !(stop && !out.empty() && (is_abbreviation(out.back()) || out.back().is_number)))
                starts = true;
            ++at;
            continue;
        }
        starts = false;
        at = out.back().to;
    }
    return out;
}

}  // namespace

Proposals::Proposals(std::string_view text, std::string_view language)
    : points_(code_points(text).points),
      language_(language.substr(0, language.find('-'))),
      tokens_(tokens_of(points_)),
      taken_(points_.size(), false) {}

std::u32string_view Proposals::behind(std::size_t token) const {
    const std::size_t from = tokens_[token].to;
    const std::size_t to = token + 1 < tokens_.size() ? tokens_[token + 1].from : points_.size();
    return std::u32string_view(points_).substr(from, to - from);
}

bool Proposals::adjoins(std::size_t token) const {
    if (token + 1 >= tokens_.size()) return false;
    auto gap = behind(token);
    if (!gap.empty() && gap.front() == U'.' && is_abbreviation(tokens_[token]))
        gap.remove_prefix(1);
    return gap.size() <= 3 &&
           std::all_of(gap.begin(), gap.end(), [](char32_t c) { return is_one_of(kSpaces, c); });
}

bool Proposals::taken(const Token& token) const {
    return std::any_of(taken_.begin() + static_cast<std::ptrdiff_t>(token.from),
                       taken_.begin() + static_cast<std::ptrdiff_t>(token.to),
                       [](bool one) { return one; });
}

void Proposals::add(RedactionKind kind, std::size_t from, std::size_t to, std::string_view why,
                    bool preselected) {
    for (std::size_t at = from; at < to;) {
        while (at < to && (taken_[at] || is_one_of(kSpaces, points_[at]))) ++at;
        const std::size_t begin = at;
        while (at < to && !taken_[at]) taken_[at++] = true;
        std::size_t end = at;
        while (end > begin && is_one_of(kSpaces, points_[end - 1])) --end;
        if (end > begin)
            made_.push_back({kind, static_cast<std::uint32_t>(begin),
                             static_cast<std::uint32_t>(end), preselected, why});
    }
}

void Proposals::add_tokens(RedactionKind kind, std::size_t first, std::size_t last,
                           std::string_view why) {
    add(kind, tokens_[first].from, tokens_[last].to, why);
}

std::vector<Proposal> Proposals::in_order() {
    std::sort(made_.begin(), made_.end(),
              [](const Proposal& a, const Proposal& b) { return a.from < b.from; });
    return std::move(made_);
}

}  // namespace spine::review
