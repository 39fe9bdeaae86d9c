#include "import/rotating_computer.h"

#include <algorithm>
#include <set>
#include <utility>

#include "crypto/bundle.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/object_common.h"
#include "crypto/receipt.h"
#include "crypto/refusal.h"
#include "import/enrolment_parts.h"
#include "import/passed_keys.h"
#include "sync/clinic_objects.h"
#include "sync/configurations.h"

namespace spine::importing {
namespace {

class Rotation {
  public:
    Rotation(archive::Archive& archive, const std::filesystem::path& root, sync::Store& store,
             const Desk& desk)
        : archive_(archive),
          root_(desk.files, root),
          store_(store),
          desk_(desk),
          words_(archive.root()) {}

    Result<RotatedComputer> run() {
        if (auto read = read_words(); !read) return fail(std::move(read));
        auto former = archive_.former_computer();
        if (!former) return fail(std::move(former));
        const bool finishes = former->has_value();
        if (!finishes) {
            former = archive_.computer();
            if (auto done = change_keys(); !done) return fail(std::move(done));
        }
        if (auto done = take_back(**former); !done) return fail(std::move(done));
        auto out = told(**former);
        if (out) out->finished_earlier = finishes;
        return out;
    }

  private:
    // What archive, ROOT and store have of the clinic's objects: what one of them lacks counts.
    Status read_words() {
        auto all = archive_.kept_objects();
        if (!all) return fail(std::move(all));
        const auto add = [&](const auto& signed_ones) {
            for (const auto& one : signed_ones) all->push_back(one.bytes);
        };
        const auto admissions = root_.admissions();
        if (!admissions) return fail(admissions.error());
        add(*admissions);
        const auto revocations = root_.revocations();
        if (!revocations) return fail(revocations.error());
        add(*revocations);
        const auto endorsements = root_.endorsements();
        if (!endorsements) return fail(endorsements.error());
        all->insert(all->end(), endorsements->begin(), endorsements->end());
        words_.remember(*all);
        return words_.refresh(store_);
    }

    // Endorsed before the switch, behind which nothing is signed with the old key; revoked after
    // it, so that there is always a key here that counts.
    Status change_keys() {
        const crypto::Admission* mine = words_.find(archive_.computer());
        if (mine == nullptr || mine->role != crypto::Role::Computer) {
            return fail(causes::device_unknown, "The root has not admitted this computer.",
                        "Admit it first: kioskctl clinic admit.");
        }
        if (words_.revoked(archive_.computer())) {
            return fail(crypto::causes::device_revoked,
                        "The clinic has revoked this computer: new keys would give it back.",
                        "Let it join as a new one, in an empty folder: kioskctl clinic join.");
        }
        // What was passed to the old join key opens with that alone.
        sync::Configurations configurations(archive_.root());
        if (auto read = configurations.refresh(store_); !read) return read;
        if (auto taken = take_passed_keys(archive_, words_, configurations); !taken) return taken;
        const crypto::Admission old = *mine;
        if (auto done = admit_next(old.name); !done) return done;
        if (auto done = endorse(old); !done) return done;
        if (auto done = keep_words(); !done) return done;
        return archive_.use_next_computer_keys();
    }

    // Revoked before they go: an admission whose key nobody holds any more is nobody's to take
    // back.
    Status drop_old_next() {
        const auto old = archive_.next_keys_are_old();
        if (!old || !*old) return old ? Status() : fail(old.error());
        const auto next = archive_.next_computer_keys();
        if (!next) return fail(next.error());
        const auto admissions = root_.admissions();
        if (!admissions) return fail(admissions.error());
        const bool admitted =
            std::any_of(admissions->begin(), admissions->end(),
                        [&](const auto& one) { return one.admission.signing == next->signing; });
        if (admitted) {
            const auto id = crypto::device_id_of(archive_.clinic(), next->signing);
            if (auto said = say(revocation_of(id)); !said) return said;
        }
        return archive_.drop_next_computer_keys();
    }

