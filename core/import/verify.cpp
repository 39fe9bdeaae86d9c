#include "import/verify.h"

#include <algorithm>
#include <map>
#include <optional>

#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "crypto/refusal.h"
#include "import/chains.h"
#include "import/session_place.h"
#include "open/session_opening.h"
#include "session/event.h"
#include "sync/configurations.h"

namespace spine::importing {
namespace {

using States = std::map<std::string, DeviceState>;

void note(DeviceState& state, std::string_view cause, const std::string& object) {
    if (!state.cause.empty()) return;
    state.cause = cause;
    state.object = object;
}

void add_chains(const Chains& chains, States& states) {
    for (const ChainReport& fork : chains.forks())
        note(states[fork.device], "chain-forked", fork.session);
    for (const ChainReport& gap : chains.gaps())
        note(states[gap.device], "session-missing", "session " + std::to_string(gap.counter));
}

VerifyReport report_of(States states) {
    VerifyReport report;
    for (auto& [device, state] : states) {
        state.device = device;
        report.devices.push_back(std::move(state));
    }
    return report;
}

Status check_content(const opening::SessionOpener& opener, const crypto::VerifiedBundle& bundle) {
    const auto opened = opener.open(bundle);
    if (!opened) return fail(opened.error());
    for (std::size_t i = 0; i < opened->size(); ++i)
        if (!session::decode(as_text(opened->payload(i))))
            return crypto::refuse(crypto::causes::event_malformed);
    return {};
}

// What a store is checked against.
struct Checker {
    sync::ClinicObjects objects;
    sync::Configurations configurations;
    std::optional<opening::SessionOpener> opener;
    Chains chains;

    [[nodiscard]] Status check(const std::string& name, ByteView bytes,
                               const crypto::SignPublicKey& tablet) {
        const auto bundle = crypto::verify_bundle(bytes, tablet, objects.clinic());
        if (!bundle) return fail(bundle.error());
        if (auto named = crypto::check_name(bytes, name); !named) return named;
        const archive::SessionPlace place = place_of(*bundle);
        if (configurations.find(place.configuration) == nullptr)
            return crypto::refuse(crypto::causes::configuration_unknown);
        // Of an early upload and what extended it the later head counts.
        const archive::SessionPlace* known = chains.find(place.session);
        if (known == nullptr || known->status == crypto::SessionStatus::Open) chains.add(place);
        return opener ? check_content(*opener, *bundle) : Status();
    }
};

}  // namespace

bool VerifyReport::sound() const {
    return objects.empty() && unreadable.empty() && audit.empty() &&
           std::all_of(devices.begin(), devices.end(),
                       [](const DeviceState& state) { return state.cause.empty(); });
}

Result<VerifyReport> verify_store(sync::Store& store, const crypto::SignPublicKey& root,
                                  const crypto::SealSecretKey* clinic_key) {
    Checker checker{sync::ClinicObjects(root), sync::Configurations(root), {}, {}};
    if (clinic_key != nullptr)
        checker.opener.emplace(crypto::clinic_id_of(root), clinic_key->copy());
    if (auto read = checker.objects.refresh(store); !read) return fail(std::move(read));
    if (auto read = checker.configurations.refresh(store); !read) return fail(std::move(read));
    const auto names = store.list(sync::places::bundles);
    if (!names) return fail(names.error());
    States states;
    for (const auto& [id, admission] : checker.objects.admissions())
        if (admission.role == crypto::Role::Kiosk) states[id.hex()].name = admission.name;
    std::vector<sync::RefusedObject> nobodys;
    for (const std::string& name : *names) {
        const auto bytes = store.get(sync::places::bundles, name, crypto::kMaxBundleSize);
        const auto outline = bytes ? crypto::outline_bundle(*bytes) : fail(bytes.error());
        const crypto::Admission* tablet =
            outline ? checker.objects.find(outline->header.device) : nullptr;
        if (tablet == nullptr) {
            const Cause cause = outline ? crypto::causes::device_unknown : outline.error().cause;
            nobodys.push_back({name, std::string(cause.name())});
            continue;
        }
        DeviceState& state = states[tablet->id().hex()];
        ++state.sessions;
        if (auto sound = checker.check(name, *bytes, tablet->signing); !sound)
            note(state, sound.error().cause.name(), name);
    }
    add_chains(checker.chains, states);
    VerifyReport report = report_of(std::move(states));
    report.objects = checker.objects.refused();
    report.objects.insert(report.objects.end(), nobodys.begin(), nobodys.end());
    return report;
}

Result<VerifyReport> verify_archive(archive::Archive& archive) {
    const auto unreadable = archive.unreadable();
    if (!unreadable) return fail(unreadable.error());
    const auto places = archive.places();
    if (!places) return fail(places.error());
    States states;
    for (const archive::SessionPlace& place : *places) ++states[place.device.hex()].sessions;
    const auto rows = archive.rows();
    // The tablets' names stand beside single patients: not for every role, and nothing rests on
    // them.
    if (!rows && rows.error().cause != archive::causes::role_refused) return fail(rows.error());
    for (const archive::Row& row : rows.value_or(std::vector<archive::Row>{}))
        states[row.place.device.hex()].name = row.summary.tablet;
    add_chains(Chains(*places), states);
    VerifyReport report = report_of(std::move(states));
    for (const crypto::SessionId& session : *unreadable) report.unreadable.push_back(session.hex());
    if (const auto audit = archive.audit(); !audit)
        report.audit = std::string(audit.error().cause.name());
    return report;
}

}  // namespace spine::importing
