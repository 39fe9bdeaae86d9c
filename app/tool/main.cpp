// kioskctl: everything without a window. Composes; each command stands in its own file.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "base/clock.h"
#include "base/files.h"
#include "crypto/core_files.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "tool/command.h"
#include "tool/versions.h"

namespace {

// The number of a closed stream goes to the next file that is opened: what is printed then would
// end up in an archive.
void hold_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) < 0)
            (void)::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

// `code`, or 1 where what was printed did not arrive.
int printed(int code) {
    if (std::cout.flush()) return code;
    std::cerr << "kioskctl: The result could not be printed: standard output is closed or full. "
                 "Print it to a place with room.\n";
    return 1;
}

// "clinic nope", where that is no command; empty where something else is wrong.
std::string unknown_command(const CLI::App& app, const spine::tool::Commands& commands) {
    const auto left = app.remaining(true);
    if (commands.chosen() != nullptr || left.empty() || left.front().starts_with('-')) return {};
    std::string words;
    for (const CLI::App* group : app.get_subcommands()) words += group->get_name() + " ";
    return words + left.front();
}

int say_wrong_usage(const CLI::App& app, const spine::tool::Commands& commands,
                    const CLI::ParseError& error) {
    const std::string unknown = unknown_command(app, commands);
    if (unknown.empty()) return app.exit(error) == 0 ? printed(0) : 2;
    std::cerr << "kioskctl: There is no command \"" << unknown << "\". Look at: kioskctl --help.\n";
    return 2;
}

int print(const spine::Result<spine::tool::Report>& done, bool as_json) {
    if (!done) {
        std::cerr << "kioskctl: " << done.error().sentence() << "\n";
        return 1;
    }
    if (as_json) {
        std::cout << done->json.dump(2, ' ', false, spine::tool::Json::error_handler_t::replace)
                  << "\n";
    } else {
        std::cout << done->text;
    }
    return printed(done->ok ? 0 : 1);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace spine;
    hold_standard_streams();
    CLI::App app("The spine clinic's kiosk, without a window", "kioskctl");
    bool as_json = false;
    app.add_flag("--json", as_json, "Print one JSON document on standard output");
    app.set_version_flag("--version", tool::versions());
    app.require_subcommand(1);
    app.fallthrough();
    tool::Commands commands;
    tool::add_all(app, commands);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return say_wrong_usage(app, commands, error);
    }
    const Status forbidden = crypto::forbid_core_files();
    if (const Status started = forbidden ? crypto::start() : forbidden; !started) {
        std::cerr << "kioskctl: " << started.error().sentence() << "\n";
        return 1;
    }
    SystemFiles files;
    SystemClock clock;
    crypto::SystemRandom random;
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    tool::Environment environment{files, clock, random, std::cerr, self.parent_path()};
    return print((*commands.chosen())(environment), as_json);
}
