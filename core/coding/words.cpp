#include "coding/words.h"

namespace spine::coding {
namespace {

// The next code point, and `at` behind it; nothing where there is none.
std::optional<char32_t> next(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    if (first < 0x80U) {
        ++at;
        return first;
    }
    const std::size_t size = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : 2;
    if (first < 0xC2U || first > 0xF4U || at + size > text.size()) return std::nullopt;
    char32_t point = first & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return std::nullopt;
        point = (point << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return std::nullopt;
    at += size;
    return point;
}

bool begins_point(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// What XML 1.0 can hold, without the control characters of its second block.
bool all_of(std::string_view text, bool lines) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next(text, at);
        if (!point || *point == 0xFFFE || *point == 0xFFFF || (*point >= 0x7F && *point <= 0x9F))
            return false;
        if (*point < 0x20 && (!lines || (*point != U'\n' && *point != U'\t'))) return false;
    }
    return true;
}

}  // namespace

std::optional<std::uint32_t> code_points_in(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count)
        if (!next(text, at)) return std::nullopt;
    return count;
}

std::string_view part_of(std::string_view text, std::uint32_t from, std::uint32_t to) {
    std::size_t begin = text.size(), end = text.size();
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!begins_point(text[at])) continue;
        if (count == from) begin = at;
        if (count == to) end = at;
        ++count;
    }
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= kMostNameBytes && all_of(text, false);
}

bool is_prose(std::string_view text) {
    return text.size() <= kMostProseBytes && all_of(text, true);
}

std::string with_line_feeds(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\r') {
            out.push_back(text[at]);
            continue;
        }
        out.push_back('\n');
        if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
    }
    return out;
}

}  // namespace spine::coding
