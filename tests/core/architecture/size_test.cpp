#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "support/support.h"

using namespace spine;
namespace fs = std::filesystem;

namespace {

bool is_code(const fs::path& file) {
    static const std::set<std::string> endings = {".h", ".cpp", ".sh", ".cmake", ".py"};
    static const std::set<std::string> names = {"CMakeLists.txt", "run", "start"};
    return endings.contains(file.extension().string()) || names.contains(file.filename().string());
}

}  // namespace

TEST_CASE("no C++, CMake, shell or Python source is longer than 400 lines") {
    for (const char* part : {"core", "app", "tests", ".ci"}) {
        for (const auto& entry : fs::recursive_directory_iterator(test::project() / part)) {
            if (!entry.is_regular_file() || !is_code(entry.path())) continue;
            const std::string text = test::slurp(entry.path());
            INFO(entry.path());
            CHECK(std::count(text.begin(), text.end(), '\n') <= 400);
        }
    }
}

TEST_CASE("the root holds what the layout names and nothing else") {
    const std::set<std::string> agreed = {
        "CMakeLists.txt", "CMakePresets.json", "README.md", "app",  "core",
        "assets",         "kiosk-config",      "tests",     "build"};
    for (const auto& entry : fs::directory_iterator(test::project())) {
        const std::string name = entry.path().filename().string();
        INFO(name);
        CHECK((name.starts_with('.') || agreed.contains(name)));
    }
}
