#include "base/bytes.h"

namespace spine {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

std::optional<std::uint8_t> hex_value(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    return std::nullopt;
}

void append(Bytes& out, std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out += kHexDigits[byte >> 4U];
        out += kHexDigits[byte & 15U];
    }
    return out;
}

std::optional<Bytes> from_hex(std::string_view hex) {
    if (hex.size() % 2 != 0) return std::nullopt;
    Bytes out;
    out.reserve(hex.size() / 2);
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const auto high = hex_value(hex[i]);
        const auto low = hex_value(hex[i + 1]);
        if (!high || !low) return std::nullopt;
        out.push_back(static_cast<std::uint8_t>(*high << 4U | *low));
    }
    return out;
}

ByteWriter& ByteWriter::reserve(std::size_t size) {
    out_.reserve(size);
    return *this;
}
ByteWriter& ByteWriter::u8(std::uint8_t value) {
    return append(out_, value, 1), *this;
}
ByteWriter& ByteWriter::u16(std::uint16_t value) {
    return append(out_, value, 2), *this;
}
ByteWriter& ByteWriter::u32(std::uint32_t value) {
    return append(out_, value, 4), *this;
}
ByteWriter& ByteWriter::u64(std::uint64_t value) {
    return append(out_, value, 8), *this;
}

ByteWriter& ByteWriter::bytes(ByteView value) {
    out_.insert(out_.end(), value.begin(), value.end());
    return *this;
}

ByteWriter& ByteWriter::text(std::string_view value) {
    return bytes(as_bytes(value));
}

ByteWriter& ByteWriter::text16(std::string_view value) {
    const std::string_view kept = value.substr(0, 0xFFFF);
    return u16(static_cast<std::uint16_t>(kept.size())).text(kept);
}

}  // namespace spine
