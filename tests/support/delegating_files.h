// Files that do what others do, but for what a test overrides.
#pragma once

#include "base/files.h"

namespace spine::test {

class DelegatingFiles : public Files {
  public:
    DelegatingFiles() = default;  // the system's
    explicit DelegatingFiles(Files& behind) : behind_(behind) {}

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& file,
                                     std::uint64_t limit) override {
        return behind_.read(file, limit);
    }
    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override {
        return behind_.write(file, content, access);
    }
    [[nodiscard]] Status create(const std::filesystem::path& file, ByteView content,
                                Access access) override {
        return behind_.create(file, content, access);
    }
    [[nodiscard]] Result<std::vector<FolderEntry>> list(
        const std::filesystem::path& folder) override {
        return behind_.list(folder);
    }
    [[nodiscard]] bool exists(const std::filesystem::path& file) override {
        return behind_.exists(file);
    }
    [[nodiscard]] Status make_folders(const std::filesystem::path& folder) override {
        return behind_.make_folders(folder);
    }
    [[nodiscard]] Status remove(const std::filesystem::path& file) override {
        return behind_.remove(file);
    }
    [[nodiscard]] Result<std::uint64_t> free_space(const std::filesystem::path& folder) override {
        return behind_.free_space(folder);
    }

  private:
    SystemFiles system_;
    Files& behind_ = system_;
};

}  // namespace spine::test
