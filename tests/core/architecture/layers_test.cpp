#include "layers.h"

#include <catch2/catch.hpp>
#include <regex>
#include <sstream>

#include "support/support.h"

using namespace spine;
namespace fs = std::filesystem;

namespace {

// The arrows of the design: module -> what its link line may name besides base.
const std::map<std::string, std::set<std::string>> kPermitted = {
    {"base", {}},
    {"coding", {}},
    {"crypto", {}},
    {"open", {"crypto"}},
    {"database", {}},
    {"questionnaire", {}},
    {"information", {"questionnaire"}},
    {"config", {"crypto", "questionnaire", "information"}},
    {"session", {"questionnaire", "information"}},
    {"journal", {"crypto", "database", "session"}},
    {"sync", {"crypto", "journal"}},
    {"archive", {"crypto", "open", "database", "questionnaire"}},
    {"import", {"open", "sync", "archive", "config", "session"}},
    {"review", {"archive", "coding", "config", "questionnaire", "information"}},
    {"deidentify", {}},
    {"export", {"review", "archive", "deidentify", "config", "questionnaire", "information"}},
};

// What a module may use may be seen with all that it uses.
std::set<std::string> permitted(const std::string& name) {
    std::set<std::string> seen = {"base"};
    for (const std::string& used : kPermitted.at(name)) {
        seen.insert(used);
        seen.merge(permitted(used));
    }
    return seen;
}

}  // namespace

TEST_CASE("each module's link line names only what the design permits") {
    const auto modules = test::read_modules(test::project());
    for (const auto& [name, module] : modules) {
        if (!module.core) continue;
        INFO("module " << name);
        REQUIRE(kPermitted.contains(name));
        for (const std::string& used : module.uses) {
            INFO("uses " << used);
            CHECK(permitted(name).contains(used));
        }
    }
}

TEST_CASE("no include goes beyond its module's link line") {
    const auto found = test::crossings(test::project(), test::read_modules(test::project()));
    for (const auto& crossing : found) UNSCOPED_INFO(crossing.file << ": " << crossing.include);
    CHECK(found.empty());
}

TEST_CASE("an include that crosses a module's border is found") {
    const test::TemporaryFolder root;
    fs::create_directories(root / "core/low");
    fs::create_directories(root / "core/high");
    fs::create_directories(root / "app");
    test::spit(root / "core/low/CMakeLists.txt", "spine_module(low SOURCES a.cpp)");
    test::spit(root / "core/high/CMakeLists.txt", "spine_module(high SOURCES b.cpp USES low)");
    test::spit(root / "core/high/b.cpp", "#include \"low/a.h\"\n");
    test::spit(root / "core/low/a.cpp", "#include \"high/b.h\"\n");
    const auto found = test::crossings(root.path(), test::read_modules(root.path()));
    REQUIRE(found.size() == 1);
    CHECK(found[0].include == "#include \"high/b.h\"");
}

TEST_CASE("core never sees the window system, and the kiosk never links what opens an answer") {
    const std::regex window(R"rx(#\s*include\s*["<](imgui|GLFW|backends/|ui/|kiosk/|clinic/))rx");
    for (const auto& entry : fs::recursive_directory_iterator(test::project() / "core")) {
        if (entry.path().extension() != ".h" && entry.path().extension() != ".cpp") continue;
        INFO(entry.path());
        CHECK_FALSE(std::regex_search(test::slurp(entry.path()), window));
    }
    const auto modules = test::read_modules(test::project());
    for (const auto& [name, module] : modules) {
        if (name.rfind("kiosk", 0) != 0) continue;
        INFO("module " << name);
        CHECK_FALSE(test::reachable(modules, name).contains("open"));
    }
}

TEST_CASE("what is read aloud is told to app/speech, which sees no window and no patient") {
    const auto modules = test::read_modules(test::project());
    const auto speech = modules.find("speech");
    REQUIRE(speech != modules.end());
    CHECK(test::reachable(modules, "speech") == std::set<std::string>{"speech", "base", "crypto"});
    const std::regex other(R"rx(#\s*include\s*["<](imgui|GLFW|ui/|kiosk/|clinic/|session/))rx");
    for (const auto& entry : fs::recursive_directory_iterator(test::project() / "app/speech")) {
        INFO(entry.path());
        CHECK_FALSE(std::regex_search(test::slurp(entry.path()), other));
    }
}

TEST_CASE("SQLite, libsodium, libcurl, JSON and XML stay out of public headers") {
    const std::regex library(
        R"rx(#\s*include\s*<(sqlite3|sodium|curl|pugixml|zip|nlohmann/json\.hpp|toml))rx");
    for (const auto& entry : fs::recursive_directory_iterator(test::project() / "core")) {
        if (entry.path().extension() != ".h") continue;
        INFO(entry.path());
        CHECK_FALSE(std::regex_search(test::slurp(entry.path()), library));
    }
}
