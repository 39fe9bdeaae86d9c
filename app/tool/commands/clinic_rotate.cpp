// kioskctl clinic rotate: a new clinic key, and a new recovery key where one is wanted.
#include <fmt/format.h>

#include "import/rotating.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct Options {
    ClinicOptions clinic;
    std::string root;
    std::optional<std::filesystem::path> recovery_out;
};

Result<Report> run(Environment& environment, const Options& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    const importing::Desk desk{environment.files, environment.clock, environment.random};
    const auto rotated =
        importing::rotate_keys(**archive, options.root, options.recovery_out, desk);
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

}  // namespace

void add_clinic_rotate(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<Options>();
    CLI::App& command =
        commands.add(group, "rotate", "Makes a new clinic key, and a new recovery key if wanted",
                     "kioskctl clinic rotate clinic --root usb/root --recovery-out safe/recovery-2",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--root", options->root, "The root key's folder").required();
    add_option(command, "--recovery-out", options->recovery_out, "Where a new recovery key goes");
}

}  // namespace spine::tool
