// kioskctl import: verifies, opens, archives, signs receipts.
#include <fmt/format.h>

#include <set>
#include <utility>

#include "base/clock.h"
#include "base/pickup_code.h"
#include "import/configuration_shelf.h"
#include "review/after_visits.h"
#include "tool/clinic_access.h"
#include "tool/import_run.h"

namespace spine::tool {
namespace {

Json chains(const std::vector<importing::ChainReport>& reports) {
    Json list = Json::array();
    for (const importing::ChainReport& report : reports) {
        list.push_back(
            {{"device", report.device}, {"counter", report.counter}, {"session", report.session}});
        if (report.through != 0) list.back()["through"] = report.through;
    }
    return list;
}

std::string said_of_tablets(const importing::ImportResult& result) {
    std::string text;
    // Both branches are in the document, each by its session; a person is told once.
    std::set<std::pair<std::string, std::uint64_t>> told;
    for (const auto& fork : result.forks) {
        if (!told.emplace(fork.device, fork.counter).second) continue;
        text += fmt::format("fork: tablet {} at session {}: restored from a backup?\n", fork.device,
                            fork.counter);
    }
    for (const auto& gap : result.gaps) {
        text += gap.session.empty()
                    ? fmt::format("gap: tablet {} lacks sessions {} to {}\n", gap.device,
                                  gap.counter, gap.through)
                    : fmt::format("gap: the end of session {} of tablet {} did not come\n",
                                  gap.counter, gap.device);
    }
    for (const importing::Silence& one : result.silent)
        text +=
            fmt::format("silent: nothing of tablet {} since {}. Is it on, and on the network?\n",
                        one.name, to_rfc3339(one.since));
    return text;
}

std::string said_of_retention(const importing::ImportResult& result) {
    std::string text;
    if (result.expired > 0)
        text += fmt::format("{} sessions went: the clinic's retention ended\n", result.expired);
    if (result.expiring > 0)
        text += fmt::format(
            "{} sessions go on {}: the clinic's retention was changed. Sign it anew if that is not "
            "meant.\n",
            result.expiring, to_rfc3339(result.expiring_at));
    if (result.taken_out > 0)
        text += fmt::format("{} bundles were taken out of the store\n", result.taken_out);
    if (result.taken_out_before > 0)
        text += fmt::format("{} sessions had gone from the store before they came here\n",
                            result.taken_out_before);
    if (result.rule_held_back)
        text +=
            "The newest configuration that this computer has seen is not in the store, or not "
            "whole: as long as its retention is not known nothing goes here. Sign it anew: "
            "kioskctl clinic sign.\n";
    if (result.clock_doubted)
        text +=
            "By this computer's clock more sessions are due to go, but no tablet's clock bears it "
            "out. Set the clock; if it is right, they go once a session comes.\n";
    return text;
}

}  // namespace

importing::Assessor assessor_of(importing::ConfigurationShelf& shelf) {
    return [&shelf](const crypto::Hash& configuration, const session::Told& told,
                    crypto::SessionStatus status) {
        return importing::assess(shelf.find(configuration), told, status);
    };
}

Result<importing::ImportResult> import_once(Environment& environment, archive::Archive& archive,
                                            sync::Store& store) {
    importing::ConfigurationShelf shelf(environment.files, archive.folder(), archive.root());
    if (auto fetched = shelf.fetch(store); !fetched) return fail(std::move(fetched));
    importing::Importer importer(archive, store, environment.clock, assessor_of(shelf));
    auto result = importer.run();
    if (auto tidied = archive.tidy(); result && !tidied) return fail(std::move(tidied));
    for (const Fault& fault : shelf.not_fetched()) {
        environment.messages << "kioskctl: " << fault.sentence() << "\n";
        if (result) result->refused.push_back({fault.where, std::string(fault.cause.name())});
    }
    return result;
}

Report report_of(const importing::ImportResult& result) {
    Json refused = Json::array();
    std::string text =
        fmt::format("imported {}, already here {}, extended {}, interrupted {}\n", result.imported,
                    result.already, result.extended, result.interrupted);
    if (result.branches > 0)
        text += fmt::format("further ends of sessions that were here: {}\n", result.branches);
    for (const auto& [object, cause] : result.refused) {
        refused.push_back({{"object", object}, {"cause", cause}});
        text += fmt::format("kept apart: {} ({})\n", object, cause);
    }
    if (result.refused_further > 0)
        text += fmt::format("and {} further objects of the store\n", result.refused_further);
    if (result.not_kept > 0)
        text += fmt::format(
            "{} of them are in the store alone: nothing more can be kept aside. Look at what is, "
            "and "
            "clear it: kioskctl quarantine CLINIC.\n",
            result.not_kept);
    if (result.receipts_again > 0)
        text += fmt::format("{} receipts were lost in the store and are given again\n",
                            result.receipts_again);
    text += said_of_retention(result);
    if (!result.admitted)
        text +=
            "The root has not admitted this computer, or has revoked it: it writes nothing to "
            "the store, and tablets get no receipts from it.\n";
    text += said_of_tablets(result);
    Json silent = Json::array();
    for (const importing::Silence& one : result.silent)
        silent.push_back(
            {{"device", one.device}, {"name", one.name}, {"since", to_rfc3339(one.since)}});
    return {{{"imported", result.imported},
             {"already", result.already},
             {"extended", result.extended},
             {"branches", result.branches},
             {"interrupted", result.interrupted},
             {"refused", refused},
             {"refused_further", result.refused_further},
             {"not_kept", result.not_kept},
             {"receipts_again", result.receipts_again},
             {"expired", result.expired},
             {"expiring", result.expiring},
             {"taken_out", result.taken_out},
             {"taken_out_before", result.taken_out_before},
             {"rule_held_back", result.rule_held_back},
             {"clock_doubted", result.clock_doubted},
             {"admitted", result.admitted},
             {"forks", chains(result.forks)},
             {"gaps", chains(result.gaps)},
             {"silent", silent}},
            text,
            result.refused.empty() && result.admitted};
}

namespace {

// A code that repeats is named with its dates. Codes stand beside single patients: who may not see
// those imports all the same, and is told of no code.
Status name_repeated(archive::Archive& archive, Report& report) {
    report.json["repeated"] = Json::array();
    std::vector<crypto::SessionRef> damaged;  // verify names them
    const auto rows = archive.rows(0, &damaged);
    if (!rows && rows.error().cause == archive::causes::role_refused) return {};
    if (!rows) return fail(rows.error());
    for (const review::RepeatedCode& repeated : review::repeated_codes(*rows)) {
        Json sessions = Json::array();
        std::string dates;
        for (const archive::Row& row : repeated.sessions) {
            const std::string started = to_rfc3339(row.summary.started);
            sessions.push_back({{"session", row.place.session.hex()}, {"started", started}});
            dates += (dates.empty() ? "" : ", ") + started;
        }
        report.json["repeated"].push_back({{"code", repeated.code}, {"sessions", sessions}});
        report.text +=
            fmt::format("code {} repeats: {}\n", group_pickup_code(repeated.code), dates);
    }
    return {};
}

}  // namespace

void add_import(CLI::App& app, Commands& commands) {
    struct Options {
        ClinicOptions clinic;
        StoreOptions from;
    };
    const auto options = std::make_shared<Options>();
    CLI::App& command = commands.add(
        app, "import", "Verifies, opens and archives what the store holds, and signs receipts",
        "kioskctl import clinic --passphrase-file passphrase --json",
        [options](Environment& environment) -> Result<Report> {
            auto archive = open_archive(environment, options->clinic);
            if (!archive) return fail(std::move(archive));
            auto store = open_clinic_store(environment, **archive, options->from);
            if (!store) return fail(std::move(store));
            auto result = import_once(environment, **archive, **store);
            if (!result) return fail(std::move(result));
            Report report = report_of(*result);
            if (auto named = name_repeated(**archive, report); !named)
                return fail(std::move(named));
            return report;
        });
    add_clinic_options(command, options->clinic);
    add_option(command, "--from", options->from.address, "Another store than store.toml's");
    add_store_options(command, options->from);
}

}  // namespace spine::tool
