// kioskctl clinic rebuild: the archive made anew from what the store holds.
#include <fmt/format.h>

#include "database/holder_lock.h"
#include "import/rebuild.h"
#include "tool/clinic_access.h"
#include "tool/import_run.h"

namespace spine::tool {
namespace {

namespace fs = std::filesystem;

namespace causes {
constexpr Cause archive_opens = "archive-opens";
}

struct ClinicRebuildOptions {
    ClinicOptions clinic;
    StoreOptions from;
    std::string keys_from;
    bool accept_loss = false;
};

// A copy of the backup, in use while this runs. The backup itself is never opened for writing.
class BackupInUse {
  public:
    explicit BackupInUse(const fs::path& clinic) : folder_(clinic / "rebuild-keys") { clean(); }
    BackupInUse(const BackupInUse&) = delete;
    BackupInUse& operator=(const BackupInUse&) = delete;
    ~BackupInUse() { clean(); }
    [[nodiscard]] Result<std::unique_ptr<archive::Archive>> open(
        Environment& environment, const ClinicRebuildOptions& options) const {
        if (auto made = environment.files.make_folders(folder_); !made)
            return fail(std::move(made));
        std::error_code error;
        fs::permissions(folder_, fs::perms::owner_all, error);
        fs::copy_file(options.keys_from, archive::ClinicFolder{folder_}.database(), error);
        if (error) {
            return fail(spine::causes::file_unreadable, "The backup cannot be read.",
                        "Check its path.", options.keys_from);
        }
        return open_archive(environment, {folder_.string(), options.clinic.passphrase_file});
    }

  private:
    void clean() const {
        std::error_code error;
        fs::remove_all(folder_, error);
    }
    fs::path folder_;
};

// Where an archive that does not open goes: a person may still find something in it.
Status put_away(Environment& environment, const archive::ClinicFolder& folder) {
    const auto stamp = std::to_string(environment.clock.now());
    for (const char* end : {"-wal", "-journal", ""}) {
        const fs::path there = folder.database().string() + end;
        if (!environment.files.exists(there)) continue;
        std::error_code error;
        fs::rename(there, folder.database().string() + ".replaced-" + stamp + end, error);
        if (error) {
            return fail(spine::causes::file_write_failed,
                        "The archive that does not open could not be put away.",
                        "Check the folder's rights.", there.string());
        }
    }
    return {};
}

// Damaged beyond opening. Whatever else keeps it from opening may pass: a newer program, a disk
// that answers again.
bool is_beyond_opening(Cause cause) {
    return cause == database::causes::damaged || cause == database::causes::foreign ||
           cause == archive::causes::archive_damaged;
}

// Keys from a backup are for an archive that is gone, or does not open.
Status is_gone(Environment& environment, const std::string& clinic) {
    const archive::ClinicFolder folder{clinic};
    if (!environment.files.exists(folder.database())) return {};
    const auto there = archive::Archive::open(folder, environment.files, environment.clock,
                                              environment.random, "kioskctl");
    if (there) {
        return fail(causes::archive_opens, "The archive in this folder opens.",
                    "Rebuild it without --keys-from: it has newer keys and its audit trail.",
                    clinic);
    }
    if (!is_beyond_opening(there.error().cause)) return fail(there.error());
    return put_away(environment, folder);
}

Result<Report> rebuild(Environment& environment, const ClinicRebuildOptions& options,
                       std::unique_ptr<archive::Archive> keys) {
    const archive::ClinicFolder folder{options.clinic.clinic};
    const auto settings = settings_upon(environment, options.from, folder.store_settings());
    if (!settings) return fail(settings.error());
    auto store = sync::open_store(environment.files, *settings, keys->clinic());
    if (!store) return fail(std::move(store));
    importing::ConfigurationShelf shelf(environment.files, folder, keys->root());
    if (auto fetched = shelf.fetch(**store); !fetched) return fail(std::move(fetched));
    const auto rebuilt = importing::rebuild_archive(
        std::move(keys), folder, **store, environment.files, environment.clock, assessor_of(shelf),
        options.accept_loss ? importing::Losing::Accepted : importing::Losing::Refused);
    if (!rebuilt) return fail(rebuilt.error());
    if (!environment.files.exists(folder.store_settings())) {
        auto saved =
            sync::save_store_settings(environment.files, folder.store_settings(), *settings);
        if (!saved) return fail(std::move(saved));
    }
    Report report = report_of(rebuilt->imported);
    report.json["sessions"] = rebuilt->after;
    report.json["before"] = rebuilt->before;
    report.json["lost"] = rebuilt->lost;
    report.text = fmt::format("Rebuilt: {} sessions with answers; there were {}.\n", rebuilt->after,
                              rebuilt->before) +
                  report.text;
    return report;
}

Result<Report> run(Environment& environment, const ClinicRebuildOptions& options) {
    if (options.keys_from.empty()) {
        auto archive = open_archive(environment, options.clinic);
        if (!archive) return fail(std::move(archive));
        return rebuild(environment, options, std::move(*archive));
    }
    if (auto gone = is_gone(environment, options.clinic.clinic); !gone)
        return fail(std::move(gone));
    // Nobody else rebuilds or opens it meanwhile.
    if (auto made = environment.files.make_folders(options.clinic.clinic); !made)
        return fail(std::move(made));
    const auto held = database::HolderLock::take(
        archive::ClinicFolder{options.clinic.clinic}.database(), "kioskctl");
    if (!held) return fail(held.error());
    const BackupInUse backup(options.clinic.clinic);
    auto archive = backup.open(environment, options);
    if (!archive) return fail(std::move(archive));
    return rebuild(environment, options, std::move(*archive));
}

}  // namespace

void add_clinic_rebuild(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicRebuildOptions>();
    CLI::App& command = commands.add(
        group, "rebuild", "Makes the archive anew from what the store holds",
        "kioskctl clinic rebuild clinic --from /srv/store --passphrase-file passphrase",
        [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--from", options->from.address, "The store").required();
    add_option(command, "--keys-from", options->keys_from,
               "A backup, where the archive is gone: its keys and slots, nothing else");
    add_flag(command, "--accept-loss", options->accept_loss,
             "Also where the store lacks sessions that the archive holds");
    add_store_options(command, options->from);
}

}  // namespace spine::tool
