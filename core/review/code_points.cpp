#include "review/code_points.h"

#include <cstdint>

namespace spine::review {
namespace {

constexpr char32_t kNotText = 0xFFFD;

bool between(char32_t c, char32_t low, char32_t high) {
    return c >= low && c <= high;
}

// Bytes behind the first one; -1: it begins nothing.
int bytes_behind(std::uint8_t first) {
    if (first < 0x80) return 0;
    if (first >= 0xC2 && first <= 0xDF) return 1;
    if (first >= 0xE0 && first <= 0xEF) return 2;
    if (first >= 0xF0 && first <= 0xF4) return 3;
    return -1;
}

char32_t decode(std::string_view text, std::size_t at, std::size_t& size) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const int behind = bytes_behind(byte(at));
    size = 1;
    if (behind < 0 || at + static_cast<std::size_t>(behind) >= text.size()) return kNotText;
    if (behind == 0) return byte(at);
    char32_t point = byte(at) & (0x3FU >> static_cast<unsigned>(behind));
    for (std::size_t i = 1; i <= static_cast<std::size_t>(behind); ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return kNotText;
        point = (point << 6U) | (byte(at + i) & 0x3FU);
    }
    size = static_cast<std::size_t>(behind) + 1;
    return point;
}

// In these blocks a capital and its small letter stand side by side.
bool capital_is_even(char32_t c) {
    return between(c, 0x100, 0x137) || between(c, 0x14A, 0x177) || between(c, 0x1DE, 0x1EF) ||
           between(c, 0x1F8, 0x21F) || between(c, 0x460, 0x481) || between(c, 0x48A, 0x4BF) ||
           between(c, 0x4D0, 0x52F) || between(c, 0x1E00, 0x1E95);
}
bool capital_is_odd(char32_t c) {
    return between(c, 0x139, 0x148) || between(c, 0x179, 0x17E);
}

}  // namespace

CodePoints code_points(std::string_view text) {
    CodePoints out;
    out.points.reserve(text.size());
    out.offsets.reserve(text.size() + 1);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t size = 1;
        out.points.push_back(decode(text, at, size));
        out.offsets.push_back(at);
        at += size;
    }
    out.offsets.push_back(text.size());
    return out;
}

bool is_letter(char32_t c) {
    return between(c, 'A', 'Z') || between(c, 'a', 'z') ||
           (between(c, 0xC0, 0x24F) && c != 0xD7 && c != 0xF7) || between(c, 0x300, 0x36F) ||
           between(c, 0x386, 0x3FF) || between(c, 0x400, 0x52F) || between(c, 0x620, 0x65F) ||
           between(c, 0x66E, 0x6D3) || between(c, 0x6FA, 0x6FC) || between(c, 0x1E00, 0x1EFF);
}

bool is_capital(char32_t c) {
    return small(c) != c;
}

char32_t small(char32_t c) {
    if (between(c, 'A', 'Z')) return c + 32;
    if (between(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
    if (c == 0x130) return 'i';  // Turkish capital I with its dot
    if (c == 0x178) return 0xFF;
    if (capital_is_even(c)) return c % 2 == 0 ? c + 1 : c;
    if (capital_is_odd(c)) return c % 2 == 1 ? c + 1 : c;
    if (between(c, 0x391, 0x3A9)) return c + 32;
    if (between(c, 0x400, 0x40F)) return c + 80;
    if (between(c, 0x410, 0x42F)) return c + 32;
    return c;
}

int digit_of(char32_t c) {
    if (between(c, '0', '9')) return static_cast<int>(c - '0');
    if (between(c, 0x660, 0x669)) return static_cast<int>(c - 0x660);
    if (between(c, 0x6F0, 0x6F9)) return static_cast<int>(c - 0x6F0);
    return -1;
}

std::u32string small(std::u32string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (const char32_t c : text) out.push_back(small(c));
    return out;
}

}  // namespace spine::review
