// kioskctl slot list: who has a passphrase. Names and roles stand in clear: it asks for none.
#include <fmt/format.h>

#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

Json names_of(archive::Roles roles) {
    Json names = Json::array();
    for (const archive::Role role :
         {archive::Role::Clinician, archive::Role::Researcher, archive::Role::Administrator})
        if (roles.has(role)) names.push_back(archive::name_of(role));
    return names;
}

Result<Report> list_slots(Environment& environment, const std::string& clinic) {
    auto archive = archive::Archive::open(archive::ClinicFolder{clinic}, environment.files,
                                          environment.clock, environment.random, "kioskctl");
    if (!archive) return fail(std::move(archive));
    const auto slots = (*archive)->slots();
    if (!slots) return fail(slots.error());
    Report report{Json::array(), {}, true};
    for (const archive::Slot& slot : *slots) {
        report.json.push_back({{"name", slot.name}, {"roles", names_of(slot.roles)}});
        report.text += fmt::format("{:<24}  {}\n", slot.name, archive::words_of(slot.roles, "and"));
    }
    return report;
}

}  // namespace

void add_slot_list(CLI::App& group, Commands& commands) {
    const auto clinic = std::make_shared<std::string>();
    CLI::App& command = commands.add(
        group, "list", "Who has a passphrase, and what it is for",
        "kioskctl slot list clinic --json",
        [clinic](Environment& environment) { return list_slots(environment, *clinic); });
    add_option(command, "CLINIC", *clinic, "The clinic computer's folder").required();
}

}  // namespace spine::tool
