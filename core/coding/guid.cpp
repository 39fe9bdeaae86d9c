#include "coding/guid.h"

#include <algorithm>
#include <span>

namespace spine::coding {
namespace {

constexpr std::size_t kVersionAt = 6, kVariantAt = 8;  // RFC 9562

void name_version(ByteArray<16>& bytes, unsigned version) {
    bytes[kVersionAt] = static_cast<std::uint8_t>((bytes[kVersionAt] & 0x0FU) | (version << 4U));
    bytes[kVariantAt] = static_cast<std::uint8_t>((bytes[kVariantAt] & 0x3FU) | 0x80U);
}

constexpr std::uint64_t kPrime = 0x100000001B3;  // FNV-1a

void stir(std::uint64_t& hash, ByteView bytes) {
    for (const std::uint8_t one : bytes) hash = (hash ^ one) * kPrime;
}

}  // namespace

std::string to_text(const Guid& guid) {
    const std::string digits = to_hex(guid.bytes);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20) out.push_back('-');
        out.push_back(digits[i]);
    }
    return out;
}

std::optional<Guid> guid_in(std::string_view text) {
    constexpr std::size_t kSize = 36;
    if (text.size() == kSize + 2 && text.front() == '{' && text.back() == '}')
        text = text.substr(1, kSize);
    if (text.size() != kSize) return std::nullopt;
    std::string digits;
    for (std::size_t i = 0; i < kSize; ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash != (text[i] == '-')) return std::nullopt;
        if (!dash) digits.push_back(text[i]);
    }
    const auto bytes = from_hex(digits);
    if (!bytes) return std::nullopt;
    Guid out;
    std::copy(bytes->begin(), bytes->end(), out.bytes.begin());
    return out;
}

Guid new_guid(Random& random) {
    Guid out{random.bytes<16>()};
    name_version(out.bytes, 4);
    return out;
}

Guid derived_guid(std::string_view what, const Guid& of, const Guid& with) {
    ByteWriter out;
    for (std::uint64_t hash : {0xCBF29CE484222325U, 0x9AE16A3B2F90404FU}) {
        for (const ByteView part : {ByteView(of.bytes), ByteView(with.bytes), as_bytes(what)})
            stir(hash, part);
        hash ^= hash >> 29U;
        out.u64(hash * 0x9E3779B97F4A7C15U);
    }
    Guid made;
    std::copy(out.view().begin(), out.view().end(), made.bytes.begin());
    name_version(made.bytes, 8);
    return made;
}

}  // namespace spine::coding
