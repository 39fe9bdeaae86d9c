#include "crypto/secret.h"

#include <sodium.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace spine::crypto {
namespace {

[[noreturn]] void end_program() {
    std::fputs(
        "Memory for keys could not be locked, so the program ends. Raise the limit on locked "
        "memory (ulimit -l) and start it again.\n",
        stderr);
    std::abort();
}

std::uint8_t* allocate(std::size_t size) {
    auto* memory = static_cast<std::uint8_t*>(sodium_malloc(size));
    // sodium_malloc() locks, but keeps a failure of that to itself; locking twice does no harm.
    if (memory == nullptr || sodium_mlock(memory, size) != 0) end_program();
    std::fill_n(memory, size, std::uint8_t{0});
    return memory;
}

}  // namespace

void wipe(std::span<std::uint8_t> memory) {
    sodium_memzero(memory.data(), memory.size());
}

bool equal_in_constant_time(ByteView a, ByteView b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SecretBytes::SecretBytes(std::size_t size)
    : data_(size == 0 ? nullptr : allocate(size)), size_(size) {}

SecretBytes::SecretBytes(ByteView copied_from) : SecretBytes(copied_from.size()) {
    std::copy(copied_from.begin(), copied_from.end(), data_);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        sodium_free(data_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() {
    sodium_free(data_);
}

}  // namespace spine::crypto
