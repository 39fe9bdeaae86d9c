// The clinic's signed objects, between archive and store: what is new is kept, what was made here
// is sent, and what the store has lost of either is put there again.
#include <algorithm>
#include <set>
#include <utility>

#include "crypto/causes.h"
#include "crypto/object_common.h"
#include "crypto/passed_key.h"
#include "import/importer.h"

namespace spine::importing {

// What the archive has kept counts also where the store has lost it.
Status Importer::read_objects() {
    if (!remembered_) {
        const auto kept = archive_.kept_objects();
        if (!kept) return fail(kept.error());
        objects_.remember(*kept);
        objects_kept_ = objects_.verified().size();
        remembered_ = true;
    }
    if (auto done = objects_.refresh(store_); !done) return done;
    if (auto done = send_objects(); !done) return done;
    return keep_objects();
}

Status Importer::send_objects() {
    const auto outgoing = archive_.outgoing();
    if (!outgoing) return fail(outgoing.error());
    objects_.remember(*outgoing);
    if (objects_.computer(archive_.computer()) == nullptr) return {};
    for (const Bytes& object : *outgoing) {
        if (auto put = sync::put_object(store_, sync::places::objects, object); !put)
            return fail(std::move(put));
        if (auto noted = archive_.note_sent(object); !noted) return noted;
    }
    return {};
}

Status Importer::keep_objects() {
    const auto& verified = objects_.verified();
    if (objects_kept_ == verified.size()) return {};
    auto kept = archive_.transact([&]() -> Status {
        for (std::size_t i = objects_kept_; i < verified.size(); ++i)
            if (auto put = archive_.keep_object(verified[i].bytes); !put) return put;
        return {};
    });
    if (kept) objects_kept_ = verified.size();
    return kept;
}

namespace {

// Recipient and key of each, as far as its author counts.
using Passed = std::set<std::pair<crypto::Hash, crypto::Hash>>;

template <typename Use>
void each_passed(const sync::ClinicObjects& objects, const Use& use) {
    for (const sync::KnownObject& object : objects.verified()) {
        if (object.kind != crypto::ObjectKind::PassedKey) continue;
        const auto* author = objects.author_of(crypto::claimed_author(object.bytes), object.name);
        if (author == nullptr) continue;
        const auto passed =
            crypto::verify_passed_key(object.bytes, author->signing, objects.clinic());
        if (passed) use(*passed);
    }
}

}  // namespace

// The clinic's keys that other computers passed to this one, as far as the root has signed them
// into a configuration; and the one that the newest configuration names is in use.
Status Importer::take_keys() {
    std::set<crypto::Hash> signed_in;
    for (const sync::KnownManifest* known : configurations_.all())
        signed_in.insert(crypto::fingerprint(archive_.clinic(), known->manifest.clinic_key));
    const auto mine = crypto::fingerprint(archive_.clinic(), archive_.join_key());
    Status done;
    each_passed(objects_, [&](const crypto::PassedKey& passed) {
        if (!done || passed.recipient != mine || !signed_in.contains(passed.key)) return;
        if (const auto key = archive_.open_passed(passed))
            done = archive_.add_clinic_key(*key, false);
    });
    if (!done) return done;
    const sync::KnownManifest* newest = configurations_.newest();
    return newest == nullptr ? Status() : archive_.use_clinic_key(newest->manifest.clinic_key);
}

// To each computer that the root has admitted, and to the recovery key, once each.
Status Importer::pass_keys() {
    const auto keys = archive_.clinic_keys();
    if (!keys) return {};  // none to pass
    Passed there;
    each_passed(objects_, [&](const crypto::PassedKey& passed) {
        there.emplace(passed.recipient, passed.key);
    });
    std::vector<crypto::SealPublicKey> recipients;
    for (const auto& [id, admission] : objects_.admissions())
        if (objects_.computer(id) != nullptr) recipients.push_back(admission.sealing);
    if (const sync::KnownManifest* newest = configurations_.newest())
        recipients.push_back(newest->manifest.recovery_key);
    bool passed = false;
    for (const crypto::SealPublicKey& to : recipients) {
        const auto recipient = crypto::fingerprint(archive_.clinic(), to);
        const bool lacks_one = std::any_of(keys->begin(), keys->end(), [&](const auto& key) {
            const auto print = crypto::fingerprint(archive_.clinic(), crypto::public_of(key));
            return !there.contains({recipient, print});
        });
        if (!lacks_one) continue;
        auto done = archive_.pass_keys(to);
        // Whoever was admitted with a key that is none gets nothing, and stops nobody.
        if (!done && done.error().cause == crypto::causes::recipient_unusable) continue;
        if (!done) return done;
        passed = true;
    }
    return passed ? send_objects() : Status();
}

Status Importer::apply_tombstones() {
    for (const auto& [session, tombstone] : objects_.tombstones()) {
        const archive::SessionPlace* place = chains_.find(session);
        if (place == nullptr || tombstones_obeyed_.contains(session)) continue;
        if (auto done = archive_.obey_tombstone(*place); !done) return done;
        tombstones_obeyed_.insert(session);
    }
    // What was erased stays erased for everybody: also when whoever erased it does not count now.
    if (objects_.computer(archive_.computer()) == nullptr) return {};
    const auto erased = archive_.erased();
    if (!erased) return fail(erased.error());
    bool affirmed = false;
    for (const crypto::SessionRef& session : *erased) {
        if (objects_.tombstones().contains(session)) continue;
        if (auto done = archive_.affirm_erased(session); !done) return done;
        affirmed = true;
    }
    return affirmed ? send_objects() : Status();
}

Status Importer::mend_objects() {
    for (const sync::KnownObject& object : objects_.verified()) {
        if (objects_.in_store(object.name)) continue;
        const bool counts =
            crypto::is_by_root(object.kind) ||
            objects_.author_of(crypto::claimed_author(object.bytes), object.name) != nullptr;
        if (!counts) continue;
        if (auto put = sync::put_object(store_, sync::places::objects, object.bytes); !put)
            return fail(std::move(put));
    }
    return {};
}

}  // namespace spine::importing
