// Every object of a store against the root's key.
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "config/config.h"
#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/manifest.h"
#include "crypto/objects.h"
#include "crypto/refusal.h"
#include "import/ends.h"
#include "import/retention.h"
#include "import/session_place.h"
#include "import/verify_states.h"
#include "open/session_opening.h"
#include "session/event.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {
namespace {

Result<opening::OpenedSession> open(const std::vector<opening::SessionOpener>& openers,
                                    const crypto::VerifiedBundle& bundle) {
    Result<opening::OpenedSession> opened = crypto::refuse(crypto::causes::not_a_recipient);
    for (const opening::SessionOpener& opener : openers) {
        opened = opener.open(bundle);
        if (opened || opened.error().cause != crypto::causes::not_a_recipient) break;
    }
    return opened;
}

Status check_content(const std::vector<opening::SessionOpener>& openers,
                     const crypto::VerifiedBundle& bundle) {
    const auto opened = open(openers, bundle);
    if (!opened) return fail(opened.error());
    for (std::size_t i = 0; i < opened->size(); ++i)
        if (!session::decode(as_text(opened->payload(i))))
            return crypto::refuse(crypto::causes::event_malformed);
    return {};
}

class StoreCheck {
  public:
    StoreCheck(sync::Store& store, const crypto::SignPublicKey& root,
               std::span<const crypto::SealSecretKey> clinic_keys,
               std::set<std::string> imported = {})
        : store_(store),
          root_(root),
          objects_(root),
          configurations_(root),
          imported_(std::move(imported)) {
        for (const crypto::SealSecretKey& key : clinic_keys)
            openers_.emplace_back(crypto::clinic_id_of(root), key.copy());
    }

    [[nodiscard]] Met& met() { return met_; }

    Result<VerifyReport> run() {
        if (auto read = objects_.refresh(store_); !read) return fail(std::move(read));
        if (auto read = configurations_.refresh(store_); !read) return fail(std::move(read));
        for (const auto& [id, admission] : objects_.admissions())
            if (admission.role == crypto::Role::Kiosk) states_[id.hex()].name = admission.name;
        for (const sync::RefusedObject& refused : objects_.refused())
            refuse(refused.object, refused.cause, {}, sync::places::objects);
        if (auto done = check_bundles(); !done) return fail(std::move(done));
        for (const auto& [session, ends] : ends_) met_.chains.set_ends(ends.standing());
        if (auto done = check_configurations(); !done) return fail(std::move(done));
        if (auto done = check_receipts(); !done) return fail(std::move(done));
        if (auto done = check_attention(); !done) return fail(std::move(done));
        if (auto done = know_taken_out(); !done) return fail(std::move(done));
        note_chains(met_.chains, states_);
        report_.configured = configurations_.newest() != nullptr;
        report_.devices = devices_of(std::move(states_));
        return std::move(report_);
    }

  private:
    void refuse(const std::string& object, std::string_view cause, std::string device,
                std::string_view where) {
        report_.objects.push_back(
            {object, std::string(cause), std::move(device), std::string(where)});
    }

    Status check_bundles() {
        const auto names = store_.list(sync::places::bundles);
        if (!names) return fail(names.error());
        for (const std::string& name : *names) check_bundle(name);
        return {};
    }

    void check_bundle(const std::string& name) {
        const auto bytes = store_.get(sync::places::bundles, name, crypto::kMaxBundleSize);
        if (!bytes) {
            const Cause cause = cause_of_no_bundle(bytes.error()).value_or(bytes.error().cause);
            return refuse(name, cause.name(), {}, sync::places::bundles);
        }
        const auto outline = crypto::outline_bundle(*bytes);
        if (!outline) return refuse(name, outline.error().cause.name(), {}, sync::places::bundles);
        const std::string device = outline->header.device.hex();
        const crypto::Admission* tablet = objects_.find(outline->header.device);
        if (tablet == nullptr || tablet->role != crypto::Role::Kiosk)
            return refuse(name, crypto::causes::device_unknown.name(), device,
                          sync::places::bundles);
        DeviceState& state = states_[device];
        ++state.sessions;
        const Status sound = check_sealed(name, *bytes, tablet->signing);
        if (sound) return;
        note(state, sound.error().cause.name(), name);
        refuse(name, sound.error().cause.name(), device, sync::places::bundles);
    }

    Status check_sealed(const std::string& name, ByteView bytes,
                        const crypto::SignPublicKey& tablet) {
        const auto bundle = crypto::verify_bundle(bytes, tablet, objects_.clinic());
        if (!bundle) return fail(bundle.error());
        if (auto named = crypto::check_name(bytes, name); !named) return named;
        if (configurations_.find(bundle->header().configuration) == nullptr)
            return crypto::refuse(crypto::causes::configuration_unknown);
        ends_[{bundle->header().device, bundle->header().session}].add(*bundle);
        if (!imported_.contains(name)) met_.not_imported.push_back(place_of(*bundle));
        return openers_.empty() ? Status() : check_content(openers_, *bundle);
    }

    Status check_configurations() {
        const auto names = store_.list(sync::places::configs);
        if (!names) return fail(names.error());
        for (const std::string& name : *names) {
            const auto hash = crypto::Hash::from_hex(name);
            const auto* known = hash ? configurations_.find(*hash) : nullptr;
            if (known == nullptr)
                refuse(name, cause_of_no_manifest(name), {}, sync::places::configs);
            else
                check_files(known->manifest);
        }
        return {};
    }

