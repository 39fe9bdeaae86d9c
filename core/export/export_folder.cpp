#include "export/export_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

namespace spine::exporting {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kPartial = ".partial-";
constexpr std::size_t kDrawn = 6;  // letters behind it, drawn by mkdtemp()
constexpr std::size_t kBuffer = std::size_t{64} << 10U;

tl::unexpected<Fault> write_fault(const std::string& where, int error) {
    return fail(causes::export_write_failed,
                fmt::format("The export could not be written ({}).",
                            std::generic_category().message(error)),
                "Check the disk's space and the folder's rights, then export again.", where);
}

tl::unexpected<Fault> exists_fault(const fs::path& to) {
    return fail(causes::export_folder_exists, "There is something under this name already.",
                "Name a folder that does not exist yet.", to.string());
}

fs::path parent_of(const fs::path& to) {
    return to.has_parent_path() ? to.parent_path() : fs::path(".");
}

int open_folder(const fs::path& folder) {
    return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

bool sync_folder(const fs::path& folder) {
    const int fd = open_folder(folder);
    if (fd < 0) return false;
    // EINVAL: a share whose folders cannot be synced from here; its server looks after them.
    const bool synced = ::fsync(fd) == 0 || errno == EINVAL;
    ::close(fd);
    return synced;
}

bool is_partial(const std::string& name) {
    const auto at = name.rfind(kPartial);
    return at != std::string::npos && at > 0 && name.size() == at + kPartial.size() + kDrawn;
}

// What crashed exports to the same folder left goes: nobody holds it. What those to other names
// left is found.
std::vector<fs::path> remove_left(const fs::path& to) {
    const std::string start = to.filename().string() + std::string(kPartial);
    std::error_code ignored;
    std::vector<fs::path> left, beside;
    for (const auto& entry : fs::directory_iterator(parent_of(to), ignored))
        if (is_partial(entry.path().filename().string())) left.push_back(entry.path());
    for (const fs::path& folder : left) {
        const int fd = open_folder(folder);
        if (fd < 0) continue;
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0) {
            if (folder.filename().string().starts_with(start))
                fs::remove_all(folder, ignored);
            else
                beside.push_back(folder);
        }
        ::close(fd);
    }
    std::sort(beside.begin(), beside.end());
    return beside;
}

}  // namespace

OutputFile::OutputFile(int descriptor, std::string name)
    : descriptor_(descriptor), name_(std::move(name)) {
    buffer_.reserve(kBuffer);
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::flush() {
    std::string_view left = buffer_;
    while (error_ == 0 && !left.empty()) {
        const ssize_t done = ::write(descriptor_, left.data(), left.size());
        if (done >= 0) {
            left.remove_prefix(static_cast<std::size_t>(done));
        } else if (errno != EINTR) {
            error_ = errno;
        }
    }
    buffer_.clear();
}

void OutputFile::write(std::string_view text) {
    if (error_ != 0) return;
    if (descriptor_ < 0) {
        error_ = EBADF;
        return;
    }
    size_ += text.size();
    while (!text.empty()) {
        const auto part = text.substr(0, kBuffer - buffer_.size());
        buffer_ += part;
        text.remove_prefix(part.size());
        if (buffer_.size() == kBuffer) flush();
    }
}

Status OutputFile::close() {
    if (descriptor_ >= 0) {
        flush();
        if (error_ == 0 && ::fsync(descriptor_) != 0) error_ = errno;
        if (::close(std::exchange(descriptor_, -1)) != 0 && error_ == 0) error_ = errno;
    }
    if (error_ != 0) return write_fault(name_, error_);
    return {};
}

ExportFolder::ExportFolder(fs::path to, fs::path partial, int lock)
    : to_(std::move(to)), partial_(std::move(partial)), lock_(lock) {}

Result<std::unique_ptr<ExportFolder>> ExportFolder::make(const fs::path& given) {
    // "out/" names the folder "out".
    const fs::path to = given.has_filename() ? given : given.parent_path();
    std::error_code error;
    const fs::file_status there = fs::symlink_status(to, error);
    if (fs::exists(there) && !(fs::is_directory(there) && fs::is_empty(to, error)))
        return exists_fault(to);
    auto beside = remove_left(to);
    std::string partial = to.string() + std::string(kPartial) + "XXXXXX";
    // 0700: for its owner alone.
    if (::mkdtemp(partial.data()) == nullptr) return write_fault(to.string(), errno);
    const int lock = open_folder(partial);
    std::unique_ptr<ExportFolder> made(new ExportFolder(to, partial, lock));
    if (lock < 0 || ::flock(lock, LOCK_EX | LOCK_NB) != 0) return write_fault(to.string(), errno);
    made->left_beside_ = std::move(beside);
    return made;
}

ExportFolder::~ExportFolder() {
    files_.clear();
    std::error_code ignored;
    if (!kept_) fs::remove_all(partial_, ignored);
    if (lock_ >= 0) ::close(lock_);
}

Result<OutputFile*> ExportFolder::file(const std::string& name) {
    if (const fs::path inner = fs::path(name).parent_path(); !inner.empty())
        if (::mkdir((partial_ / inner).c_str(), 0700) != 0 && errno != EEXIST)
            return write_fault(name, errno);
    const int fd = ::open((partial_ / name).c_str(),
                          O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return write_fault(name, errno);
    auto& file = files_[name];
    file.reset(new OutputFile(fd, name));
    return file.get();
}

Status ExportFolder::write(const std::string& name, std::string_view content) {
    const auto made = file(name);
    if (!made) return fail(made.error());
    (*made)->write(content);
    return (*made)->close();
}

Status ExportFolder::keep() {
    for (const auto& [name, file] : files_)
        if (auto closed = file->close(); !closed) return closed;
    for (const auto& [name, file] : files_)
        if (const fs::path inner = fs::path(name).parent_path(); !inner.empty())
            if (!sync_folder(partial_ / inner)) return write_fault(name, errno);
    if (!sync_folder(partial_)) return write_fault(to_.string(), errno);
    // Over an empty folder rename() succeeds; over one that somebody has filled since it does not.
    if (::rename(partial_.c_str(), to_.c_str()) != 0) {
        if (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR) return exists_fault(to_);
        return write_fault(to_.string(), errno);
    }
    kept_ = true;
    if (!sync_folder(parent_of(to_))) return write_fault(to_.string(), errno);
    return {};
}

std::vector<ExportFolder::Kept> ExportFolder::files() const {
    std::vector<Kept> kept;
    for (const auto& [name, file] : files_) kept.push_back({name, file->size()});
    return kept;
}

}  // namespace spine::exporting