    Status admit_next(const std::string& name) {
        if (auto dropped = drop_old_next(); !dropped) return dropped;
        const auto next = archive_.next_computer_keys();
        if (!next) return fail(next.error());
        const auto admissions = root_.admissions();
        if (!admissions) return fail(admissions.error());
        const auto known =
            std::find_if(admissions->begin(), admissions->end(),
                         [&](const auto& one) { return one.admission.signing == next->signing; });
        if (known != admissions->end()) return say(known->bytes);
        return say(root_.admit({archive_.clinic(), crypto::Role::Computer, next->signing,
                                next->join, next->attention, 0, desk_.clock.now(), name}));
    }

    Status endorse(const crypto::Admission& old) {
        const auto signer = archive_.signer();
        if (!signer) return fail(signer.error());
        auto names = objects();
        if (!names) return fail(std::move(names));
        if (auto done = add_receipts(**signer, *names); !done) return done;
        if (auto done = add_early_receipts(**signer, *names); !done) return done;
        // Those of a run that broke off: signed, and perhaps not in the store yet.
        const auto before = endorsements_of(old.id());
        if (!before) return fail(before.error());
        std::set<crypto::Hash> endorsed;
        for (const auto& [endorsement, bytes] : *before) {
            if (auto done = say(bytes); !done) return done;
            endorsed.insert(endorsement.objects.begin(), endorsement.objects.end());
        }
        std::erase_if(*names, [&](const crypto::Hash& name) { return endorsed.contains(name); });
        return each_some(std::move(*names), [&](std::vector<crypto::Hash> some) {
            return say(root_.endorse({archive_.clinic(), old.id(), std::move(some)}));
        });
    }

    Result<std::vector<crypto::Hash>> objects() {
        const auto own = archive_.own_objects();
        if (!own) return fail(own.error());
        std::vector<crypto::Hash> names;
        for (const Bytes& object : *own)
            if (crypto::claimed_author(object) == archive_.computer())
                names.push_back(crypto::hash(object));
        return names;
    }

    // Signed again, which gives the same bytes: for what the archive has taken a receipt is true,
    // whoever signs it.
    Status add_receipts(const crypto::Signer& signer, std::vector<crypto::Hash>& names) {
        const auto places = archive_.places();
        if (!places) return fail(places.error());
        const auto branches = archive_.branch_places();
        if (!branches) return fail(branches.error());
        // What an archive before this one had taken, by a receipt that is this key's.
        const auto taken_out = archive_.taken_out();
        if (!taken_out) return fail(taken_out.error());
        for (const archive::TakenOut& taken : *taken_out)
            if (receipt(signer, taken.session, taken.counter, taken.head) == taken.receipt)
                names.push_back(taken.receipt);
        for (const auto* ends : {&*places, &*branches})
            for (const archive::SessionPlace& place : *ends)
                names.push_back(receipt(signer, place.ref(), place.counter, place.head));
        return {};
    }

    // For the heads of early uploads that were extended since. No tablet deletes for one, but each
    // would name it as not believed with every sync.
    Status add_early_receipts(const crypto::Signer& signer, std::vector<crypto::Hash>& names) {
        const auto bundles = archive_.bundles_of_extended();
        if (!bundles) return fail(bundles.error());
        return sync::read_ahead(
            store_, sync::places::bundles, *bundles, crypto::kMaxBundleSize,
            [&](const std::string& name, const Result<Bytes>& bytes) -> Status {
                if (!bytes && sync::concerns_whole_store(bytes.error().cause))
                    return fail(bytes.error());
                // As the archive has read it, or not at all.
                if (!bytes || !crypto::check_name(*bytes, name)) return {};
                const auto outline = crypto::outline_bundle(*bytes);
                if (!outline || outline->head.status != crypto::SessionStatus::Open) return {};
                const crypto::SessionHeader& header = outline->header;
                names.push_back(receipt(signer, {header.device, header.session}, header.counter,
                                        crypto::head_hash(outline->head_bytes)));
                return {};
            });
    }

    [[nodiscard]] crypto::Hash receipt(const crypto::Signer& signer,
                                       const crypto::SessionRef& session, std::uint64_t counter,
                                       const crypto::Hash& head) const {
        return crypto::hash(crypto::make_receipt({archive_.clinic(), archive_.computer(),
                                                  session.device, session.session, counter, head},
                                                 signer));
    }

