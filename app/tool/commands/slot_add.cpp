// kioskctl slot add: a passphrase for somebody else.
#include <fmt/format.h>

#include "tool/clinic_access.h"
#include "tool/passphrase.h"

namespace spine::tool {
namespace {

struct SlotAddOptions {
    ClinicOptions clinic;
    std::string name;
    std::vector<std::string> roles;
    std::optional<std::filesystem::path> passphrase_file;
};

Result<Report> run(Environment& environment, const SlotAddOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    if (auto may = (*archive)->require(archive::Role::Administrator); !may)
        return fail(std::move(may));
    environment.messages << "The new slot's passphrase:\n";
    const auto passphrase = read_new_passphrase(environment.files, options.passphrase_file);
    if (!passphrase) return fail(passphrase.error());
    const archive::Slot slot{options.name, roles_of(options.roles)};
    if (auto added = (*archive)->add_slot({slot, passphrase->view(), {}}); !added)
        return fail(std::move(added));
    return Report{{{"name", options.name}, {"roles", options.roles}},
                  fmt::format("{} has a passphrase now, as {}.\n", options.name,
                              archive::words_of(slot.roles, "and")),
                  true};
}

}  // namespace

void add_slot_add(CLI::App& group, Commands& commands) {
    const auto options = std::make_shared<SlotAddOptions>();
    CLI::App& command =
        commands.add(group, "add", "Adds a passphrase, with whose it is and what it is for",
                     "kioskctl slot add clinic --name 'Dr Berg' --role clinician",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--name", options->name, "Whose passphrase it is").required();
    add_role_option(command, options->roles).required();
    add_option(command, "--new-passphrase-file", options->passphrase_file,
               "Its first line is the new passphrase");
}

}  // namespace spine::tool
