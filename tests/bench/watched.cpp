#include "bench/watched.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <thread>

namespace spine::bench {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds between_looks{1};
constexpr std::chrono::seconds longest_start{30};
constexpr std::int64_t quiet_ns_a_second = 10'000'000;

std::int64_t now_ns() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

FrameCount* map_new(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) return nullptr;
    void* mapped = MAP_FAILED;
    if (::ftruncate(descriptor, sizeof(FrameCount)) == 0) {
        mapped =
            ::mmap(nullptr, sizeof(FrameCount), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    }
    ::close(descriptor);
    return mapped == MAP_FAILED ? nullptr : static_cast<FrameCount*>(mapped);
}

}  // namespace

Result<std::unique_ptr<Watched>> Watched::start(const fs::path& programs, const fs::path& scratch,
                                                const std::vector<std::string>& words) {
    const fs::path library = programs / "libbench-frames.so";
    const fs::path& program = words.front();
    for (const fs::path& needed : {library, program}) {
        if (!fs::exists(needed)) {
            return fail(causes::program_missing, "A program of this benchmark is not built.",
                        "Build the target benchmarks.", needed.string());
        }
    }
    std::unique_ptr<Watched> watched(new Watched);
    const fs::path file = scratch / (program.filename().string() + ".frames");
    watched->program_ = program.string();
    watched->count_ = map_new(file);
    if (watched->count_ == nullptr) {
        return fail(causes::program_failed, "The frame counter could not be made.",
                    "Free some disk space.", file.string());
    }
    watched->started_ns_ = now_ns();
    auto child = Child::start(
        words, {{"LD_PRELOAD", library.string()}, {frame_count_variable, file.string()}});
    if (!child) return fail(child.error());
    watched->child_ = std::move(*child);
    return watched;
}

Watched::~Watched() {
    child_.reset();
    if (count_ != nullptr) ::munmap(count_, sizeof(FrameCount));
}

std::uint64_t Watched::frames() const {
    return count_->frames.load();
}

Result<double> Watched::first_frame_ms() {
    const auto until = steady_clock::now() + longest_start;
    while (count_->first_ns.load() == 0) {
        if (!child_->runs() || steady_clock::now() > until) {
            return fail(causes::program_failed, "A program drew no frame.",
                        "Run it alone to see why.", program_);
        }
        std::this_thread::sleep_for(between_looks);
    }
    return static_cast<double>(count_->first_ns.load() - started_ns_) / 1e6;
}

Status Watched::settle() {
    if (auto drawn = first_frame_ms(); !drawn) return fail(drawn.error());
    // Fonts for later screens may still be baked between two frames: quiet is no frame and next to
    // no work, twice. What never comes to rest is measured as it is.
    int quiet = 0;
    for (int second = 0; second < longest_start.count() && quiet < 2; ++second) {
        const std::uint64_t frames_before = frames();
        const std::int64_t cpu_before = cpu_ns();
        std::this_thread::sleep_for(std::chrono::seconds(1));
        const bool rests = frames() == frames_before && cpu_ns() - cpu_before < quiet_ns_a_second;
        quiet = rests ? quiet + 1 : 0;
    }
    return {};
}

}  // namespace spine::bench
