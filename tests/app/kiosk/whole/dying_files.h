// A power cut at one chosen change of a file: before it on even numbers, right after it on odd
// ones.
#pragma once

#include <csignal>
#include <utility>

#include "base/files.h"

namespace spine::test {

class DyingFiles final : public Files {
  public:
    // From here on; negative: never.
    void die_at(int change) { left_ = change; }

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& file,
                                     std::uint64_t limit) override {
        return real_.read(file, limit);
    }
    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override {
        return changing([&] { return real_.write(file, content, access); });
    }
    [[nodiscard]] Status create(const std::filesystem::path& file, ByteView content,
                                Access access) override {
        return changing([&] { return real_.create(file, content, access); });
    }
    [[nodiscard]] Result<std::vector<FolderEntry>> list(
        const std::filesystem::path& folder) override {
        return real_.list(folder);
    }
    [[nodiscard]] bool exists(const std::filesystem::path& file) override {
        return real_.exists(file);
    }
    [[nodiscard]] Status make_folders(const std::filesystem::path& folder) override {
        return changing([&] { return real_.make_folders(folder); });
    }
    [[nodiscard]] Status remove(const std::filesystem::path& file) override {
        return changing([&] { return real_.remove(file); });
    }
    [[nodiscard]] Result<std::uint64_t> free_space(const std::filesystem::path& folder) override {
        return real_.free_space(folder);
    }

  private:
    template <typename Change>
    Status changing(Change change) {
        die_if_due();
        Status done = change();
        die_if_due();
        return done;
    }
    void die_if_due() {
        if (left_ == 0) std::raise(SIGKILL);
        if (left_ > 0) --left_;
    }

    SystemFiles real_;
    int left_ = -1;
};

}  // namespace spine::test
