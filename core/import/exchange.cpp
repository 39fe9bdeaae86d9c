// The clinic's signed objects, between archive and store: what is new is kept, what was made here
// is sent, and what the store has lost of either is put there again.
#include "crypto/object_common.h"
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
