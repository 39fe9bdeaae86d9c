// A clinic computer's archive, opened for a command: folder, passphrase, store, configurations.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "config/config.h"
#include "import/importer.h"
#include "sync/store.h"
#include "tool/command.h"
#include "tool/store_options.h"

namespace spine::tool {

namespace causes {
inline constexpr Cause several_sessions = "several-sessions";
inline constexpr Cause code_unknown = "code-unknown";
}  // namespace causes

// The options that every such command has.
struct ClinicOptions {
    std::string clinic;
    std::optional<std::filesystem::path> passphrase_file;
};
void add_clinic_options(CLI::App& command, ClinicOptions& options);

// Opens the archive and unlocks it: one key derivation, however much is asked afterwards.
[[nodiscard]] Result<std::unique_ptr<archive::Archive>> open_archive(Environment& environment,
                                                                     const ClinicOptions& options);
// The store of store.toml, or the one of the options: see settings_upon().
[[nodiscard]] Result<std::unique_ptr<sync::Store>> open_clinic_store(
    Environment& environment, const archive::Archive& archive, const StoreOptions& options);

// The session that a code names. Faults: code_unknown, or several_sessions with each session and
// its date, unless `session` chooses one.
[[nodiscard]] Result<archive::Row> find_session(archive::Archive& archive, std::string_view code,
                                                const std::string& session);

// What a command needs that is about one patient: CLINIC, CODE, --session.
struct PatientOptions {
    ClinicOptions clinic;
    std::string code, session;
};
void add_patient_options(CLI::App& command, PatientOptions& options);

// --role of a slot, and what was chosen.
Option add_role_option(CLI::App& command, std::vector<std::string>& roles);
[[nodiscard]] archive::Roles roles_of(const std::vector<std::string>& names);

}  // namespace spine::tool
