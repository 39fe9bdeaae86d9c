// Receipts: given after the archive's durable commit, and again where the store has lost or damaged
// them. Without one a tablet keeps what it could delete.
#include <algorithm>
#include <map>
#include <set>

#include "crypto/constants.h"
#include "crypto/receipt.h"
#include "import/importer.h"

namespace spine::importing {

Status Importer::sign_receipts(ImportResult& result) {
    const auto waiting = archive_.without_receipt();
    if (!waiting) return fail(waiting.error());
    return give_receipts(*waiting, result);
}

Status Importer::give_receipts(std::span<const archive::SessionPlace> left, ImportResult& result) {
    while (!left.empty()) {
        const auto some = left.first(std::min(left.size(), kSessionsPerCommit));
        if (auto done = receipt_some(some, result); !done) return done;
        left = left.subspan(some.size());
    }
    return {};
}

Result<Bytes> Importer::receipt_for(const archive::SessionPlace& place) const {
    const auto signer = archive_.signer();
    if (!signer) return fail(signer.error());
    return crypto::make_receipt({archive_.clinic(), archive_.computer(), place.device,
                                 place.session, place.counter, place.head},
                                **signer);
}

// First in the store, then noted: a receipt that is written twice is the same receipt. A tablet
// whose place cannot be written to keeps its sessions, and keeps no other tablet from its receipts.
Status Importer::receipt_some(std::span<const archive::SessionPlace> places, ImportResult& result) {
    std::map<crypto::DeviceId, std::vector<Bytes>> receipts;
    std::set<crypto::DeviceId> left_out;
    std::vector<crypto::Hash> names;
    for (const archive::SessionPlace& place : places) {
        auto receipt = receipt_for(place);
        if (!receipt) return fail(std::move(receipt));
        names.push_back(crypto::hash(*receipt));
        receipts[place.device].push_back(std::move(*receipt));
    }
    for (const auto& [tablet, signed_for] : receipts) {
        const std::string where = sync::places::receipts(tablet);
        auto put = store_.put_all(where, signed_for);
        if (put) continue;
        if (sync::concerns_whole_store(put.error().cause)) return put;
        result.refused.push_back({where, std::string(put.error().cause.name())});
        left_out.insert(tablet);
    }
    return archive_.transact([&]() -> Status {
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (left_out.contains(places[i].device)) continue;
            if (auto noted = archive_.note_receipt(places[i].ref(), places[i].head, names[i]);
                !noted)
                return noted;
        }
        return {};
    });
}

Status Importer::mend(ImportResult& result) {
    const UnixMs now = clock_.now();
    // A clock that was put back does not put it off.
    if (mended_at_ && now >= *mended_at_ && now - *mended_at_ < kMendEveryMs) return {};
    if (auto done = mend_objects(); !done) return done;
    const auto given = archive_.given_receipts();
    if (!given) return fail(given.error());
    std::span<const archive::GivenReceipt> left(*given);
    while (!left.empty()) {
        const crypto::DeviceId tablet = left.front().session.device;
        const auto end = std::find_if(left.begin(), left.end(), [&](const auto& one) {
            return one.session.device != tablet;
        });
        const auto count = static_cast<std::size_t>(end - left.begin());
        if (auto done = mend_receipts(tablet, left.first(count), result); !done) return done;
        left = left.subspan(count);
    }
    mended_at_ = now;
    return {};
}

// By their names, which costs one listing. That the content is theirs, too, is read for some of
// them each time, so that all have their turn.
Status Importer::mend_receipts(const crypto::DeviceId& tablet,
                               std::span<const archive::GivenReceipt> given, ImportResult& result) {
    const auto where = sync::places::receipts(tablet);
    const auto names = store_.list(where);
    if (!names && sync::concerns_whole_store(names.error().cause)) return fail(names.error());
    if (!names) {
        result.refused.push_back({where, std::string(names.error().cause.name())});
        return {};
    }
    const std::size_t turns = (given.size() + kReceiptsReadEachTime - 1) / kReceiptsReadEachTime;
    const auto turn = static_cast<std::size_t>(clock_.now() / kMendEveryMs) % turns;
    std::vector<archive::SessionPlace> missing;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string name = given[i].receipt.hex();
        const bool there = std::binary_search(names->begin(), names->end(), name);
        if (there && (i / kReceiptsReadEachTime != turn || whole(where, given[i].receipt)))
            continue;
        // Objects are created once: what was damaged must go before it can be written again.
        if (there)
            if (auto gone = store_.remove(where, name); !gone) {
                if (sync::concerns_whole_store(gone.error().cause)) return gone;
                result.refused.push_back({name, std::string(gone.error().cause.name())});
                continue;
            }
        auto place = archive_.place(given[i].session, given[i].head);
        if (!place) return fail(std::move(place));
        missing.push_back(*place);
    }
    result.receipts_again += missing.size();
    return give_receipts(missing, result);
}

// A store that does not answer has damaged nothing.
bool Importer::whole(std::string_view where, const crypto::Hash& name) {
    const auto bytes = store_.get(where, name.hex(), crypto::kMaxObjectSize);
    if (!bytes) {
        const Cause cause = bytes.error().cause;
        return sync::concerns_whole_store(cause) || cause == sync::causes::store_refused;
    }
    return crypto::hash(*bytes) == name;
}

}  // namespace spine::importing
