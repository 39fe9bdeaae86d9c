// What an importer knows of sessions that were gone from the store before they came here.
//
// That they had been taken is said by their receipts, and that they went by right by a tombstone or
// by the clinic's rule for its store. What is not explained so is a gap.
#include <algorithm>
#include <set>

#include "import/importer.h"

namespace spine::importing {

// What was explained by a computer that does not count any more is a gap again.
Status Importer::know_taken_out() {
    const auto known = archive_.taken_out();
    if (!known) return fail(known.error());
    for (const archive::TakenOut& session : *known) {
        if (objects_.author_of(session.author, session.receipt) != nullptr) {
            chains_.add_taken_out(session);
            continue;
        }
        if (auto dropped = archive_.drop_taken_out(session); !dropped) return dropped;
        chains_.forget(session);
    }
    return {};
}

// Looked for as seldom as what the store has lost, unless there is something new to look for.
Status Importer::explain_gaps() {
    const auto rule = rules_.store_goes_first(store_, configurations_);
    if (!rule) return fail(rule.error());
    std::vector<std::string> unexplained;
    std::set<crypto::DeviceId> tablets;
    for (const ChainReport& gap : chains_.gaps()) {
        const auto id = crypto::DeviceId::from_hex(gap.device);
        if (!*rule || !id || !gap.session.empty()) continue;
        tablets.insert(*id);
        unexplained.push_back(gap.device + "/" + std::to_string(gap.counter));
    }
    for (const auto& [session, tombstone] : objects_.tombstones()) {
        if (chains_.find(session) != nullptr) continue;
        tablets.insert(session.device);
        unexplained.push_back(session.text());
    }
    const UnixMs now = clock_.now();
    const bool recently =
        explained_at_ && now >= *explained_at_ && now - *explained_at_ < kMendEveryMs;
    if (tablets.empty() || (recently && unexplained == unexplained_)) return {};
    for (const crypto::DeviceId& tablet : tablets)
        if (auto done = explain(tablet, *rule); !done) return done;
    unexplained_ = std::move(unexplained);
    explained_at_ = now;
    return {};
}

Status Importer::explain(const crypto::DeviceId& tablet, bool store_goes_first) {
    if (auto read = heads_.read(store_, tablet); !read) {
        // A tablet whose receipts cannot be listed stops no other: the gap stands.
        return sync::concerns_whole_store(read.error().cause) ? read : Status();
    }
    return archive_.transact([&]() -> Status {
        for (const archive::TakenOut& taken : heads_.of(tablet)) {
            const archive::SessionPlace* known = chains_.find(taken.session);
            const bool erased = objects_.tombstones().contains(taken.session);
            if (known != nullptr && !known->by_receipt_alone()) continue;
            if (known == nullptr && !erased && !store_goes_first) continue;
            if (auto noted = archive_.note_taken_out(taken); !noted) return noted;
            chains_.add_taken_out(taken);
            // The end that the next session names, or the only one that has a receipt.
            const bool better =
                known == nullptr || (known->head != taken.head && chains_.is_previous(taken));
            if (!erased || !better) continue;
            if (auto placed = place_erased(taken); !placed) return placed;
        }
        return {};
    });
}

// What was erased elsewhere and is gone has its place here, as it has where it had been.
Status Importer::place_erased(const archive::TakenOut& taken) {
    archive::SessionPlace place;
    place.device = taken.session.device;
    place.session = taken.session.session;
    place.counter = taken.counter;
    place.head = taken.head;
    if (auto gone = archive_.forget_erased(place); !gone) return gone;
    chains_.add(place);
    return archive_.note_receipt(taken.session, taken.head, taken.receipt);
}

}  // namespace spine::importing
