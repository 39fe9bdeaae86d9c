// The clinic's signed objects, between archive and store: what is new is kept, what was made here
// is sent, and what the store has lost of either is put there again.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "archive/export_ledger.h"
#include "crypto/causes.h"
#include "crypto/object_common.h"
#include "import/importer.h"
#include "import/passed_keys.h"

namespace spine::importing {

// A rotation of this computer's keys that was cut off behind the switch has left the old attention
// key where a locked program looks for the new one.
Status Importer::finish_rotation() {
    const auto former = archive_.former_computer();
    if (!former) return fail(former.error());
    return *former ? archive_.write_attention_keys() : Status();
}

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
        for (std::size_t i = objects_kept_; i < verified.size(); ++i) {
            if (auto put = archive_.keep_object(verified[i].bytes); !put) return put;
            ledger_is_new_ |= verified[i].kind == crypto::ObjectKind::LedgerPart ||
                              crypto::is_by_root(verified[i].kind);
        }
        return {};
    });
    if (kept) objects_kept_ = verified.size();
    return kept;
}

// Named where it comes, and not only once somebody wants to export. It is kept: whether it counts
// is the root's to say. Of an entry that is not here the one that names it is named, each time
// until it has come; parts of one may be on their way.
Status Importer::judge_ledger() {
    if (!std::exchange(ledger_is_new_, false)) return {};
    const auto faults = archive::ExportLedger(archive_).faults();
    if (!faults) return fail(faults.error());
    of_ledger_.clear();
    for (const archive::LedgerFault& fault : *faults) {
        const auto part = fault.named_by ? fault.named_by->first_part : fault.part;
        if (part) of_ledger_.push_back({part->hex(), std::string(fault.cause.name())});
    }
    return {};
}

// The newest configuration; null where this archive has seen a newer one, which a store that turns
// back time does not show any more.
Result<const sync::KnownManifest*> Importer::newest_configuration() {
    const sync::KnownManifest* newest = configurations_.newest();
    if (newest == nullptr) return nullptr;
    const auto seen = archive_.see_configuration(newest->manifest.version);
    if (!seen) return fail(seen.error());
    return *seen > newest->manifest.version ? nullptr : newest;
}

// Those that were passed here; and the one that the newest configuration names is in use. Attention
// keys from before a rotation go once it has long named none of them.
Status Importer::take_keys() {
    if (auto taken = take_passed_keys(archive_, objects_, configurations_); !taken) return taken;
    const auto newest = newest_configuration();
    if (!newest) return fail(newest.error());
    if (*newest == nullptr) return {};
    const crypto::Manifest& manifest = (*newest)->manifest;
    if (auto used = archive_.use_clinic_key(manifest.clinic_key); !used) return used;
    std::vector<crypto::SealPublicKey> called;
    for (const crypto::ManifestComputer& one : manifest.computers) called.push_back(one.attention);
    return archive_.drop_former_attention(called);
}

// To each computer that the root has admitted, and to the recovery key, once each. A key that no
// configuration names yet goes to nobody: the one that names it says which recovery key it may go
// to. Only what this computer has passed itself counts as passed, since nobody but the recipient
// can tell what is in another's box.
Status Importer::pass_keys() {
    auto keys = archive_.clinic_keys();
    if (!keys) return {};  // none to pass
    const auto signed_in = signed_keys(archive_.clinic(), configurations_);
    std::vector<crypto::Hash> prints;
    for (const crypto::SealSecretKey& key : *keys)
        prints.push_back(crypto::fingerprint(archive_.clinic(), crypto::public_of(key)));
    std::erase_if(prints, [&](const crypto::Hash& print) { return !signed_in.contains(print); });
    std::set<std::pair<crypto::Hash, crypto::Hash>> there;  // recipient and key
    each_passed(objects_, [&](const crypto::PassedKey& passed) {
        if (passed.author == archive_.computer()) there.emplace(passed.recipient, passed.key);
    });
    std::vector<crypto::SealPublicKey> recipients;
    for (const auto& [id, admission] : objects_.admissions())
        if (objects_.computer(id) != nullptr) recipients.push_back(admission.sealing);
    const auto newest = newest_configuration();
    if (!newest) return fail(newest.error());
    if (*newest != nullptr) recipients.push_back((*newest)->manifest.recovery_key);
    bool passed = false;
    for (const crypto::SealPublicKey& to : recipients) {
        const auto recipient = crypto::fingerprint(archive_.clinic(), to);
        std::vector<crypto::Hash> lacking;
        std::copy_if(prints.begin(), prints.end(), std::back_inserter(lacking),
                     [&](const crypto::Hash& print) {
                         return !there.contains({recipient, print});
                     });
        if (lacking.empty()) continue;
        auto done = archive_.pass_keys(to, lacking);
        // Whoever was admitted with a key that is none gets nothing, and stops nobody.
        if (!done && done.error().cause == crypto::causes::recipient_unusable) continue;
        if (!done) return done;
        passed = true;
    }
    return passed ? send_objects() : Status();
}

Status Importer::apply_tombstones() {
    std::vector<archive::SessionPlace> places;
    const auto obey = [&]() -> Status {
        if (auto done = archive_.obey_tombstones(places); !done) return done;
        for (const archive::SessionPlace& place : places) tombstones_obeyed_.insert(place.ref());
        places.clear();
        return {};
    };
    for (const auto& [session, tombstone] : objects_.tombstones()) {
        const archive::SessionPlace* place = chains_.find(session);
        if (place == nullptr || tombstones_obeyed_.contains(session)) continue;
        places.push_back(*place);
        if (places.size() < kSessionsPerCommit) continue;
        if (auto done = obey(); !done) return done;
    }
    if (!places.empty())
        if (auto done = obey(); !done) return done;
    // What was erased stays erased for everybody: also when whoever erased it does not count now.
    if (objects_.computer(archive_.computer()) == nullptr) return {};
    const auto erased = archive_.erased();
    if (!erased) return fail(erased.error());
    bool affirmed = false;
    for (const crypto::SessionRef& session : *erased) {
        if (objects_.tombstones().contains(session)) continue;
        // Of one that was never here nobody but who erased it can say so.
        const archive::SessionPlace* place = chains_.find(session);
        if (place == nullptr || place->by_receipt_alone()) continue;
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
