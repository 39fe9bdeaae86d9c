#include "tool/command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

namespace spine::tool {

namespace {
constexpr std::string_view kExample = "Example: ";
}

CLI::App& Commands::add(CLI::App& parent, std::string name, std::string help,
                        const std::string& example, Run run) {
    CLI::App& app = *parent.add_subcommand(std::move(name), std::move(help));
    app.footer(std::string(kExample) + example);
    // What holds commands shows how one of them is called: the first.
    for (CLI::App* holder = &parent; holder != nullptr; holder = holder->get_parent())
        if (holder->get_footer().find(kExample) == std::string::npos)
            holder->footer(std::string(kExample) + example);
    entries_.push_back({&app, std::move(run)});
    return app;
}

CLI::App& Commands::group(CLI::App& parent, std::string name, std::string help) {
    CLI::App& app = *parent.add_subcommand(std::move(name), std::move(help));
    app.require_subcommand(1);
    app.footer("");  // CLI11 hands the parent's on, which is another command's
    return app;
}

const Run* Commands::chosen() const {
    const auto found = std::find_if(entries_.begin(), entries_.end(),
                                    [](const Entry& entry) { return entry.app->parsed(); });
    return found == entries_.end() ? nullptr : &found->run;
}

}  // namespace spine::tool
