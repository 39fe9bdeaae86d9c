// Memory for secrets: libsodium's guarded pages, locked against swapping, left out of core
// files, wiped when they go.
//
// A secret costs at least one locked page and a few system calls, and the system's limit is
// commonly 8 MiB in all: hold keys in it, not a hundred thousand rows. Text that a clinic
// computer has opened goes into WipedBytes, ordinary memory that is wiped when it is freed.
//
// If memory cannot be had or locked the program ends: carrying on with an unlocked key would
// break a promise in silence. start() (init.h) finds that out before any secret exists.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/random.h"

namespace spine::crypto {

// Overwrites memory in a way that no optimiser removes.
void wipe(std::span<std::uint8_t> memory);

// Compares in time that depends on the lengths alone.
[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b);

// Any number of bytes, fixed when it is made; zeros at first. Move-only: a copy would be a second
// thing to wipe. A moved-from one is empty.
class SecretBytes {
  public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);
    explicit SecretBytes(ByteView copied_from);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] ByteView view() const { return {data_, size_}; }
    [[nodiscard]] std::span<std::uint8_t> writable() { return {data_, size_}; }

  private:
    std::uint8_t* data_ = nullptr;
    std::size_t size_ = 0;
};

// A secret of N bytes whose meaning is in its type. Empty only after it was moved from.
template <typename Tag, std::size_t N>
class Secret {
  public:
    static constexpr std::size_t size = N;
    Secret() : bytes_(N) {}
    [[nodiscard]] static Secret random(Random& random) {
        Secret made;
        random.fill(made.writable());
        return made;
    }
    // `raw` must be N bytes long; a shorter one is filled up with zeros, a longer one is cut.
    [[nodiscard]] static Secret copy_of(ByteView raw) {
        Secret made;
        const std::size_t count = raw.size() < N ? raw.size() : N;
        for (std::size_t i = 0; i < count; ++i) made.writable()[i] = raw[i];
        return made;
    }
    [[nodiscard]] Secret copy() const { return copy_of(view()); }
    [[nodiscard]] ByteView view() const { return bytes_.view(); }
    [[nodiscard]] std::span<std::uint8_t> writable() { return bytes_.writable(); }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }

  private:
    SecretBytes bytes_;
};

// std::allocator that wipes what it gives back.
template <typename T>
struct WipingAllocator {
    using value_type = T;
    WipingAllocator() = default;
    template <typename U>
    WipingAllocator(const WipingAllocator<U>&) {}  // NOLINT(google-explicit-constructor)
    [[nodiscard]] T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
    void deallocate(T* memory, std::size_t n) {
        wipe({reinterpret_cast<std::uint8_t*>(memory), n * sizeof(T)});
        std::allocator<T>().deallocate(memory, n);
    }
    template <typename U>
    bool operator==(const WipingAllocator<U>&) const {
        return true;
    }
};

using WipedBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

}  // namespace spine::crypto
