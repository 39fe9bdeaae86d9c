#include "support/cut_calls.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>

namespace {

struct Count {
    int calls = 0, end = 0;
};

Count& count() {
    static Count it;
    return it;
}

void meet() {
    if (++count().calls == count().end) ::_exit(1);
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    meet();
    return ::syscall(SYS_write, file, bytes, size);
}
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    meet();
    return ::syscall(SYS_pwrite64, file, bytes, size, at);
}
int ftruncate64(int file, off64_t size) noexcept {
    meet();
    return static_cast<int>(::syscall(SYS_ftruncate, file, size));
}
int fsync(int file) {
    meet();
    return static_cast<int>(::syscall(SYS_fsync, file));
}
int fdatasync(int file) {
    meet();
    return static_cast<int>(::syscall(SYS_fdatasync, file));
}
int rename(const char* from, const char* to) noexcept {
    meet();
    return static_cast<int>(::syscall(SYS_rename, from, to));
}
int link(const char* from, const char* to) noexcept {
    meet();
    return static_cast<int>(::syscall(SYS_link, from, to));
}
int unlink(const char* path) noexcept {
    meet();
    return static_cast<int>(::syscall(SYS_unlink, path));
}
int mkdir(const char* path, mode_t mode) noexcept {
    meet();
    return static_cast<int>(::syscall(SYS_mkdir, path, mode));
}

}  // extern "C"

namespace spine::test {

void end_at_call(int n) {
    count() = {0, n};
}

int calls_so_far() {
    return count().calls;
}

}  // namespace spine::test
