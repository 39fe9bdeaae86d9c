// A person's id as a key of groups.h. Internal to the module.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"
#include "deidentify/joint.h"

namespace spine::deidentify {

[[nodiscard]] inline std::array<std::uint64_t, 2> key_of(const PersonId& person) {
    ByteReader in(person);
    const std::uint64_t first = in.u64();
    return {first, in.u64()};
}

}  // namespace spine::deidentify
