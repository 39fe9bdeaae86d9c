#include "base/file_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <system_error>
#include <utility>

namespace spine {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) {
    return std::generic_category().message(error);
}

tl::unexpected<Fault> read_fault(const fs::path& file, int error) {
    return fail(causes::file_unreadable,
                fmt::format("The file could not be read ({}).", reason(error)),
                "Check the file's rights and the disk.", file.string());
}

tl::unexpected<Fault> write_fault(const fs::path& file, int error) {
    return fail(causes::file_write_failed,
                fmt::format("The file could not be written ({}).", reason(error)),
                "Check the disk's space and the folder's rights, then try again.", file.string());
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

class FileSource final : public ByteSource {
  public:
    FileSource(fs::path file, int fd) : file_(std::move(file)), fd_(fd) {}
    ~FileSource() override { ::close(fd_); }
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into) override {
        for (;;) {
            const ssize_t got = ::read(fd_, into.data(), into.size());
            if (got >= 0) return static_cast<std::size_t>(got);
            if (errno != EINTR) return read_fault(file_, errno);
        }
    }

  private:
    fs::path file_;
    int fd_;
};

Status write_all(int fd, ByteView bytes, const fs::path& file) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(fd, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return write_fault(file, errno);
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return {};
}

// A file without a name, or, on a disk that has no such files, with the one that `name` becomes.
int open_temporary(const fs::path& folder, int flags, mode_t mode, std::string& name) {
    const int fd = ::open(folder.c_str(), O_TMPFILE | O_CLOEXEC | flags, mode);
    // EISDIR: a kernel or a share that takes the flag for an attempt to write to a folder.
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return fd;
    name = (folder / ".part-XXXXXX").string();
    return ::mkostemp(name.data(), O_CLOEXEC);
}

// Gives the nameless file a name that nobody has, beside the one that it will get: a link cannot
// take a name from another file, a renamed one can. An empty path where it cannot, with errno.
fs::path link_nameless(int fd, const fs::path& file) {
    const std::string self = fmt::format("/proc/self/fd/{}", fd);
    for (int attempt = 0; attempt < 100; ++attempt) {
        fs::path name = folder_of(file) / fmt::format(".part-{}-{}-{}", ::getpid(), fd, attempt);
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0)
            return name;
        if (errno != EEXIST) break;
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<ByteSource>> open_source(const fs::path& file) {
    // Without O_NONBLOCK a pipe that nobody writes to would be waited on for ever.
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(causes::file_missing, "There is no such file.", "Check the path.",
                    file.string());
    if (fd < 0) return read_fault(file, errno);
    auto source = std::make_unique<FileSource>(file, fd);
    struct stat said {};
    if (::fstat(fd, &said) != 0 || !S_ISREG(said.st_mode))
        return fail(causes::file_unreadable, "This is a folder, a pipe or a device, not a file.",
                    "Name a file; what comes through a pipe has to be saved in one first.",
                    file.string());
    return source;
}

PendingFile::PendingFile(fs::path file, fs::path temporary, int fd)
    : file_(std::move(file)), temporary_(std::move(temporary)), fd_(fd) {}

PendingFile::~PendingFile() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    ::close(fd_);
}

Result<std::unique_ptr<PendingFile>> PendingFile::begin(const fs::path& file, Access access) {
    const mode_t mode = access == Access::Everyone ? 0644 : 0600;
    std::string temporary;
    const int fd = open_temporary(folder_of(file), O_WRONLY, mode, temporary);
    if (fd < 0) return write_fault(file, errno);
    std::unique_ptr<PendingFile> pending(new PendingFile(file, temporary, fd));
    // A disk without rights of its own (FAT) may refuse: who reads there is said where it is
    // mounted.
    if (::fchmod(fd, mode) != 0 && errno != EPERM && errno != EOPNOTSUPP)
        return write_fault(file, errno);
    return pending;
}

Status PendingFile::write(ByteView bytes) {
    return write_all(fd_, bytes, file_);
}

Status PendingFile::publish() {
    if (::fsync(fd_) != 0) return write_fault(file_, errno);
    if (temporary_.empty()) temporary_ = link_nameless(fd_, file_);
    if (temporary_.empty()) return write_fault(file_, errno);
    if (::rename(temporary_.c_str(), file_.c_str()) != 0) return write_fault(file_, errno);
    temporary_.clear();
    const int folder = ::open(folder_of(file_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // EINVAL: a share whose folders cannot be synced from here; its server looks after them.
    const bool synced = folder >= 0 && (::fsync(folder) == 0 || errno == EINVAL);
    const int error = errno;
    if (folder >= 0) ::close(folder);
    return synced ? Status{} : Status(write_fault(file_, error));
}

SpoolFile::SpoolFile(fs::path folder, int fd) : folder_(std::move(folder)), fd_(fd) {}

SpoolFile::~SpoolFile() {
    ::close(fd_);
}

Result<std::unique_ptr<SpoolFile>> SpoolFile::begin(const fs::path& folder) {
    std::string name;
    const int fd = open_temporary(folder, O_RDWR, 0600, name);
    if (fd < 0) return write_fault(folder, errno);
    if (!name.empty()) ::unlink(name.c_str());
    return std::unique_ptr<SpoolFile>(new SpoolFile(folder, fd));
}

Status SpoolFile::write(ByteView bytes) {
    return write_all(fd_, bytes, folder_);
}

Status SpoolFile::read_at(std::uint64_t offset, std::span<std::uint8_t> into) const {
    while (!into.empty()) {
        const ssize_t got = ::pread(fd_, into.data(), into.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return read_fault(folder_, got < 0 ? errno : EIO);
        into = into.subspan(static_cast<std::size_t>(got));
        offset += static_cast<std::uint64_t>(got);
    }
    return {};
}

}  // namespace spine
