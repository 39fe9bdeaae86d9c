// kioskctl list: the worklist.
#include <fmt/format.h>

#include "base/pickup_code.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

Json as_json(const archive::Row& row) {
    return {{"code", row.summary.code},
            {"session", row.place.session.hex()},
            {"device", row.place.device.hex()},
            {"started", to_rfc3339(row.summary.started)},
            {"status", crypto::name_of(row.place.status)},
            {"tier", row.summary.tier},
            {"language", row.summary.language},
            {"proxy", row.summary.proxy},
            {"reviewed", row.marks.reviewed}};
}

Result<Report> run(Environment& environment, const ClinicOptions& clinic,
                   const std::string& since) {
    const UnixMs from = since.empty() ? 0 : from_rfc3339(since).value_or(0);
    auto archive = open_archive(environment, clinic);
    if (!archive) return fail(std::move(archive));
    std::vector<crypto::SessionRef> damaged;
    const auto rows = (*archive)->rows(from, &damaged);
    if (!rows) return fail(rows.error());
    // The others are listed all the same: a list of nobody helps no patient.
    if (!damaged.empty())
        environment.messages << fmt::format(
            "kioskctl: {} of the archive's sessions cannot be read and stand not in this list. Run "
            "kioskctl verify {}.\n",
            damaged.size(), clinic.clinic);
    Report report{Json::array(), {}, damaged.empty()};
    for (const archive::Row& row : *rows) {
        report.json.push_back(as_json(row));
        report.text +=
            fmt::format("{}  {}  {:<11}  {:<4}  {}{}{}\n", group_pickup_code(row.summary.code),
                        to_rfc3339(row.summary.started), crypto::name_of(row.place.status),
                        row.summary.tier.empty() ? "-" : row.summary.tier, row.summary.language,
                        row.summary.proxy ? "  answered by another" : "",
                        row.marks.reviewed ? "  reviewed" : "");
    }
    return report;
}

}  // namespace

void add_list(CLI::App& app, Commands& commands) {
    struct Options {
        ClinicOptions clinic;
        std::string since;
    };
    const auto options = std::make_shared<Options>();
    CLI::App& command =
        commands.add(app, "list", "The worklist", "kioskctl list clinic --since 2026-11-24",
                     [options](Environment& environment) {
                         return run(environment, options->clinic, options->since);
                     });
    add_clinic_options(command, options->clinic);
    const auto is_date = [](const std::string& text) {
        return from_rfc3339(text) ? std::string() : text + " is no date; write it as 2026-11-24.";
    };
    add_option(command, "--since", options->since, "First date, as 2026-11-24").checked(is_date);
}

}  // namespace spine::tool
