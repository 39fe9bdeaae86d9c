// Files that write everything but one.
#pragma once

#include <string>
#include <utility>

#include "support/delegating_files.h"

namespace spine::test {

class RefusingFiles final : public DelegatingFiles {
  public:
    RefusingFiles(Files& files, std::string name)
        : DelegatingFiles(files), name_(std::move(name)) {}

    [[nodiscard]] Status write(const std::filesystem::path& file, ByteView content,
                               Access access) override {
        if (file.filename() == name_)
            return fail(causes::file_write_failed, "No.", "Nothing.", file.string());
        return DelegatingFiles::write(file, content, access);
    }

  private:
    std::string name_;
};

}  // namespace spine::test
