// What everything in a coding is called by: 16 bytes, written 8-4-4-4-12 as REFI-QDA wants it.
//
// Pure; any thread.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/random.h"

namespace spine::coding {

struct Guid {
    ByteArray<16> bytes{};
    [[nodiscard]] bool is_zero() const { return *this == Guid{}; }
    friend auto operator<=>(const Guid&, const Guid&) = default;
};

// Lower-case hexadecimal.
[[nodiscard]] std::string to_text(const Guid& guid);
// Also in capitals, and in braces as some programs write it. Nothing for anything else.
[[nodiscard]] std::optional<Guid> guid_in(std::string_view text);

[[nodiscard]] Guid new_guid(Random& random);
// The same for the same words, on every computer: for what follows from something that has a guid,
// or from a person's name. Not a hash to rely on: whoever tries finds two alike.
[[nodiscard]] Guid derived_guid(std::string_view what, const Guid& of = {}, const Guid& with = {});

}  // namespace spine::coding
