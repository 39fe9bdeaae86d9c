#include "support/failing_new.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace spine::test {
namespace {

// operator new is the whole program's, and so is what it counts with.
std::atomic<std::uint64_t>& left() {
    static std::atomic<std::uint64_t> count{0};
    return count;
}
std::atomic<bool>& failed() {
    static std::atomic<bool> happened{false};
    return happened;
}

}  // namespace

void fail_allocation(std::uint64_t at) {
    failed() = false;
    left() = at;
}

bool allocation_failed() {
    return failed();
}

static void* allocate(std::size_t size) {
    std::uint64_t now = left();
    while (now > 0 && !left().compare_exchange_weak(now, now - 1)) {
    }
    if (now == 1) {
        failed() = true;
        throw std::bad_alloc();
    }
    void* memory = std::malloc(size == 0 ? 1 : size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

}  // namespace spine::test

void* operator new(std::size_t size) {
    return spine::test::allocate(size);
}
void* operator new[](std::size_t size) {
    return spine::test::allocate(size);
}
// Sanitizers bring their own of these, which would not match our delete.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    try {
        return spine::test::allocate(size);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void* operator new[](std::size_t size, const std::nothrow_t& no) noexcept {
    return operator new(size, no);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    std::free(memory);
}
