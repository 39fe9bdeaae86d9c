#include "support/byte_search.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/bytes.h"
#include "base/pickup_code.h"

namespace spine::test {
namespace {

constexpr std::size_t shortest = 8;  // bytes or characters

// Where each character begins, and the end.
std::vector<std::size_t> characters(std::string_view utf8) {
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if ((static_cast<unsigned char>(utf8[i]) & 0xC0U) != 0x80U) at.push_back(i);
    }
    at.push_back(utf8.size());
    return at;
}

char32_t code_point(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return first;
    char32_t value = first & (0x7FU >> character.size());
    for (const char next : character.substr(1)) {
        value = (value << 6U) | (static_cast<unsigned char>(next) & 0x3FU);
    }
    return value;
}

std::string utf32(std::string_view utf8, bool big_endian) {
    std::string wide;
    const auto at = characters(utf8);
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        const char32_t value = code_point(utf8.substr(at[i], at[i + 1] - at[i]));
        for (unsigned byte = 0; byte < 4; ++byte) {
            const unsigned shift = 8 * (big_endian ? 3 - byte : byte);
            wide += static_cast<char>((value >> shift) & 0xFFU);
        }
    }
    return wide;
}

std::size_t bucket(char first, char second) {
    return static_cast<std::size_t>(static_cast<unsigned char>(first)) * 256 +
           static_cast<unsigned char>(second);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::vector<std::string> encodings_of(std::string_view utf8) {
    return {std::string(utf8), utf32(utf8, false), utf32(utf8, true), to_hex(as_bytes(utf8))};
}

void ByteSearch::add(std::string_view utf8, const std::string& what, bool number) {
    for (std::string& form : encodings_of(utf8)) {
        const bool plain = form == utf8;
        if (!known_.insert(form).second) continue;
        std::size_t rare = 0;
        while (rare + 2 < form.size() && bucket(form[rare], form[rare + 1]) == 0) ++rare;
        auto& list = needles_[bucket(form[rare], form[rare + 1])];
        list.push_back({std::move(form), what, number && plain, rare});
    }
}

void ByteSearch::add_text(std::string_view text) {
    if (text.size() < shortest) return;
    const auto at = characters(text);
    const std::size_t count = at.size() - 1;
    const std::string what = "text: " + std::string(text);
    if (count <= shortest) add(text, what);
    for (std::size_t i = 0; i + shortest <= count; ++i) {
        add(text.substr(at[i], at[i + shortest] - at[i]), what);
    }
}

void ByteSearch::add_option(std::string_view code) {
    const std::string what = "option: " + std::string(code);
    if (code.size() >= shortest) add(code, what);
    add(fmt::format(R"("value":"{}")", code), what);
    add(fmt::format(R"("value":["{}")", code), what);
}

void ByteSearch::add_item(std::string_view link_id) {
    add(fmt::format(R"("item":"{}")", link_id), "item: " + std::string(link_id));
}

void ByteSearch::add_answer(std::string_view link_id, std::string_view json) {
    add_item(link_id);
    const std::string what = fmt::format("answer: {} {}", link_id, json);
    add(fmt::format(R"("{}","value":{})", link_id, json), what);
    add(fmt::format(R"("{}":{})", link_id, json), what);
}

void ByteSearch::add_code(std::string_view digits) {
    const std::string what = "code: " + std::string(digits);
    add(digits, what, true);
    const std::string grouped = group_pickup_code(digits);
    add(grouped, what);
    std::string unbroken = grouped;
    for (std::size_t at = 0; (at = unbroken.find(' ', at)) != std::string::npos;) {
        unbroken.replace(at, 1, "\u00A0");
    }
    add(unbroken, what);
    add(fmt::format(R"("code":"{}")", digits), what);
}

std::set<std::string> ByteSearch::found_in(std::string_view bytes) const {
    std::set<std::string> found;
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
        for (const Needle& needle : needles_[bucket(bytes[at], bytes[at + 1])]) {
            if (bytes.compare(at, needle.bytes.size(), needle.bytes) != 0) continue;
            const std::size_t end = at + needle.bytes.size();
            const bool within =
                (at > 0 && is_digit(bytes[at - 1])) || (end < bytes.size() && is_digit(bytes[end]));
            if (!needle.number || !within) found.insert(needle.what);
        }
    }
    return found;
}

}  // namespace spine::test
