// kioskctl audit: who opened what, when.
#include <fmt/format.h>

#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

Result<Report> run(Environment& environment, const ClinicOptions& clinic) {
    auto archive = open_archive(environment, clinic);
    if (!archive) return fail(std::move(archive));
    const auto entries = (*archive)->audit();
    if (!entries) return fail(entries.error());
    Report report{Json::array(), {}, true};
    for (const archive::AuditEntry& entry : *entries) {
        report.json.push_back({{"at", to_rfc3339(entry.at)},
                               {"who", entry.who},
                               {"what", entry.what},
                               {"session", entry.session}});
        report.text += fmt::format("{}  {:<20}  {:<20}  {}\n", to_rfc3339(entry.at), entry.who,
                                   entry.what, entry.session);
    }
    return report;
}

}  // namespace

void add_audit(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<ClinicOptions>();
    CLI::App& command =
        commands.add(app, "audit", "Who opened, marked or erased what, and when",
                     "kioskctl audit clinic --passphrase-file passphrase --json",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, *options);
}

}  // namespace spine::tool
