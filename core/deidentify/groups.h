// Numbers keys of one or several 64-bit words in the order of their first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "deidentify/slots.h"

namespace spine::deidentify {

class Groups {
  public:
    explicit Groups(std::size_t words) : words_(words) {}  // of a key, at least one

    // The key's number; a new one gets the next. Fewer than 2^32 - 1 keys.
    std::uint32_t add(std::span<const std::uint64_t> key);
    [[nodiscard]] std::optional<std::uint32_t> find(std::span<const std::uint64_t> key) const;
    [[nodiscard]] std::span<const std::uint64_t> key(std::size_t number) const;
    [[nodiscard]] std::size_t size() const { return keys_.size() / words_; }
    [[nodiscard]] std::size_t words() const { return words_; }

  private:
    std::size_t words_;
    std::vector<std::uint64_t> keys_;
    Slots slots_;
};

}  // namespace spine::deidentify
