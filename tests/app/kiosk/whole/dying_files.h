// A power cut at one chosen change of a file: before it on even numbers, right after it on odd
// ones.
#pragma once

#include <csignal>
#include <utility>

#include "support/delegating_files.h"

namespace spine::test {

class DyingFiles final : public DelegatingFiles {
  public:
    // From here on; negative: never.
    void die_at(int change) { left_ = change; }

    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override {
        return changing([&] { return DelegatingFiles::write(file, content, access); });
    }
    [[nodiscard]] Status create(const std::filesystem::path& file, ByteView content,
                                Access access) override {
        return changing([&] { return DelegatingFiles::create(file, content, access); });
    }
    [[nodiscard]] Status make_folders(const std::filesystem::path& folder) override {
        return changing([&] { return DelegatingFiles::make_folders(folder); });
    }
    [[nodiscard]] Status remove(const std::filesystem::path& file) override {
        return changing([&] { return DelegatingFiles::remove(file); });
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

    int left_ = -1;
};

}  // namespace spine::test