    struct SignedEndorsement {
        crypto::Endorsement endorsement;
        Bytes bytes;
    };
    Result<std::vector<SignedEndorsement>> endorsements_of(const crypto::DeviceId& computer) {
        auto all = root_.endorsements();
        if (!all) return fail(std::move(all));
        std::vector<SignedEndorsement> out;
        for (Bytes& bytes : *all) {
            auto one = crypto::verify_endorsement(bytes, archive_.root());
            if (one && one->device == computer) out.push_back({std::move(*one), std::move(bytes)});
        }
        return out;
    }

    // In the archive, too, which asks nobody else who its marks' authors are.
    Status keep_words() {
        return archive_.transact([&]() -> Status {
            for (const sync::KnownObject& object : words_.verified()) {
                if (!crypto::is_by_root(object.kind)) continue;
                if (auto kept = archive_.keep_object(object.bytes); !kept) return kept;
            }
            return {};
        });
    }

    // The files first: until the old key is revoked the next configuration names both.
    Status take_back(const crypto::DeviceId& old) {
        if (auto written = archive_.write_attention_keys(); !written) return written;
        const auto bytes = revocation_of(old);
        if (auto said = say(bytes); !said) return said;
        return archive_.note_revoked(*bytes);
    }

    // The one that the root has signed already, or a new one.
    Result<Bytes> revocation_of(const crypto::DeviceId& device) {
        const auto revocations = root_.revocations();
        if (!revocations) return fail(revocations.error());
        const auto known =
            std::find_if(revocations->begin(), revocations->end(),
                         [&](const auto& one) { return one.revocation.device == device; });
        return known != revocations->end()
                   ? Result<Bytes>(known->bytes)
                   : root_.revoke({archive_.clinic(), device, desk_.clock.now()});
    }

    // Into the store, and into what is known here.
    Status say(const Result<Bytes>& object) {
        if (auto put = put_signed(store_, object); !put) return put;
        words_.remember({&*object, 1});
        return {};
    }

    Result<RotatedComputer> told(const crypto::DeviceId& old) {
        RotatedComputer out;
        out.old_id = old;
        out.new_id = archive_.computer();
        const auto print = [&](const crypto::DeviceId& id) {
            const crypto::Admission* known = words_.find(id);
            return known == nullptr ? std::string()
                                    : crypto::fingerprint_text(
                                          crypto::fingerprint(archive_.clinic(), known->signing));
        };
        out.old_key = print(out.old_id);
        out.new_key = print(out.new_id);
        const auto endorsed = endorsements_of(old);
        if (!endorsed) return fail(endorsed.error());
        for (const auto& one : *endorsed) out.endorsed += one.endorsement.objects.size();
        for (const sync::KnownObject& object : words_.verified())
            if (crypto::is_by_computer(object.kind) &&
                crypto::claimed_author(object.bytes) == old &&
                words_.author_of(old, object.name) == nullptr)
                ++out.left_out;
        return out;
    }

    archive::Archive& archive_;
    const RootFolder root_;
    sync::Store& store_;
    const Desk& desk_;
    sync::ClinicObjects words_;
};

}  // namespace

Result<RotatedComputer> rotate_computer(archive::Archive& archive,
                                        const std::filesystem::path& root, sync::Store& store,
                                        const Desk& desk) {
    if (auto may = archive.require(archive::Role::Administrator); !may) return fail(std::move(may));
    const RootFolder folder(desk.files, root);
    const auto card = folder.card();
    if (!card) return fail(card.error());
    if (card->root != archive.root()) return crypto::refuse(crypto::causes::other_clinic);
    // Whoever rotates must be able to sign: else the new keys would wait for a root that is away.
    const auto key = folder.key();
    if (!key) return fail(key.error());
    if (crypto::public_of(*key) != archive.root())
        return crypto::refuse(crypto::causes::other_clinic);
    return Rotation(archive, root, store, desk).run();
}

}  // namespace spine::importing
