// The arrows between modules, as the link lines state them and as the includes draw them.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace spine::test {

struct Module {
    std::string name;
    std::set<std::string> uses;  // the USES of its spine_module() call
    bool core = false;
};

// An #include that goes beyond what the module's link line permits.
struct Crossing {
    std::string file, include;
};

// Reads every CMakeLists.txt below `root`/core and `root`/app.
[[nodiscard]] std::map<std::string, Module> read_modules(const std::filesystem::path& root);

// Everything that a module may see: what it uses, and what that uses.
[[nodiscard]] std::set<std::string> reachable(const std::map<std::string, Module>& modules,
                                              const std::string& name);

[[nodiscard]] std::vector<Crossing> crossings(const std::filesystem::path& root,
                                              const std::map<std::string, Module>& modules);

}  // namespace spine::test
