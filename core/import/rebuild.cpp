#include "import/rebuild.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace spine::importing {
namespace {

// What a rebuild that broke off has left: nothing of it was ever in use.
Status clean(const archive::ClinicFolder& work, Files& files) {
    for (const char* end : {"", "-wal", "-shm", "-journal", ".new", ".lock"}) {
        auto file = work.database();
        file += end;
        if (auto gone = files.remove(file); !gone) return gone;
    }
    return {};
}

struct HeldEnd {
    archive::SessionPlace place;
    bool answered = false;
};

// What an archive has of its sessions: every end of each.
struct Held {
    std::map<crypto::SessionRef, std::vector<HeldEnd>> ends;
    std::set<crypto::SessionRef> answered, erased;
};

Result<Held> held_by(archive::Archive& archive) {
    const auto places = archive.places();
    const auto branches = archive.answered_branches();
    const auto answered = archive.answered();
    const auto erased = archive.erased();
    if (!places) return fail(places.error());
    if (!branches) return fail(branches.error());
    if (!answered) return fail(answered.error());
    if (!erased) return fail(erased.error());
    Held held{{}, {answered->begin(), answered->end()}, {erased->begin(), erased->end()}};
    for (const archive::SessionPlace& place : *places)
        held.ends[place.ref()].push_back({place, held.answered.contains(place.ref())});
    for (const archive::SessionPlace& branch : *branches)
        held.ends[branch.ref()].push_back({branch, true});
    return held;
}

// An end with answers stands where it is, with its answers; or a later head, if it was open; or a
// withdrawal, if its patient had not ended it: as any import would have it; or where its session
// was erased by a word that counts.
bool stands(const archive::SessionPlace& was, const Held& now) {
    if (now.erased.contains(was.ref())) return true;
    const auto found = now.ends.find(was.ref());
    if (found == now.ends.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const HeldEnd& end) {
        const archive::SessionPlace& is = end.place;
        if (is.head == was.head) return end.answered;
        if (is.header != was.header) return false;
        const bool was_open = was.status == crypto::SessionStatus::Open;
        if (is.status == crypto::SessionStatus::Withdrawn)
            return was_open || was.status == crypto::SessionStatus::Interrupted;
        return was_open && is.records >= was.records && end.answered;
    });
}

std::uint64_t sessions_lost(const Held& before, const Held& after) {
    std::uint64_t lost = 0;
    for (const auto& [session, ends] : before.ends) {
        const bool all = std::all_of(ends.begin(), ends.end(), [&](const HeldEnd& end) {
            return !end.answered || stands(end.place, after);
        });
        if (!all) ++lost;
    }
    return lost;
}

void add(const ImportResult& second, ImportResult& first) {
    first.imported += second.imported;
    first.extended += second.extended;
    first.branches += second.branches;
    first.interrupted += second.interrupted;
    first.refused = second.refused;
    first.refused_further = second.refused_further;
    first.not_kept = second.not_kept;
    first.receipts_again += second.receipts_again;
    first.forks = second.forks;
    first.gaps = second.gaps;
    first.silent = second.silent;
}

}  // namespace

Result<Rebuilt> rebuild_archive(std::unique_ptr<archive::Archive> keys,
                                const archive::ClinicFolder& clinic, sync::Store& store,
                                Files& files, Clock& clock, Assessor assessor, Losing losing) {
    if (auto may = keys->require(archive::Role::Administrator); !may) return fail(std::move(may));
    const archive::ClinicFolder work{clinic.root / "rebuild"};
    if (auto made = files.make_folders(work.root); !made) return fail(std::move(made));
    if (auto cleaned = clean(work, files); !cleaned) return fail(std::move(cleaned));
    auto anew = keys->emptied_copy(work);
    if (!anew) return fail(std::move(anew));
    Rebuilt rebuilt;
    {
        Importer importer(**anew, store, clock, std::move(assessor));
        auto first = importer.run(Order::ReceiptedFirst, Receipts::Withheld);
        if (!first) return fail(std::move(first));
        // Once more: what was refused for want of what stands before it is in its place now.
        auto second = importer.run(Order::AsListed, Receipts::Withheld);
        if (!second) return fail(std::move(second));
        rebuilt.imported = std::move(*first);
        add(*second, rebuilt.imported);
    }
    const auto before = held_by(*keys);
    const auto after = held_by(**anew);
    if (!after) return fail(after.error());
    rebuilt.after = after->answered.size();
    // An archive that cannot even be listed has nothing to lose.
    if (before) {
        rebuilt.before = before->answered.size();
        rebuilt.lost = sessions_lost(*before, *after);
    }
    if (rebuilt.lost > 0 && losing == Losing::Refused) {
        anew->reset();
        if (auto cleaned = clean(work, files); !cleaned) return fail(std::move(cleaned));
        return fail(causes::rebuild_would_lose,
                    "The store lacks " + std::to_string(rebuilt.lost) +
                        " of the sessions that this archive holds. Nothing was changed.",
                    "Make a backup first, then say --accept-loss if they may go.");
    }
    if (auto restored = (*anew)->restore_attention_key(clinic, files); !restored)
        return fail(std::move(restored));
    if (auto tidied = keys->tidy(); !tidied && keys->folder().root == clinic.root)
        return fail(std::move(tidied));
    // Under the lock of the one that goes: nobody opens it in between.
    auto moved = archive::Archive::move_to(std::move(*anew), clinic);
    keys.reset();
    if (!moved) return fail(std::move(moved));
    if (auto cleaned = clean(work, files); !cleaned) return fail(std::move(cleaned));
    return rebuilt;
}

}  // namespace spine::importing
