// Files that are too long for the memory: read block by block, and written so that their name shows
// them whole or not at all. One thread at a time for each object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "base/files.h"
#include "base/result.h"

namespace spine {

// Bytes in their order, from wherever they come: a test reads from memory.
class ByteSource {
  public:
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;
    // How many bytes were filled; 0 only at the end.
    [[nodiscard]] virtual Result<std::size_t> read(std::span<std::uint8_t> into) = 0;
};

class ByteSink {
  public:
    ByteSink() = default;
    ByteSink(const ByteSink&) = delete;
    ByteSink& operator=(const ByteSink&) = delete;
    virtual ~ByteSink() = default;
    [[nodiscard]] virtual Status write(ByteView bytes) = 0;
};

// A file from its beginning, closed with the object. file_missing; file_unreadable also where it is
// a folder, a pipe or a device: who reads twice must get the same twice.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_source(const std::filesystem::path& file);

// A file in the making. Until publish() nothing is to be seen under its name, and what had the name
// stays. An object that ends unpublished leaves nothing; a program that is killed leaves nothing
// either, but on disks that have no nameless files (FAT, some shares), where a file ".part-…"
// stays, which nobody takes for the whole.
class PendingFile final : public ByteSink {
  public:
    // file_write_failed: no such folder, no right to write there, no room.
    [[nodiscard]] static Result<std::unique_ptr<PendingFile>> begin(
        const std::filesystem::path& file, Access access);
    ~PendingFile() override;
    // file_write_failed: the object can then only be let go.
    [[nodiscard]] Status write(ByteView bytes) override;
    // Synced, named in place of what had the name, folder synced; once, and last.
    [[nodiscard]] Status publish();

  private:
    PendingFile(std::filesystem::path file, std::filesystem::path temporary, int fd);
    std::filesystem::path file_;
    std::filesystem::path temporary_;  // empty: it has no name yet
    int fd_;
};

// A file without a name, for what does not fit the memory and nobody else is to see: its owner
// alone could, and it is gone with the object or the program (on disks without nameless files its
// name is gone at once).
class SpoolFile final : public ByteSink {
  public:
    // On the disk of `folder`. file_write_failed.
    [[nodiscard]] static Result<std::unique_ptr<SpoolFile>> begin(
        const std::filesystem::path& folder);
    ~SpoolFile() override;
    // Behind what is there. file_write_failed.
    [[nodiscard]] Status write(ByteView bytes) override;
    // Fills `into` from `offset`; file_unreadable, also where there is less.
    [[nodiscard]] Status read_at(std::uint64_t offset, std::span<std::uint8_t> into) const;

  private:
    SpoolFile(std::filesystem::path folder, int fd);
    std::filesystem::path folder_;
    int fd_;
};

}  // namespace spine
