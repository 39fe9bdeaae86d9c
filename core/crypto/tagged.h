// Byte strings of one meaning and one length. Two of them with different tags are different
// types: a device's id cannot be handed over where a session's id is wanted.
#pragma once

#include <algorithm>
#include <compare>
#include <optional>
#include <string>

#include "base/bytes.h"

namespace spine::crypto {

template <typename Tag, std::size_t N>
struct Tagged {
    static constexpr std::size_t size = N;
    ByteArray<N> bytes{};

    [[nodiscard]] ByteView view() const { return bytes; }
    [[nodiscard]] std::string hex() const { return to_hex(bytes); }
    [[nodiscard]] bool is_zero() const {
        return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
    }
    // Nothing unless `raw` is exactly N bytes long.
    [[nodiscard]] static std::optional<Tagged> from(ByteView raw) {
        if (raw.size() != N) return std::nullopt;
        Tagged out;
        std::copy(raw.begin(), raw.end(), out.bytes.begin());
        return out;
    }
    // Nothing unless `text` is exactly 2 N hexadecimal digits.
    [[nodiscard]] static std::optional<Tagged> from_hex(std::string_view text) {
        const auto raw = spine::from_hex(text);
        if (!raw) return std::nullopt;
        return from(*raw);
    }
    // clang-tidy 14 takes the zero that <=> compares with for a pointer.
    // NOLINTNEXTLINE(modernize-use-nullptr)
    friend auto operator<=>(const Tagged&, const Tagged&) = default;
    friend bool operator==(const Tagged&, const Tagged&) = default;
};

using ClinicId = Tagged<struct ClinicIdTag, 16>;    // from the root public key: keys.h
using DeviceId = Tagged<struct DeviceIdTag, 16>;    // a tablet's or a clinic computer's
using SessionId = Tagged<struct SessionIdTag, 16>;  // random
using Hash = Tagged<struct HashTag, 32>;            // BLAKE2b-256
using Signature = Tagged<struct SignatureTag, 64>;  // Ed25519

}  // namespace spine::crypto
