// A copy of the repository's configuration that a test may break.
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <string_view>

#include "config/config.h"
#include "information/page_reader.h"
#include "information/toml_table.h"
#include "questionnaire/expression.h"
#include "support/support.h"

namespace spine::test {

class ConfigCopy {
  public:
    ConfigCopy() {
        std::filesystem::copy(project() / "kiosk-config", folder(),
                              std::filesystem::copy_options::recursive);
    }
    [[nodiscard]] std::filesystem::path folder() const { return temporary_.path() / "config"; }
    [[nodiscard]] std::string text(std::string_view file) const { return slurp(folder() / file); }
    void write(std::string_view file, std::string_view content) {
        std::filesystem::create_directories((folder() / file).parent_path());
        spit(folder() / file, content);
    }
    void append(std::string_view file, std::string_view more) {
        write(file, text(file) + std::string(more));
    }
    // Two languages and their pages alone: for who counts calls to the disk.
    void offer_two_languages() {
        replace("kiosk.toml", R"(offered = ["da", "en", "de", "pl", "tr", "uk", "ar"])",
                R"(offered = ["da", "en"])");
        for (const auto& folder : std::filesystem::directory_iterator(this->folder() / "pages"))
            if (const auto name = folder.path().filename(); name != "da" && name != "en")
                std::filesystem::remove_all(folder.path());
    }
    void remove(std::string_view file) { std::filesystem::remove(folder() / file); }
    // The first occurrence, which must be there: a test whose break does not happen is no test.
    void replace(std::string_view file, std::string_view from, std::string_view to) {
        std::string content = text(file);
        const auto at = content.find(from);
        INFO(file << " must hold " << from);
        REQUIRE(at != std::string::npos);
        write(file, content.replace(at, from.size(), to));
    }
    [[nodiscard]] config::Checked check() {
        SystemFiles files;
        return config::check(files, folder());
    }

  private:
    TemporaryFolder temporary_;
};

}  // namespace spine::test
