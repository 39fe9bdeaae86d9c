#include "import/verify.h"

#include <algorithm>
#include <set>
#include <utility>

#include "archive/export_ledger.h"
#include "crypto/bundle.h"
#include "import/verify_states.h"

namespace spine::importing {
namespace {

// What a bundle that was kept aside says of itself.
std::string claimed_device(archive::Archive& archive, const std::string& object) {
    const auto bundle = archive.quarantined(object);
    if (!bundle) return {};
    const auto outline = crypto::outline_bundle(*bundle);
    return outline ? outline->header.device.hex() : std::string();
}

Status add_quarantine(archive::Archive& archive, VerifyReport& report) {
    const auto kept_aside = archive.quarantine();
    if (!kept_aside) return fail(kept_aside.error());
    for (const archive::Quarantined& one : *kept_aside)
        report.objects.push_back(
            {one.object, one.cause, claimed_device(archive, one.object), "quarantine"});
    return {};
}

Status add_objects(archive::Archive& archive, VerifyReport& report) {
    const auto unreadable = archive.unreadable_objects();
    if (!unreadable) return fail(unreadable.error());
    for (const crypto::Hash& object : *unreadable)
        report.objects.push_back(
            {object.hex(), std::string(archive::causes::archive_damaged.name()), {}, "archive"});
    const auto of_ledger = archive::ExportLedger(archive).faults();
    if (!of_ledger) return fail(of_ledger.error());
    for (const archive::LedgerFault& fault : *of_ledger) {
        const std::string cause(fault.cause.name());
        report.objects.push_back(
            {fault.part ? fault.part->hex() : std::string(), cause, fault.author.hex(), "archive"});
        // Of one that is not here also who names it, by the entry.
        if (fault.named_by)
            report.objects.push_back(
                {fault.named_by->first_part.hex(), cause, fault.named_by->author.hex(), "archive"});
    }
    return {};
}

// Those that an import has met, whatever came of them.
Result<std::set<std::string>> imported_bundles(archive::Archive& archive) {
    const auto noted = archive.noted_bundles();
    if (!noted) return fail(noted.error());
    const auto aside = archive.quarantine();
    if (!aside) return fail(aside.error());
    std::set<std::string> names(noted->begin(), noted->end());
    for (const archive::Quarantined& one : *aside) names.insert(one.object);
    return names;
}

// Of a tablet that is in both, the store's cause counts: it names the bundle.
void merge(std::vector<DeviceState> of_store, VerifyReport& report) {
    DeviceStates states;
    for (DeviceState& state : of_store) states[state.device] = std::move(state);
    for (DeviceState& state : report.devices) {
        DeviceState& both = states[state.device];
        both.sessions = std::max(both.sessions, state.sessions);
        if (both.name.empty()) both.name = std::move(state.name);
        if (!state.cause.empty()) note(both, state.cause, state.object);
    }
    report.devices = devices_of(std::move(states));
}

// What was kept aside as a rule still lies in the store, and is named once.
void merge(std::vector<NotBelieved> of_store, VerifyReport& report) {
    std::erase_if(report.objects, [&](const NotBelieved& aside) {
        return std::any_of(of_store.begin(), of_store.end(), [&](const NotBelieved& there) {
            return there.object == aside.object && there.cause == aside.cause;
        });
    });
    std::move(of_store.begin(), of_store.end(), std::back_inserter(report.objects));
}

// Of a session whose other head is in the store: it goes on, or says something else.
bool same_place(const archive::SessionPlace& kept, const archive::SessionPlace& met) {
    const bool both_ended =
        kept.status != crypto::SessionStatus::Open && met.status != crypto::SessionStatus::Open;
    return kept.device == met.device && kept.counter == met.counter && kept.header == met.header &&
           kept.previous_head == met.previous_head && kept.configuration == met.configuration &&
           (!both_ended || (kept.head == met.head && kept.status == met.status));
}

// The cause, where the store has not what the archive keeps.
std::string_view cause_of(const archive::SessionPlace& kept, const Chains& ours,
                          const Chains& met) {
    const auto there = met.ends(kept.ref());
    const auto by_head = [](const std::vector<archive::SessionPlace>& ends,
                            const crypto::Hash& head) {
        return std::find_if(ends.begin(), ends.end(),
                            [&](const archive::SessionPlace& end) { return end.head == head; });
    };
    if (const auto same = by_head(there, kept.head); same != there.end())
        return *same == kept ? "" : archive::causes::archive_damaged.name();
    const bool ended = kept.status != crypto::SessionStatus::Open;
    if (there.empty() || (ended && there.front().status == crypto::SessionStatus::Open))
        return "session-missing";
    if (same_place(kept, there.front())) return "";
    // What is there is another end that is here, too: this one was taken away.
    const auto here = ours.ends(kept.ref());
    return by_head(here, there.front().head) != here.end()
               ? "session-missing"
               : archive::causes::archive_damaged.name();
}

// Each end of each session of the archive is in the store as it was imported. The chain of a store
// alone cannot tell that its last sessions were taken out of it, nor the archive that its rows were
// changed.
Status compare(archive::Archive& archive, const Chains& met, VerifyReport& report) {
    auto places = archive.places();
    if (!places) return fail(std::move(places));
    const auto erased = archive.erased();
    if (!erased) return fail(erased.error());
    const std::set<crypto::SessionRef> gone(erased->begin(), erased->end());
    const auto branches = archive.branch_places();
    if (!branches) return fail(branches.error());
    const Chains ours(*places, *branches);
    places->insert(places->end(), branches->begin(), branches->end());
    for (const archive::SessionPlace& kept : *places) {
        // An erased one's bundle goes from the store; one that is there still goes with the next
        // import.
        if (gone.contains(kept.ref()) || met.was_taken_out(kept.ref(), kept.head)) continue;
        // Behind a withdrawal the store keeps the withdrawal alone.
        const archive::SessionPlace& own = *ours.find(kept.ref());
        if (own.status == crypto::SessionStatus::Withdrawn && own.head != kept.head) continue;
        const auto state =
            std::find_if(report.devices.begin(), report.devices.end(),
                         [&](const DeviceState& one) { return one.device == kept.device.hex(); });
        if (state == report.devices.end()) continue;
        if (const auto cause = cause_of(kept, ours, met); !cause.empty())
            note(*state, cause, kept.session.hex());
    }
    return {};
}

// `to_come`: sessions that no import has met yet, and that therefore are not missing.
Result<VerifyReport> verify_archive_with(archive::Archive& archive, Files& files,
                                         const std::vector<archive::SessionPlace>& to_come) {
    const auto unreadable = archive.unreadable();
    if (!unreadable) return fail(unreadable.error());
    const auto places = archive.places();
    if (!places) return fail(places.error());
    const auto branches = archive.branch_places();
    if (!branches) return fail(branches.error());
    DeviceStates states;
    for (const archive::SessionPlace& place : *places) ++states[place.device.hex()].sessions;
    std::vector<crypto::SessionRef> damaged;  // among the unreadable ones
    const auto rows = archive.rows(0, &damaged);
    // The tablets' names stand beside single patients: not for every role, and nothing rests on
    // them.
    if (!rows && rows.error().cause != archive::causes::role_refused) return fail(rows.error());
    for (const archive::Row& row : rows.value_or(std::vector<archive::Row>{}))
        states[row.place.device.hex()].name = row.summary.tablet;
    Chains chains(*places, *branches);
    const auto taken_out = archive.taken_out();
    if (!taken_out) return fail(taken_out.error());
    for (const archive::TakenOut& session : *taken_out) chains.add_taken_out(session);
    for (const archive::SessionPlace& place : to_come)
        if (const auto* kept = chains.find(place.ref());
            kept == nullptr || kept->status == crypto::SessionStatus::Open)
            chains.add(place);
    note_chains(chains, states);
    VerifyReport report;
    report.devices = devices_of(std::move(states));
    for (const crypto::SessionRef& session : *unreadable)
        report.unreadable.push_back(session.session.hex());
    if (const auto audit = archive.audit(); !audit)
        report.audit = std::string(audit.error().cause.name());
    if (auto added = add_objects(archive, report); !added) return fail(std::move(added));
    if (auto added = add_shelf(archive, files, report); !added) return fail(std::move(added));
    if (auto added = add_quarantine(archive, report); !added) return fail(std::move(added));
    return report;
}

}  // namespace

void note(DeviceState& state, std::string_view cause, const std::string& object) {
    if (!state.cause.empty()) return;
    state.cause = cause;
    state.object = object;
}

void note_chains(const Chains& chains, DeviceStates& states) {
    for (const ChainReport& fork : chains.forks())
        note(states[fork.device], "chain-forked", fork.session);
    for (const ChainReport& gap : chains.gaps())
        note(states[gap.device], "session-missing", "session " + std::to_string(gap.counter));
}

std::vector<DeviceState> devices_of(DeviceStates&& states) {
    std::vector<DeviceState> devices;
    for (auto& [device, state] : states) {
        state.device = device;
        devices.push_back(std::move(state));
    }
    return devices;
}

bool VerifyReport::sound() const {
    return objects.empty() && unreadable.empty() && audit.empty() &&
           std::all_of(devices.begin(), devices.end(),
                       [](const DeviceState& state) { return state.cause.empty(); });
}

Result<VerifyReport> verify_archive(archive::Archive& archive, Files& files) {
    return verify_archive_with(archive, files, {});
}

Result<VerifyReport> verify_clinic(archive::Archive& archive, Files& files, sync::Store& store) {
    const auto keys = archive.clinic_keys();
    if (!keys) return fail(keys.error());
    auto imported = imported_bundles(archive);
    if (!imported) return fail(std::move(imported));
    Met met;
    auto of_store = verify_store_with(store, archive.root(), *keys, std::move(*imported), met);
    if (!of_store) return of_store;
    auto report = verify_archive_with(archive, files, met.not_imported);
    if (!report) return report;
    report->configured |= of_store->configured;
    report->not_imported = met.not_imported.size();
    merge(std::move(of_store->devices), *report);
    merge(std::move(of_store->objects), *report);
    if (auto compared = compare(archive, met.chains, *report); !compared)
        return fail(std::move(compared));
    return report;
}

}  // namespace spine::importing
