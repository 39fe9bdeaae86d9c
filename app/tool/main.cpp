// kioskctl: everything without a window. Composes; each command stands in its own file.
#include <iostream>

#include "base/clock.h"
#include "base/files.h"
#include "crypto/core_files.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "tool/command.h"
#include "tool/versions.h"

namespace {

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
    return done->ok ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace spine;
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
        return app.exit(error) == 0 ? 0 : 2;
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
