#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
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
    return {};
}

Status sync_folder(const fs::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid()) return write_fault(folder, errno);
    // EINVAL: a share whose folders cannot be synced from here; its server looks after them.
    if (::fsync(fd.get()) != 0 && errno != EINVAL) return write_fault(folder, errno);
    return {};
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

// Later: whoever links it to its name syncs the disk before.
enum class Sync { Now, Later };

Result<fs::path> write_temporary(const fs::path& file, ByteView content, Access access,
                                 Sync sync = Sync::Now) {
    // mkostemp finds a name that no other writer, in this process or another, has taken.
    std::string temporary = (folder_of(file) / kTemporary).string() + "XXXXXX";
    const Descriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd.valid()) return write_fault(file, errno);
    // A disk without rights of its own (FAT) may refuse: who reads there is said where it is
    // mounted.
    if (access == Access::Everyone && ::fchmod(fd.get(), 0644) != 0 && errno != EPERM &&
        errno != EOPNOTSUPP)
        return write_fault(file, errno);
    auto written = write_all(fd.get(), content, file);
    if (written && sync == Sync::Now && ::fsync(fd.get()) != 0) written = write_fault(file, errno);
    if (!written) {
        ::unlink(temporary.c_str());
        return fail(std::move(written));
    }
    return fs::path(temporary);
}

// Gives the file its name unless that is taken (false), and removes the temporary one.
Result<bool> link_temporary(const fs::path& temporary, const fs::path& file) {
    // link() fails if the name is taken, which rename() would silently replace.
    int linked = ::link(temporary.c_str(), file.c_str());
    // FAT, exFAT and many shares have no second names for a file, but can refuse to replace one.
    if (linked != 0 && (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS))
        linked = ::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE);
    const int error = errno;
    ::unlink(temporary.c_str());
    if (linked != 0 && error == EEXIST) return false;
    if (linked != 0) return write_fault(file, error);
    return true;
}

// Temporary files that are gone again when something goes wrong before they have their names.
class Temporaries {
  public:
    Temporaries() = default;
    Temporaries(const Temporaries&) = delete;
    Temporaries& operator=(const Temporaries&) = delete;
    ~Temporaries() {
        for (const fs::path& file : files_) ::unlink(file.c_str());
    }
    void add(fs::path file) { files_.push_back(std::move(file)); }
    [[nodiscard]] const fs::path& at(std::size_t index) const { return files_[index]; }

  private:
    std::vector<fs::path> files_;
};

// Everything that was written to the disk on which the folder lies.
Status sync_disk(const fs::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid() || ::syncfs(fd.get()) != 0) return write_fault(folder, errno);
    return {};
}

bool is_regular(int fd) {
    struct stat said {};
    return ::fstat(fd, &said) == 0 && S_ISREG(said.st_mode);
}

// Room for one byte more than is expected: a file that is as long as it says takes two reads.
constexpr std::size_t kLeastRoom = 4096;

std::size_t expected_size(int fd, std::uint64_t limit) {
    struct stat said {};
    if (::fstat(fd, &said) != 0 || said.st_size <= 0) return 0;
    return std::min(static_cast<std::uint64_t>(said.st_size), limit);
}

Result<Bytes> read_all(int fd, const fs::path& file, std::uint64_t limit) {
    Bytes content(expected_size(fd, limit) + 1);
    for (std::size_t filled = 0;;) {
        if (filled == content.size()) content.resize(std::max(kLeastRoom, 2 * filled));
        const ssize_t got = ::read(fd, content.data() + filled, content.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            return fail(causes::file_unreadable,
                        fmt::format("The file could not be read ({}).", reason(errno)),
                        "Check the file's rights and the disk.", file.string());
        }
        filled += static_cast<std::size_t>(got);
        if (filled > limit) {
            return fail(causes::file_too_large,
                        fmt::format("The file is larger than the {} bytes allowed here.", limit),
                        "Check that it is the right file.", file.string());
        }
        if (got > 0) continue;
        content.resize(filled);
        return content;
    }
}

}  // namespace

Result<Bytes> SystemFiles::read(const fs::path& file, std::uint64_t limit) {
    // Without O_NONBLOCK a pipe that nobody writes to would be waited on for ever.
    const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.valid()) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return fail(missing ? causes::file_missing : causes::file_unreadable,
                    missing ? "There is no such file."
                            : fmt::format("The file could not be opened ({}).", reason(errno)),
                    "Check the path.", file.string());
    }
    if (!is_regular(fd.get())) {
        return fail(causes::file_unreadable, "This is a folder, a pipe or a device, not a file.",
                    "Name a file; what comes through a pipe has to be saved in one first.",
                    file.string());
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
    const auto linked = link_temporary(*temporary, file);
    if (!linked) return fail(linked.error());
    if (!*linked) {
        return fail(causes::file_exists, "The file is there already.",
                    "Choose another name, or leave it as it is.", file.string());
    }
    return sync_folder(folder_of(file));
}

Result<std::vector<std::size_t>> Files::create_all(const fs::path& folder,
                                                   std::span<const NewFile> files, Access access) {
    std::vector<std::size_t> taken;
    for (std::size_t i = 0; i < files.size(); ++i) {
        auto created = create(folder / files[i].name, files[i].content, access);
        if (!created && created.error().cause == causes::file_exists)
            taken.push_back(i);
        else if (!created)
            return fail(std::move(created));
    }
    return taken;
}

Result<std::vector<std::size_t>> SystemFiles::create_all(const fs::path& folder,
                                                         std::span<const NewFile> files,
                                                         Access access) {
    std::vector<std::size_t> taken;
    if (files.empty()) return taken;
    Temporaries temporaries;
    for (const NewFile& file : files) {
        auto temporary = write_temporary(folder / file.name, file.content, access, Sync::Later);
        if (!temporary) return fail(std::move(temporary));
        temporaries.add(std::move(*temporary));
    }
    if (auto synced = sync_disk(folder); !synced) return fail(std::move(synced));
    for (std::size_t i = 0; i < files.size(); ++i) {
        const auto linked = link_temporary(temporaries.at(i), folder / files[i].name);
        if (!linked) return fail(linked.error());
        if (!*linked) taken.push_back(i);
    }
    if (auto synced = sync_folder(folder); !synced) return fail(std::move(synced));
    return taken;
}

Result<std::vector<FolderEntry>> SystemFiles::list(const fs::path& folder) {
    std::error_code error;
    std::vector<FolderEntry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name.starts_with(kTemporary)) continue;
        // What is no file has no size, and stands in the list all the same: a pipe or a link to
        // nothing in a file's place is for the caller to see.
        std::error_code none;
        const bool is_folder = it->is_directory(none);
        const std::uint64_t size = is_folder ? 0 : it->file_size(none);
        entries.push_back({name, is_folder, none ? 0 : size});
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
    if (fs::is_directory(folder, error)) return {};
    const fs::path parent = folder_of(folder);
    if (parent != folder && parent != ".") {
        if (auto made = make_folders(parent); !made) return made;
    }
    if (::mkdir(folder.c_str(), 0777) != 0) {
        const int why = errno;
        // Another program may have made it in between.
        if (why != EEXIST || !fs::is_directory(folder, error)) return write_fault(folder, why);
    }
    return sync_folder(parent);
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
