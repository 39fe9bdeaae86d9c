#include "tool/clinic_access.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/pickup_code.h"
#include "tool/passphrase.h"

namespace spine::tool {

void add_clinic_options(CLI::App& command, ClinicOptions& options) {
    add_option(command, "CLINIC", options.clinic, "The clinic computer's folder").required();
    add_option(command, "--passphrase-file", options.passphrase_file,
               "Its first line opens the archive");
}

Result<std::unique_ptr<archive::Archive>> open_archive(Environment& environment,
                                                       const ClinicOptions& options) {
    auto archive = archive::Archive::open(archive::ClinicFolder{options.clinic}, environment.files,
                                          environment.clock, environment.random, "kioskctl");
    if (!archive) return archive;
    const auto passphrase = read_passphrase(environment.files, options.passphrase_file);
    if (!passphrase) return fail(passphrase.error());
    if (auto unlocked = (*archive)->unlock(passphrase->view()); !unlocked) {
        return fail(std::move(unlocked));
    }
    return archive;
}

Result<std::unique_ptr<sync::Store>> open_clinic_store(Environment& environment,
                                                       const archive::Archive& archive,
                                                       const StoreOptions& options) {
    const auto settings = settings_upon(environment, options, archive.folder().store_settings());
    if (!settings) return fail(settings.error());
    return sync::open_store(environment.files, *settings, archive.clinic());
}

Result<archive::Row> find_session(archive::Archive& archive, std::string_view code,
                                  const std::string& session) {
    const auto digits = read_pickup_code(code);
    if (!digits) {
        return fail(causes::code_unknown, "That is no pickup code: its check digit is wrong.",
                    "Read the six digits again.");
    }
    auto found = archive.find_code(*digits);
    if (!found) return fail(std::move(found));
    // After-visit answers join the visit; they are not what a code asks for.
    std::erase_if(*found, [&](const archive::Row& row) {
        if (session.empty()) return row.summary.after_visit;
        return row.place.session.hex() != session && row.place.ref().text() != session;
    });
    if (found->empty()) {
        return fail(causes::code_unknown, "No session has this code.",
                    "Import again: kioskctl import CLINIC. Or look at kioskctl list CLINIC.");
    }
    if (found->size() == 1) return found->front();
    std::string sessions;
    for (const archive::Row& row : *found) {
        const bool shared = std::count_if(found->begin(), found->end(), [&](const auto& other) {
                                return other.place.session == row.place.session;
                            }) > 1;
        sessions +=
            fmt::format("\n  {}  {}", shared ? row.place.ref().text() : row.place.session.hex(),
                        to_rfc3339(row.summary.started));
    }
    return fail(causes::several_sessions, "Several sessions have this code:" + sessions + "\n",
                "Choose one with --session ID.");
}

void add_patient_options(CLI::App& command, PatientOptions& options) {
    add_clinic_options(command, options.clinic);
    add_option(command, "CODE", options.code, "The patient's pickup code").required();
    add_option(command, "--session", options.session, "The session, where a code has several");
}

Option add_role_option(CLI::App& command, std::vector<std::string>& roles) {
    return add_option(command, "--role", roles,
                      "clinician (opens patients), researcher (cohort and exports only), "
                      "administrator (slots, erasing); several with commas")
        .separated_by(',')
        .one_of({"clinician", "researcher", "administrator"});
}

archive::Roles roles_of(const std::vector<std::string>& names) {
    archive::Roles roles;
    for (const std::string& name : names)
        if (const auto role = archive::role_named(name)) roles = roles | *role;
    return roles;
}

}  // namespace spine::tool
