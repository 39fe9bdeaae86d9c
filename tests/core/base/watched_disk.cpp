#include "watched_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <string>

namespace {

struct Watch {
    bool links = true, syncs = false;
    std::vector<std::filesystem::path> synced;
};

Watch& watch() {
    static Watch it;
    return it;
}

}  // namespace

extern "C" {

int link(const char* from, const char* to) noexcept {
    if (watch().links) return ::linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
    errno = EPERM;
    return -1;
}

int fchmod(int file, mode_t mode) noexcept {
    if (watch().links) return static_cast<int>(::syscall(SYS_fchmod, file, mode));
    errno = EPERM;
    return -1;
}

// By its label: the header may define open() itself.
int watched_open(const char* path, int flags, ...) __asm__("open");
int watched_open(const char* path, int flags, ...) {
    std::va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE
                            ? static_cast<mode_t>(va_arg(rest, int))
                            : 0;
    va_end(rest);
    if (watch().links || (flags & O_TMPFILE) != O_TMPFILE)
        return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    errno = EOPNOTSUPP;
    return -1;
}

int fsync(int file) {
    if (watch().syncs) {
        std::error_code error;
        watch().synced.push_back(
            std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(file), error));
    }
    return static_cast<int>(::syscall(SYS_fsync, file));
}

}  // extern "C"

namespace spine::test {

DiskWithoutLinks::DiskWithoutLinks() {
    watch().links = false;
}
DiskWithoutLinks::~DiskWithoutLinks() {
    watch().links = true;
}

WatchedSyncs::WatchedSyncs() {
    watch().syncs = true;
    watch().synced.clear();
}
WatchedSyncs::~WatchedSyncs() {
    watch().syncs = false;
}
std::vector<std::filesystem::path> WatchedSyncs::synced() const {
    return watch().synced;
}

}  // namespace spine::test