    std::string cause_of_no_manifest(const std::string& name) {
        const auto bytes = store_.get(sync::places::configs, name, crypto::kMaxManifestSize);
        const bool too_large = !bytes && bytes.error().cause == spine::causes::file_too_large;
        if (too_large) return std::string(crypto::causes::size_wrong.name());
        if (!bytes) return std::string(bytes.error().cause.name());
        const auto manifest = crypto::verify_manifest(*bytes, root_);
        return std::string((manifest ? crypto::causes::name_wrong : manifest.error().cause).name());
    }

    void check_files(const crypto::Manifest& manifest) {
        for (const crypto::ManifestFile& file : manifest.files) {
            // Versions share what did not change between them.
            if (!contents_.insert(file.content).second) continue;
            if (const auto cause = cause_of_content(manifest.clinic, file))
                refuse(file.content.hex(), cause->name(), {}, file.path);
        }
    }

    std::optional<Cause> cause_of_content(const crypto::ClinicId& clinic,
                                          const crypto::ManifestFile& file) {
        const auto bytes = store_.get(sync::places::contents, file.content.hex(), file.size);
        if (bytes && crypto::file_hash(clinic, *bytes) == file.content) return std::nullopt;
        if (bytes || bytes.error().cause == spine::causes::file_too_large)
            return crypto::causes::name_wrong;
        if (bytes.error().cause == spine::causes::file_missing) return config::causes::file_missing;
        return bytes.error().cause;
    }

    Status check_receipts() {
        for (const auto& [id, admission] : objects_.admissions()) {
            if (admission.role != crypto::Role::Kiosk) continue;
            const auto check = [&](ByteView bytes, const crypto::Admission& author) -> Status {
                const auto receipt =
                    crypto::verify_receipt(bytes, author.signing, objects_.clinic());
                if (!receipt) return fail(receipt.error());
                if (objects_.author_of(author.id(), crypto::hash(bytes)) != nullptr)
                    receipted_.push_back({{receipt->device, receipt->session},
                                          receipt->counter,
                                          receipt->head,
                                          crypto::hash(bytes),
                                          author.id()});
                return {};
            };
            auto done = check_signed(sync::places::receipts(id), crypto::Role::Computer, check);
            if (!done) return done;
        }
        return {};
    }

    // What the clinic had taken and took out of the store again is no gap (FORMAT.md §8,
    // "Retention").
    Status know_taken_out() {
        const auto store_goes_first = rules_.store_goes_first(store_, configurations_);
        if (!store_goes_first) return fail(store_goes_first.error());
        for (const archive::TakenOut& taken : receipted_)
            if (met_.chains.find(taken.session) == nullptr &&
                (*store_goes_first || objects_.tombstones().contains(taken.session)))
                met_.chains.add_taken_out(taken);
        return {};
    }

    Status check_attention() {
        const auto check = [&](ByteView bytes, const crypto::Admission& author) -> Status {
            const auto call = crypto::verify_attention(bytes, author.signing, objects_.clinic());
            return call ? Status() : fail(call.error());
        };
        return check_signed(sync::places::attention, crypto::Role::Kiosk, check);
    }

    // Everything in a place whose objects name their author, who must have this role.
    template <typename Check>
    Status check_signed(std::string_view place, crypto::Role role, const Check& check) {
        const auto names = store_.list(place);
        if (!names) return fail(names.error());
        for (const std::string& name : *names) {
            const auto bytes = store_.get(place, name, crypto::kMaxObjectSize);
            Status sound = bytes ? crypto::check_name(*bytes, name) : fail(bytes.error());
            std::string device;
            if (sound) {
                const auto author = crypto::claimed_author(*bytes);
                const crypto::Admission* known = objects_.find(author);
                device = author.hex();
                sound = known != nullptr && known->role == role
                            ? check(*bytes, *known)
                            : Status(crypto::refuse(crypto::causes::device_unknown));
            }
            if (!sound) refuse(name, sound.error().cause.name(), std::move(device), place);
        }
        return {};
    }

    sync::Store& store_;
    crypto::SignPublicKey root_;
    sync::ClinicObjects objects_;
    sync::Configurations configurations_;
    std::vector<opening::SessionOpener> openers_;
    std::map<crypto::SessionRef, MetEnds> ends_;
    RetentionRules rules_;
    std::vector<archive::TakenOut> receipted_;
    std::set<std::string> imported_;
    Met met_;
    DeviceStates states_;
    std::set<crypto::Hash> contents_;
    VerifyReport report_;
};

}  // namespace

Result<VerifyReport> verify_store_with(sync::Store& store, const crypto::SignPublicKey& root,
                                       std::span<const crypto::SealSecretKey> clinic_keys,
                                       std::set<std::string> imported, Met& met) {
    StoreCheck check(store, root, clinic_keys, std::move(imported));
    auto report = check.run();
    met = std::move(check.met());
    return report;
}

Result<VerifyReport> verify_store(sync::Store& store, const crypto::SignPublicKey& root,
                                  const crypto::SealSecretKey* clinic_key) {
    const std::span keys(clinic_key, clinic_key != nullptr ? 1U : 0U);
    return StoreCheck(store, root, keys).run();
}

}  // namespace spine::importing
