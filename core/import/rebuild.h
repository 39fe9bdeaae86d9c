// An archive made anew from what the store holds: the store is the memory (design.md).
#pragma once

#include <memory>

#include "archive/archive.h"
#include "import/importer.h"

namespace spine::importing {

namespace causes {
// The archive holds sessions that the store does not have: rebuilding would lose them.
inline constexpr Cause rebuild_would_lose = "rebuild-would-lose";
}  // namespace causes

struct Rebuilt {
    ImportResult imported;
    std::uint64_t before = 0, after = 0;  // sessions whose answers are in the archive
    // Of `before`, those that lack an end: 0 unless losing was accepted.
    std::uint64_t lost = 0;
};

enum class Losing { Refused, Accepted };

// `keys`: unlocked, gives its keys, slots, kept objects and audit trail; it is closed. The new
// archive is made in `clinic`/rebuild and takes the place of `clinic`'s archive at the end, whole
// or not at all: after any fault what was there is there. Quarantine and receipts are as the store
// gives them. Faults: rebuild_would_lose, those of Importer::run(), of the files.
[[nodiscard]] Result<Rebuilt> rebuild_archive(std::unique_ptr<archive::Archive> keys,
                                              const archive::ClinicFolder& clinic,
                                              sync::Store& store, Files& files, Clock& clock,
                                              Assessor assessor, Losing losing);

}  // namespace spine::importing
