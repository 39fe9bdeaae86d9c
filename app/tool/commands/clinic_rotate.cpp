// kioskctl clinic rotate: a new clinic key, and a new recovery key where one is wanted; or a
// computer's own keys.
#include <fmt/format.h>

#include "import/rotating.h"
#include "import/rotating_computer.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct ClinicRotateOptions {
    ClinicOptions clinic;
    std::string root;
    std::optional<std::filesystem::path> recovery_out;
    bool computer = false;
};

Result<Report> rotate_clinic(archive::Archive& archive, const ClinicRotateOptions& options,
                             const importing::Desk& desk) {
    const auto rotated = importing::rotate_keys(archive, options.root, options.recovery_out, desk);
    if (!rotated) return fail(rotated.error());
    Report report{{{"clinic_key", rotated->clinic_key}},
                  fmt::format("New clinic key    {}\n", rotated->clinic_key),
                  true};
    if (!rotated->recovery_key.empty()) {
        report.json["recovery_key"] = rotated->recovery_key;
        report.text += fmt::format("New recovery key  {}\n", rotated->recovery_key);
    }
    report.text +=
        "Sign the configuration again (kioskctl clinic sign): tablets seal to the old key "
        "until then. Sessions under the old one open as before.\n";
    return report;
}

Result<Report> rotate_computer(Environment& environment, archive::Archive& archive,
                               const ClinicRotateOptions& options, const importing::Desk& desk) {
    auto store = open_clinic_store(environment, archive, {});
    if (!store) return fail(std::move(store));
    const auto rotated = importing::rotate_computer(archive, options.root, **store, desk);
    if (!rotated) return fail(rotated.error());
    Report report{{{"old_device", rotated->old_id.hex()},
                   {"new_device", rotated->new_id.hex()},
                   {"old_key", rotated->old_key},
                   {"new_key", rotated->new_key},
                   {"endorsed", rotated->endorsed},
                   {"finished_earlier", rotated->finished_earlier},
                   {"left_out", rotated->left_out}},
                  fmt::format("New computer key  {}\nDevice id         {}\nThe old one, {}, is "
                              "revoked. What this archive says that it has signed counts as "
                              "before ({} objects).\n",
                              rotated->new_key, rotated->new_id.hex(), rotated->old_id.hex(),
                              rotated->endorsed),
                  true};
    if (rotated->finished_earlier)
        report.text +=
            "An earlier rotation had been cut off: it is finished now, and its keys are the ones "
            "in "
            "use. Run the command again for newer ones.\n";
    if (rotated->left_out > 0) {
        report.text += fmt::format(
            "{} further objects in the store are under the old key and were not made by this "
            "archive: they count no more. If it was put back from a backup, marks of the days "
            "since are among them: look at the list, and make them again.\n",
            rotated->left_out);
    }
    report.text +=
        "Make a backup: earlier ones open, but this computer's word from them counts no more.\n"
        "Sign the configuration again (kioskctl clinic sign): tablets call the old attention key "
        "until then, which is kept for that.\n";
    return report;
}

Result<Report> run(Environment& environment, const ClinicRotateOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    return options.computer ? rotate_computer(environment, **archive, options, desk)
                            : rotate_clinic(**archive, options, desk);
}

}  // namespace

void add_clinic_rotate(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<ClinicRotateOptions>();
    CLI::App& command = commands.add(
        group, "rotate",
        "Makes a new clinic key, and a new recovery key if wanted; or a computer's own keys",
        "kioskctl clinic rotate clinic --root usb/root --recovery-out safe/recovery-2",
        [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--root", options->root, "The root key's folder").required();
    Option recovery = add_option(command, "--recovery-out", options->recovery_out,
                                 "Where a new recovery key goes");
    add_flag(command, "--computer", options->computer,
             "This computer's own keys instead; run it again where it broke off")
        .excludes(recovery);
}

}  // namespace spine::tool
