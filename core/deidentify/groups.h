// Numbers keys of one or several 64-bit words in the order of their first appearance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace spine::deidentify {

class Groups {
  public:
    explicit Groups(std::size_t words) : words_(words) {}

    // The key's number; a new one gets the next. `key` has words() words; fewer than 2^32 - 1 keys.
    std::uint32_t add(std::span<const std::uint64_t> key);
    [[nodiscard]] std::optional<std::uint32_t> find(std::span<const std::uint64_t> key) const;
    [[nodiscard]] std::span<const std::uint64_t> key(std::size_t number) const;
    [[nodiscard]] std::size_t size() const { return keys_.size() / words_; }
    [[nodiscard]] std::size_t words() const { return words_; }

  private:
    [[nodiscard]] std::size_t slot_of(std::span<const std::uint64_t> key) const;
    void grow();

    std::size_t words_;
    std::vector<std::uint64_t> keys_;
    std::vector<std::uint32_t> slots_;  // number + 1, 0 for a free one; a power of two, half empty
};

}  // namespace spine::deidentify
