// The system's files on a disk whose free space a test says.
#pragma once

#include <functional>

#include "base/files.h"

namespace spine::test {

class MeasuredFiles final : public Files {
  public:
    // Bytes; empty: as the disk has.
    std::function<std::uint64_t()> left;

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& file,
                                     std::uint64_t limit) override {
        return files_.read(file, limit);
    }
    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override {
        return files_.write(file, content, access);
    }
    [[nodiscard]] Status create(const std::filesystem::path& file, ByteView content,
                                Access access) override {
        return files_.create(file, content, access);
    }
    [[nodiscard]] Result<std::vector<FolderEntry>> list(
        const std::filesystem::path& folder) override {
        return files_.list(folder);
    }
    [[nodiscard]] bool exists(const std::filesystem::path& file) override {
        return files_.exists(file);
    }
    [[nodiscard]] Status make_folders(const std::filesystem::path& folder) override {
        return files_.make_folders(folder);
    }
    [[nodiscard]] Status remove(const std::filesystem::path& file) override {
        return files_.remove(file);
    }
    [[nodiscard]] Result<std::uint64_t> free_space(const std::filesystem::path& folder) override {
        if (left) return left();
        return files_.free_space(folder);
    }

  private:
    SystemFiles files_;
};

}  // namespace spine::test
