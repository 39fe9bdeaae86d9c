// kioskctl slot remove: somebody leaves.
#include <fmt/format.h>

#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct SlotRemoveOptions {
    ClinicOptions clinic;
    std::string name;
};

Result<Report> run(Environment& environment, const SlotRemoveOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    if (auto removed = (*archive)->remove_slot(options.name); !removed)
        return fail(std::move(removed));
    return Report{{{"removed", options.name}},
                  fmt::format("The passphrase of {} opens nothing any more.\n", options.name),
                  true};
}

}  // namespace

void add_slot_remove(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<SlotRemoveOptions>();
    CLI::App& command = commands.add(
        group, "remove", "Takes a passphrase away", "kioskctl slot remove clinic --name 'Dr Berg'",
        [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--name", options->name, "Whose passphrase it is").required();
}

}  // namespace spine::tool
