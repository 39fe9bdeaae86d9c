#include "database/holder_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "database/database.h"

namespace spine::database {
namespace {

constexpr int kLooksAtHolder = 20;
constexpr std::chrono::milliseconds kBetweenLooks{5};

// "4711 kiosk", as the holder wrote it; empty if it cannot be read.
std::string holder_of(int descriptor) {
    std::array<char, 128> text{};
    const ssize_t got = ::pread(descriptor, text.data(), text.size(), 0);
    if (got <= 0) return {};
    std::string holder(text.data(), static_cast<std::size_t>(got));
    return holder.substr(0, holder.find('\n'));
}

bool lives(const std::string& holder) {
    const long process = std::strtol(holder.c_str(), nullptr, 10);
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

// Between taking the lock and writing its name a holder stands there nameless, or under the name of
// the one before: a moment later it is known.
std::string named_holder(int descriptor) {
    std::string holder = holder_of(descriptor);
    for (int i = 0; i < kLooksAtHolder && !lives(holder); ++i) {
        std::this_thread::sleep_for(kBetweenLooks);
        holder = holder_of(descriptor);
    }
    return holder;
}

tl::unexpected<Fault> held_fault(const std::filesystem::path& file, const std::string& holder) {
    const std::size_t space = holder.find(' ');
    const std::string name =
        space == std::string::npos
            ? "another program"
            : fmt::format("{} (process {})", holder.substr(space + 1), holder.substr(0, space));
    return fail(causes::held_by_another, fmt::format("This folder is in use by {}.", name),
                "Close that program first, then try again.", file.string());
}

}  // namespace

Result<HolderLock> HolderLock::take(const std::filesystem::path& file, std::string_view program) {
    const std::string path = file.string() + ".lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return fail(causes::failed,
                    fmt::format("The lock file could not be made ({}).",
                                std::generic_category().message(errno)),
                    "Check the folder's rights.", path);
    }
    HolderLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return held_fault(file, named_holder(descriptor));
    const std::string holder = fmt::format("{} {}\n", ::getpid(), program);
    // Who holds the file is a courtesy; the lock itself does not depend on it.
    if (::ftruncate(descriptor, 0) != 0 ||
        ::pwrite(descriptor, holder.data(), holder.size(), 0) < 0)
        return fail(causes::failed, "The lock file could not be written.",
                    "Check the disk's space and the folder's rights.", path);
    return lock;
}

HolderLock::HolderLock(HolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

HolderLock::~HolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace spine::database
