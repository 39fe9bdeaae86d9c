// A copy of the project's own kiosk-config, in which a test makes the mistake that a clinic makes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "support/support.h"

namespace spine::test {

class ClinicFolder {
  public:
    ClinicFolder();
    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
    [[nodiscard]] Files& files() { return files_; }

    // Replaces the first `from` of the file; fails the test if there is none, so that a mistake
    // is never forgotten when the content changes.
    void replace(std::string_view file, std::string_view from, std::string_view to);
    void write(std::string_view file, std::string_view content);
    void append(std::string_view file, std::string_view content);
    void remove(std::string_view file);

    [[nodiscard]] config::Checked check() { return config::check(files_, path()); }

  private:
    TemporaryFolder folder_;
    SystemFiles files_;
};

// What is wrong with the folder, one a line: "file | where | what (cause)". Empty: nothing.
[[nodiscard]] std::string lines_of(const std::vector<config::Finding>& findings);

// True if a finding has this cause and file, and its place contains `place`.
[[nodiscard]] bool names(const std::vector<config::Finding>& findings, Cause cause,
                         std::string_view file, std::string_view place);

}  // namespace spine::test
