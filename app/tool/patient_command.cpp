#include "tool/patient_command.h"

#include <fmt/format.h>

#include <utility>

#include "base/pickup_code.h"
#include "import/configuration_shelf.h"
#include "review/after_visits.h"

namespace spine::tool {
namespace {

Result<std::vector<archive::Row>> after_visits(Environment& environment, archive::Archive& archive,
                                               const archive::Row& visit) {
    const auto same_code = archive.find_code(visit.summary.code);
    if (!same_code) return fail(same_code.error());
    importing::ConfigurationShelf shelf(environment.files, archive.folder(), archive.root());
    return review::after_visits_of(*same_code, visit.place.ref(),
                                   [&](const crypto::Hash& hash) { return shelf.find(hash); });
}

}  // namespace

Result<Report> run_on_patient(Environment& environment, const PatientOptions& options,
                              const PatientCommand& command) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    const auto row = find_session(**archive, options.code, options.session);
    if (!row) return fail(row.error());
    Report report{{{"code", row->summary.code},
                   {"session", row->place.session.hex()},
                   {"device", row->place.device.hex()},
                   {std::string(command.field), command.value}},
                  fmt::format(fmt::runtime(command.said), group_pickup_code(row->summary.code)),
                  true};
    if (command.reach == PatientCommand::Reach::AfterVisitsToo) {
        const auto after = after_visits(environment, **archive, *row);
        if (!after) return fail(after.error());
        for (const archive::Row& one : *after)
            if (auto done = command.act(**archive, one.place.ref()); !done)
                return fail(std::move(done));
        report.json["after_visits"] = after->size();
        if (!after->empty()) report.text += "The answers after that visit go with it.\n";
    }
    if (auto done = command.act(**archive, row->place.ref()); !done) return fail(std::move(done));
    return report;
}

}  // namespace spine::tool
