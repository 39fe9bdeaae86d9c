// kioskctl clinic backup: the archive in one file.
#include <fmt/format.h>

#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct ClinicBackupOptions {
    ClinicOptions clinic;
    std::string file;
};

Result<Report> run(Environment& environment, const ClinicBackupOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    if (environment.files.exists(options.file)) {
        return fail(spine::causes::file_exists, "There is a file of this name already.",
                    "Name another one: a backup never replaces a backup.", options.file);
    }
    if (auto done = (*archive)->backup(options.file); !done) return fail(std::move(done));
    return Report{{{"backup", options.file}},
                  fmt::format("Backed up to {}. It opens with the same passphrases. What is erased "
                              "later is still in it: destroy it when it is older than your "
                              "retention.\n",
                              options.file),
                  true};
}

}  // namespace

void add_clinic_backup(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicBackupOptions>();
    CLI::App& command =
        commands.add(group, "backup", "Copies the archive to one file, sealed as it is",
                     "kioskctl clinic backup clinic /mnt/safe/2026-11-26.backup",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "FILE", options->file, "The new file").required();
}

}  // namespace spine::tool
