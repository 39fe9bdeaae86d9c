#include "deidentify/groups.h"

#include <algorithm>

namespace spine::deidentify {
namespace {

std::uint64_t hash_of(std::span<const std::uint64_t> key) {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : key) {
        hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 32U;
    }
    return hash;
}

}  // namespace

std::span<const std::uint64_t> Groups::key(std::size_t number) const {
    return std::span(keys_).subspan(number * words_, words_);
}

std::optional<std::uint32_t> Groups::find(std::span<const std::uint64_t> key) const {
    return slots_.find(hash_of(key), [&](std::uint32_t number) {
        return std::equal(key.begin(), key.end(),
                          keys_.begin() + static_cast<std::ptrdiff_t>(number * words_));
    });
}

std::uint32_t Groups::add(std::span<const std::uint64_t> key) {
    if (const auto known = find(key)) return *known;
    const auto number = static_cast<std::uint32_t>(size());
    keys_.insert(keys_.end(), key.begin(), key.end());
    slots_.put(hash_of(key), number);
    return number;
}

}  // namespace spine::deidentify
