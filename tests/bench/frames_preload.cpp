// Preloaded before GLFW: counts the frames of a program that knows nothing of it.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>

#include "bench/frames.h"

namespace {

spine::bench::FrameCount* shared_count() {
    const char* file = std::getenv(spine::bench::frame_count_variable);
    if (file == nullptr) return nullptr;
    const int descriptor = ::open(file, O_RDWR | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    void* mapped = ::mmap(nullptr, sizeof(spine::bench::FrameCount), PROT_READ | PROT_WRITE,
                          MAP_SHARED, descriptor, 0);
    ::close(descriptor);
    return mapped == MAP_FAILED ? nullptr : static_cast<spine::bench::FrameCount*>(mapped);
}

std::int64_t now_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace

extern "C" void glfwSwapBuffers(void* window) {
    using Swap = void (*)(void*);
    static const auto next = reinterpret_cast<Swap>(::dlsym(RTLD_NEXT, "glfwSwapBuffers"));
    static spine::bench::FrameCount* const count = shared_count();
    next(window);
    if (count == nullptr) return;
    if (count->frames.fetch_add(1) == 0) count->first_ns.store(now_ns());
}
