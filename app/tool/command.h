// The frame that every command of kioskctl stands in: what it is given, what it returns, and how
// that is printed (cli.md, "Everywhere").
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/files.h"
#include "base/random.h"
#include "base/result.h"
#include "tool/option.h"

namespace spine::tool {

using Json = nlohmann::ordered_json;

// What a command may touch. Outlives every command.
struct Environment {
    Files& files;
    Clock& clock;
    Random& random;
    std::ostream& messages;          // standard error: progress and hints, never results
    std::filesystem::path programs;  // the folder of this program
};

// What a command found: one JSON document for scripts, and the same for a person.
struct Report {
    Json json;
    std::string text;
    bool ok = true;  // false: the command ran, and what it looked at is wrong: exit 1
};

using Run = std::function<Result<Report>(Environment&)>;

// The commands that were registered; exactly one runs.
class Commands {
  public:
    // `help` is one line, `example` a whole command line that works. Options are added to the
    // returned App; `run` is called after parsing.
    CLI::App& add(CLI::App& parent, std::string name, std::string help, const std::string& example,
                  Run run);
    // A command that only holds others, such as `clinic`.
    CLI::App& group(CLI::App& parent, std::string name, std::string help);
    // The one that the command line names; null if none.
    [[nodiscard]] const Run* chosen() const;

  private:
    struct Entry {
        CLI::App* app;
        Run run;
    };
    std::vector<Entry> entries_;
};

// One function a command, each in a file of its own under commands/.
void add_all(CLI::App& app, Commands& commands);

}  // namespace spine::tool
