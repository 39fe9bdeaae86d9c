// Files as a seam, so that a test can fail a write, tear it, or pull the stick out.
//
// Every path is taken as it is; nothing here creates a parent folder unless it says so. All
// methods may be called from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace spine {

namespace causes {
inline constexpr Cause file_missing = "file-missing";
inline constexpr Cause file_unreadable = "file-unreadable";
inline constexpr Cause file_too_large = "file-too-large";
inline constexpr Cause file_write_failed = "file-write-failed";
inline constexpr Cause file_exists = "file-exists";
}  // namespace causes

struct FolderEntry {
    std::string name;  // without the folder
    bool folder = false;
    std::uint64_t size = 0;  // bytes; 0 for what is no file
};

struct NewFile {
    std::string name;  // without the folder
    ByteView content;
};

// Who may read a file that is written: secrets are for the owner alone (0600), the rest is 0644.
enum class Access { Owner, Everyone };

class Files {
  public:
    Files() = default;
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    virtual ~Files() = default;

    // The whole file, refused with file_too_large beyond `limit` bytes, and file_unreadable where
    // it is a pipe or a device: nothing that others name is read without a bound or a known end.
    [[nodiscard]] virtual Result<Bytes> read(const std::filesystem::path& file,
                                             std::uint64_t limit) = 0;
    // Whole or not at all: a temporary file beside it, synced, renamed, folder synced.
    [[nodiscard]] virtual Status write(const std::filesystem::path& file, ByteView content,
                                       Access access) = 0;
    // As write(), but file_exists if the name is taken; of several writers exactly one wins.
    [[nodiscard]] virtual Status create(const std::filesystem::path& file, ByteView content,
                                        Access access) = 0;
    // As create() for each, but the disk is synced once for all of them: a thousand small files
    // take one wait instead of two thousand. A name that is taken is no fault; the result lists
    // the indices of those. After a fault some may be there, each of them whole.
    [[nodiscard]] virtual Result<std::vector<std::size_t>> create_all(
        const std::filesystem::path& folder, std::span<const NewFile> files, Access access);
    // Sorted by name; file_missing if there is no such folder. Temporary files are left out.
    [[nodiscard]] virtual Result<std::vector<FolderEntry>> list(
        const std::filesystem::path& folder) = 0;
    [[nodiscard]] virtual bool exists(const std::filesystem::path& file) = 0;
    // With all that lead to it. Durable, as a file in it is.
    [[nodiscard]] virtual Status make_folders(const std::filesystem::path& folder) = 0;
    // Removing what is not there is no fault.
    [[nodiscard]] virtual Status remove(const std::filesystem::path& file) = 0;
    // Bytes that an unprivileged writer may still use on the disk of `folder`.
    [[nodiscard]] virtual Result<std::uint64_t> free_space(const std::filesystem::path& folder) = 0;
};

class SystemFiles final : public Files {
  public:
    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& file,
                                     std::uint64_t limit) override;
    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override;
    [[nodiscard]] Status create(const std::filesystem::path& file, ByteView content,
                                Access access) override;
    [[nodiscard]] Result<std::vector<std::size_t>> create_all(const std::filesystem::path& folder,
                                                              std::span<const NewFile> files,
                                                              Access access) override;
    [[nodiscard]] Result<std::vector<FolderEntry>> list(
        const std::filesystem::path& folder) override;
    [[nodiscard]] bool exists(const std::filesystem::path& file) override;
    [[nodiscard]] Status make_folders(const std::filesystem::path& folder) override;
    [[nodiscard]] Status remove(const std::filesystem::path& file) override;
    [[nodiscard]] Result<std::uint64_t> free_space(const std::filesystem::path& folder) override;
};

}  // namespace spine
