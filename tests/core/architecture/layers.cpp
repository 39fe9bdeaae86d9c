#include "layers.h"

#include <regex>
#include <sstream>

#include "support/support.h"

namespace spine::test {
namespace fs = std::filesystem;
namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

// The modules whose folder is not called as they are, since several stand in one folder.
std::string module_of(const fs::path& file, const fs::path& root) {
    const fs::path below = fs::relative(file, root);
    auto part = below.begin();
    return (++part)->string();
}

bool is_source(const fs::path& file) {
    return file.extension() == ".h" || file.extension() == ".cpp";
}

}  // namespace

std::map<std::string, Module> read_modules(const fs::path& root) {
    static const std::regex call(R"(spine_module\(\s*(\w+)([^)]*)\))");
    std::map<std::string, Module> modules;
    for (const char* half : {"core", "app"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / half)) {
            if (entry.path().filename() != "CMakeLists.txt") continue;
            const std::string text = slurp(entry.path());
            for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
                Module module{(*it)[1], {}, std::string(half) == "core"};
                bool in_uses = false;
                for (const std::string& word : words_of((*it)[2])) {
                    if (word == "USES" || word == "SOURCES" || word == "LIBRARIES" ||
                        word == "PUBLIC" || word == "APART") {
                        in_uses = word == "USES";
                    } else if (in_uses) {
                        module.uses.insert(word);
                    }
                }
                modules[module.name] = module;
            }
        }
    }
    return modules;
}

std::set<std::string> reachable(const std::map<std::string, Module>& modules,
                                const std::string& name) {
    std::set<std::string> seen = {name};
    std::vector<std::string> todo = {name};
    while (!todo.empty()) {
        const auto found = modules.find(todo.back());
        todo.pop_back();
        if (found == modules.end()) continue;
        for (const std::string& used : found->second.uses) {
            if (seen.insert(used).second) todo.push_back(used);
        }
    }
    return seen;
}

std::vector<Crossing> crossings(const fs::path& root,
                                const std::map<std::string, Module>& modules) {
    static const std::regex include(R"rx(^\s*#\s*include\s+["<]([a-z_]+)/)rx");
    std::vector<Crossing> found;
    for (const auto& entry : fs::recursive_directory_iterator(root / "core")) {
        if (!is_source(entry.path())) continue;
        const std::string self = module_of(entry.path(), root);
        std::set<std::string> allowed = reachable(modules, self);
        allowed.insert("base");
        std::istringstream lines(slurp(entry.path()));
        for (std::string line; std::getline(lines, line);) {
            std::smatch match;
            if (!std::regex_search(line, match, include)) continue;
            const bool ours = modules.contains(match[1]);
            if (ours && !allowed.contains(match[1])) found.push_back({entry.path().string(), line});
        }
    }
    return found;
}

}  // namespace spine::test
