#include "import/rebuild.h"

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

Result<std::uint64_t> sessions_lost(archive::Archive& before, archive::Archive& after) {
    const auto old_ones = before.answered();
    if (!old_ones) return fail(old_ones.error());
    const auto there = after.places();
    if (!there) return fail(there.error());
    std::set<crypto::SessionRef> known;
    for (const archive::SessionPlace& place : *there) known.insert(place.ref());
    std::uint64_t lost = 0;
    for (const crypto::SessionRef& session : *old_ones) lost += known.contains(session) ? 0U : 1U;
    return lost;
}

void add(const ImportResult& second, ImportResult& first) {
    first.imported += second.imported;
    first.extended += second.extended;
    first.interrupted += second.interrupted;
    first.refused = second.refused;
    first.refused_further = second.refused_further;
    first.not_kept = second.not_kept;
    first.receipts_again += second.receipts_again;
    first.forks = second.forks;
    first.gaps = second.gaps;
}

}  // namespace

Result<Rebuilt> rebuild_archive(std::unique_ptr<archive::Archive> keys,
                                const archive::ClinicFolder& clinic, sync::Store& store,
                                Files& files, Clock& clock, Assessor assessor, Losing losing) {
    const archive::ClinicFolder work{clinic.root / "rebuild"};
    if (auto made = files.make_folders(work.root); !made) return fail(std::move(made));
    if (auto cleaned = clean(work, files); !cleaned) return fail(std::move(cleaned));
    auto anew = keys->emptied_copy(work);
    if (!anew) return fail(std::move(anew));
    Rebuilt rebuilt;
    {
        Importer importer(**anew, store, clock, std::move(assessor));
        auto first = importer.run(Order::ReceiptedFirst);
        if (!first) return fail(std::move(first));
        // Once more: what was refused for want of what stands before it is in its place now.
        auto second = importer.run();
        if (!second) return fail(std::move(second));
        rebuilt.imported = std::move(*first);
        add(*second, rebuilt.imported);
    }
    const auto before = keys->answered();
    const auto after = (*anew)->answered();
    if (!after) return fail(after.error());
    rebuilt.after = after->size();
    // An archive that cannot even be listed has nothing to lose.
    if (before) {
        rebuilt.before = before->size();
        const auto lost = sessions_lost(*keys, **anew);
        if (!lost) return fail(lost.error());
        rebuilt.lost = *lost;
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
