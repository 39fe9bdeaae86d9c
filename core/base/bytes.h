// Byte strings, and the one way numbers are laid out in every sealed or signed format:
// little-endian, fixed width, no padding (core/crypto/FORMAT.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace spine {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

[[nodiscard]] inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(ByteView bytes);
// Nothing if `hex` has an odd length or a character outside 0-9a-fA-F.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view hex);

// Appends to a byte string that it owns.
class ByteWriter {
  public:
    // Room for so many bytes at once: what grows leaves copies of itself behind, unwiped.
    ByteWriter& reserve(std::size_t size);
    ByteWriter& u8(std::uint8_t value);
    ByteWriter& u16(std::uint16_t value);
    ByteWriter& u32(std::uint32_t value);
    ByteWriter& u64(std::uint64_t value);
    ByteWriter& bytes(ByteView value);
    ByteWriter& text(std::string_view value);    // the bytes alone
    ByteWriter& text16(std::string_view value);  // u16 length, then the bytes; at most 65,535
    [[nodiscard]] const Bytes& view() const { return out_; }
    [[nodiscard]] Bytes take() { return std::move(out_); }

  private:
    Bytes out_;
};

// Reads what ByteWriter wrote. A read past the end yields nothing and leaves the reader failed
// for good, so that a caller may read all fields first and ask ok() once. Here and not in the
// source: an archive's responses have fields by the million, and a call for each took longer than
// reading it.
class ByteReader {
  public:
    explicit ByteReader(ByteView in) : in_(in) {}
    std::uint8_t u8() { return number<std::uint8_t>(); }
    std::uint16_t u16() { return number<std::uint16_t>(); }
    std::uint32_t u32() { return number<std::uint32_t>(); }
    std::uint64_t u64() { return number<std::uint64_t>(); }
    ByteView bytes(std::size_t count) {
        if (!ok_ || in_.size() - at_ < count) {
            ok_ = false;
            return {};
        }
        const ByteView got = in_.subspan(at_, count);
        at_ += count;
        return got;
    }
    std::string_view text16() { return as_text(bytes(u16())); }
    template <std::size_t N>
    ByteArray<N> array() {
        ByteArray<N> out{};
        const ByteView got = bytes(N);
        for (std::size_t i = 0; i < got.size(); ++i) out[i] = got[i];
        return out;
    }
    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] std::size_t left() const { return ok_ ? in_.size() - at_ : 0; }
    // True when everything was read and nothing is left over.
    [[nodiscard]] bool finished() const { return ok_ && at_ == in_.size(); }

  private:
    template <typename Number>
    Number number() {
        const auto in = array<sizeof(Number)>();
        Number value = 0;
        for (std::size_t i = 0; i < in.size(); ++i)
            value = static_cast<Number>(value | static_cast<Number>(Number{in[i]} << (8 * i)));
        return value;
    }

    ByteView in_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

}  // namespace spine
