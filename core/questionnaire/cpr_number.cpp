// Written by hand rather than with std::regex, which knows bytes, not letters: \b must see that
// "ø" in UTF-8 is a letter, and free text comes in every script.
#include <cstddef>
#include <string_view>

#include "questionnaire/limits.h"

namespace spine::questionnaire {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_ascii_word(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// Spaces and punctuation beyond ASCII, which end a word (no-break space, dashes, quotation marks):
// U+0080-U+00BF but ª µ º, U+2000-U+206F, U+3000-U+303F.
bool is_separator(std::string_view character) {
    if (character.size() == 2 && character[0] == '\xC2') {
        return character != "\xC2\xAA" && character != "\xC2\xB5" && character != "\xC2\xBA";
    }
    if (character.size() != 3) return false;
    return character.starts_with("\xE2\x80") ||
           (character.starts_with("\xE2\x81") && character[2] <= '\xAF') ||
           character.starts_with("\xE3\x80");
}

std::string_view character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return text.substr(at, length);
}

bool is_word(std::string_view character) {
    return character.size() == 1 ? is_ascii_word(character[0]) : !is_separator(character);
}

bool is_word_before(std::string_view text, std::size_t at) {
    if (at == 0) return false;
    std::size_t start = at - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) --start;
    return is_word(text.substr(start, at - start));
}

bool is_word_after(std::string_view text, std::size_t at) {
    return at < text.size() && is_word(character_at(text, at));
}

int two_digits(std::string_view text, std::size_t at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool are_digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return false;
    for (std::size_t i = at; i < at + count; ++i) {
        if (!is_digit(text[i])) return false;
    }
    return true;
}

bool stands_at(std::string_view text, std::size_t at) {
    if (!are_digits(text, at, 6)) return false;
    const int day = two_digits(text, at), month = two_digits(text, at + 2);
    if (day < 1 || day > 31 || month < 1 || month > 12) return false;
    std::size_t serial = at + 6;
    if (serial < text.size() && (text[serial] == '-' || text[serial] == ' ')) ++serial;
    return are_digits(text, serial, 4) && !is_word_before(text, at) &&
           !is_word_after(text, serial + 4);
}

}  // namespace

bool holds_cpr_number(std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        if (stands_at(utf8, at)) return true;
    }
    return false;
}

}  // namespace spine::questionnaire
