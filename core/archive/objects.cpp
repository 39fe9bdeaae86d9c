// What the clinic has said, as far as this computer has seen it: kept for ever, so that no store
// takes it back.
#include <algorithm>
#include <limits>

#include "archive/archive.h"
#include "archive/schema.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

// Far beyond what a clinic does, and far from the end of the numbers: who holds one computer's key
// must not be able to stop the clock of all.
constexpr std::uint64_t kHighestLamport = std::uint64_t{1} << 60U;
constexpr std::size_t kTombstonesLamport = 50;  // FORMAT.md §8

}  // namespace

Status Archive::see_lamport(std::uint64_t seen) {
    if (seen > kHighestLamport) return {};
    const auto last = database::get_number(database_, "lamport");
    if (!last) return fail(last.error());
    const auto number = static_cast<std::int64_t>(seen);
    if (number <= last->value_or(0)) return {};
    return database::set_number(database_, "lamport", number);
}

Result<std::int64_t> Archive::next_lamport() {
    const auto last = database::get_number(database_, "lamport");
    if (!last) return fail(last.error());
    const std::int64_t next = last->value_or(0) + 1;
    if (auto set = database::set_number(database_, "lamport", next); !set)
        return fail(std::move(set));
    return next;
}

Status Archive::insert_object(ByteView object, Origin origin) {
    const auto kind = crypto::kind_of(object);
    const crypto::Hash name = crypto::hash(object);
    return database_.run("INSERT OR IGNORE INTO object VALUES (?, ?, ?, ?)",
                         {name.view(), kind ? static_cast<int>(*kind) : -1,
                          origin == Origin::Here ? kWaits : kFromElsewhere, object});
}

Status Archive::keep_object(ByteView object) {
    if (auto kept = insert_object(object, Origin::Elsewhere); !kept) return kept;
    const auto kind = crypto::kind_of(object);
    // The store is all that is left of what this computer said since its keys were put away.
    if (rebuilt_ && open_ && kind && crypto::is_by_computer(*kind) &&
        crypto::claimed_author(object) == computer())
        if (auto own = note_sent(object); !own) return own;
    if (kind == crypto::ObjectKind::Tombstone) {
        ByteReader in(object.subspan(std::min(object.size(), kTombstonesLamport)));
        return see_lamport(in.u64());
    }
    if (!open_) return {};
    if (kind == crypto::ObjectKind::Mark) return open_one_mark(object);
    if (kind == crypto::ObjectKind::LedgerPart) return {};
    // What the root said may make marks count, or not.
    open_->authors.reset();
    open_->marks.reset();
    return {};
}

Result<std::vector<Bytes>> Archive::kept_objects() {
    std::vector<Bytes> out;
    auto read = each_row(database_, "SELECT bytes FROM object ORDER BY hash", {},
                         [&](const database::Statement& row) -> Status {
                             out.emplace_back(row.blob(0).begin(), row.blob(0).end());
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

Result<const crypto::Authors*> Archive::authors() {
    if (open_->authors) return &*open_->authors;
    crypto::Authors made(root_);
    auto read =
        each_row(database_, "SELECT bytes FROM object WHERE kind IN (?, ?, ?)",
                 {static_cast<int>(crypto::ObjectKind::Admission),
                  static_cast<int>(crypto::ObjectKind::Revocation),
                  static_cast<int>(crypto::ObjectKind::Endorsement)},
                 [&](const database::Statement& row) -> Status {
                     (void)made.take(row.blob(0));  // one that was altered in the file says nothing
                     return {};
                 });
    if (!read) return fail(std::move(read));
    open_->authors = std::move(made);
    return &*open_->authors;
}

Result<std::vector<Bytes>> Archive::outgoing() {
    std::vector<Bytes> out;
    auto read = each_row(database_, "SELECT bytes FROM object WHERE sent = ?", {kWaits},
                         [&](const database::Statement& row) -> Status {
                             out.emplace_back(row.blob(0).begin(), row.blob(0).end());
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

Status Archive::note_sent(ByteView object) {
    return database_.run("UPDATE object SET sent = ? WHERE hash = ?",
                         {kSent, crypto::hash(object).view()});
}

}  // namespace spine::archive
