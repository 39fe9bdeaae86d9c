#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace spine {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kTemporary = ".part-";

std::string reason(int error) {
    return std::generic_category().message(error);
}

// A file descriptor that closes itself.
class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool valid() const { return fd_ >= 0; }

  private:
    int fd_;
};

tl::unexpected<Fault> write_fault(const fs::path& file, int error) {
    return fail(causes::file_write_failed,
                fmt::format("The file could not be written ({}).", reason(error)),
                "Check the disk's space and the folder's rights, then try again.", file.string());
}

Status write_all(int fd, ByteView content, const fs::path& file) {
    while (!content.empty()) {
        const ssize_t done = ::write(fd, content.data(), content.size());
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return write_fault(file, errno);
        content = content.subspan(static_cast<std::size_t>(done));
    }
    if (::fsync(fd) != 0) return write_fault(file, errno);
    return {};
}

Status sync_folder(const fs::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid() || ::fsync(fd.get()) != 0) return write_fault(folder, errno);
    return {};
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

Result<fs::path> write_temporary(const fs::path& file, ByteView content, Access access) {
    // mkostemp finds a name that no other writer, in this process or another, has taken.
    std::string temporary = (folder_of(file) / kTemporary).string() + "XXXXXX";
    const Descriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd.valid()) return write_fault(file, errno);
    if (access == Access::Everyone && ::fchmod(fd.get(), 0644) != 0)
        return write_fault(file, errno);
    if (auto written = write_all(fd.get(), content, file); !written) {
        ::unlink(temporary.c_str());
        return fail(std::move(written));
    }
    return fs::path(temporary);
}

Result<Bytes> read_all(int fd, const fs::path& file, std::uint64_t limit) {
    Bytes content;
    ByteArray<16384> block{};
    for (;;) {
        const ssize_t got = ::read(fd, block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            return fail(causes::file_unreadable,
                        fmt::format("The file could not be read ({}).", reason(errno)),
                        "Check the file's rights and the disk.", file.string());
        }
        if (got == 0) return content;
        if (content.size() + static_cast<std::size_t>(got) > limit) {
            return fail(causes::file_too_large,
                        fmt::format("The file is larger than the {} bytes allowed here.", limit),
                        "Check that it is the right file.", file.string());
        }
        content.insert(content.end(), block.begin(), block.begin() + got);
    }
}

}  // namespace

Result<Bytes> SystemFiles::read(const fs::path& file, std::uint64_t limit) {
    const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.valid()) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return fail(missing ? causes::file_missing : causes::file_unreadable,
                    missing ? "There is no such file."
                            : fmt::format("The file could not be opened ({}).", reason(errno)),
                    "Check the path.", file.string());
    }
    return read_all(fd.get(), file, limit);
}

Status SystemFiles::write(const fs::path& file, ByteView content, Access access) {
    auto temporary = write_temporary(file, content, access);
    if (!temporary) return fail(std::move(temporary));
    if (::rename(temporary->c_str(), file.c_str()) != 0) {
        const int error = errno;
        ::unlink(temporary->c_str());
        return write_fault(file, error);
    }
    return sync_folder(folder_of(file));
}

Status SystemFiles::create(const fs::path& file, ByteView content, Access access) {
    auto temporary = write_temporary(file, content, access);
    if (!temporary) return fail(std::move(temporary));
    // link() fails if the name is taken, which rename() would silently replace.
    const int linked = ::link(temporary->c_str(), file.c_str());
    const int error = errno;
    ::unlink(temporary->c_str());
    if (linked != 0 && error == EEXIST) {
        return fail(causes::file_exists, "The file is there already.",
                    "Choose another name, or leave it as it is.", file.string());
    }
    if (linked != 0) return write_fault(file, error);
    return sync_folder(folder_of(file));
}

Result<std::vector<FolderEntry>> SystemFiles::list(const fs::path& folder) {
    std::error_code error;
    std::vector<FolderEntry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with(kTemporary)) continue;
        std::error_code gone;
        const bool is_folder = it->is_directory(gone);
        const std::uint64_t size = is_folder ? 0 : it->file_size(gone);
        if (!gone) entries.push_back({name, is_folder, size});
    }
    if (error) {
        const bool missing = error == std::errc::no_such_file_or_directory;
        return fail(missing ? causes::file_missing : causes::file_unreadable,
                    fmt::format("The folder could not be listed ({}).", error.message()),
                    "Check the path and its rights.", folder.string());
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
}

bool SystemFiles::exists(const fs::path& file) {
    std::error_code error;
    return fs::exists(file, error);
}

Status SystemFiles::make_folders(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return write_fault(folder, error.value());
    return {};
}

Status SystemFiles::remove(const fs::path& file) {
    std::error_code error;
    fs::remove(file, error);
    if (error) return write_fault(file, error.value());
    return {};
}

Result<std::uint64_t> SystemFiles::free_space(const fs::path& folder) {
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0) {
        return fail(causes::file_unreadable,
                    fmt::format("The disk could not be asked for its space ({}).", reason(errno)),
                    "Check the path.", folder.string());
    }
    return std::uint64_t{disk.f_bavail} * disk.f_frsize;
}

}  // namespace spine
