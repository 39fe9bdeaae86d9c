// Files that write everything but one.
#pragma once

#include <string>
#include <utility>

#include "base/files.h"

namespace spine::test {

class RefusingFiles final : public Files {
  public:
    RefusingFiles(Files& files, std::string name) : files_(files), name_(std::move(name)) {}

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& file,
                                     std::uint64_t limit) override {
        return files_.read(file, limit);
    }
    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override {
        if (file.filename() == name_)
            return fail(causes::file_write_failed, "No.", "Nothing.", file.string());
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
        return files_.free_space(folder);
    }

  private:
    Files& files_;
    std::string name_;
};

}  // namespace spine::test
