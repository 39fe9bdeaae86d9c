// The options by which a command is told of a store: its address, and how we get in there. Secrets
// come from files, never from the command line, which every user of the machine can read.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "sync/store_settings.h"
#include "tool/command.h"

namespace spine::tool {

struct StoreOptions {
    std::string address;  // set by the command itself: a positional STORE, --store or --from
    std::string ca, client_certificate, client_key, proxy, user, region, endpoint, access_key;
    std::optional<std::filesystem::path> password_file, secret_key_file;
};

// What every store may need but its address, in a group of its own in --help.
void add_store_options(CLI::App& command, StoreOptions& options);

// The settings that the options say. Faults: those of the files, as of a passphrase's.
[[nodiscard]] Result<sync::StoreSettings> settings_of(Environment& environment,
                                                      const StoreOptions& options);
// As settings_of(), upon those of `store_toml` where the options name no address, or the same one:
// what is not said anew stays as it is there.
[[nodiscard]] Result<sync::StoreSettings> settings_upon(Environment& environment,
                                                        const StoreOptions& options,
                                                        const std::filesystem::path& store_toml);

}  // namespace spine::tool
