// Where a hash table keeps the numbers of its keys; the keys themselves are its owner's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace spine::deidentify {

class Slots {
  public:
    // The number that was put under this hash and for which `same(number)` holds.
    template <typename Same>
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash, const Same& same) const {
        if (slots_.empty()) return std::nullopt;
        const std::uint32_t mark = mark_of(hash);
        for (std::size_t at = mark & mask(); slots_[at].next != 0; at = (at + 1) & mask())
            if (slots_[at].mark == mark && same(slots_[at].next - 1)) return slots_[at].next - 1;
        return std::nullopt;
    }
    // The number must not be there yet, and be below 2^32 - 1.
    void put(std::uint64_t hash, std::uint32_t number) {
        if (2 * (used_ + 1) > slots_.size()) grow();
        place({mark_of(hash), number + 1});
        ++used_;
    }

  private:
    struct Slot {
        std::uint32_t mark = 0;
        std::uint32_t next = 0;  // number + 1; 0: free
    };
    // The low bits of a product are its poorest.
    static std::uint32_t mark_of(std::uint64_t hash) {
        return static_cast<std::uint32_t>((hash * 0x9E3779B97F4A7C15U) >> 32U);
    }
    [[nodiscard]] std::size_t mask() const { return slots_.size() - 1; }
    void place(Slot slot) {
        std::size_t at = slot.mark & mask();
        while (slots_[at].next != 0) at = (at + 1) & mask();
        slots_[at] = slot;
    }
    void grow() {
        std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
        old.swap(slots_);
        for (const Slot& slot : old)
            if (slot.next != 0) place(slot);
    }

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::size_t used_ = 0;
};

}  // namespace spine::deidentify
