// What left the clinic with research data, whatever became of the people since: so that a later
// export can be held against all before (deidentify/joint.h says why nobody is ever taken out).
// Tables without rows are such data, too: of them it keeps how the sessions were cut into batches.
//
// One entry an export. It names no session: people stand under ids that only who holds the clinic's
// key can work out from a session. An entry is sealed and signed like a mark, kept with the marks,
// handed to the store by the importer, and comes back from it to other computers and to an archive
// that is made anew. FORMAT.md §8 has its bytes. 20 bytes a person and 4 for each of their
// sensitive columns, in parts of 64 KiB: a million people are some 310 objects. Writing holds one
// part in memory, and 16 bytes a person; reading one whole entry.
//
// It fails closed: where a part that counts does not open, is not here, or holds what no export
// writes, nothing is said at all. Each entry names those that it came after, so that one that a
// store holds back shows. Of a revoked computer what is at fault counts for nothing: revoking it is
// the way out of whatever it wrote.
//
// Over an archive that outlives it and is unlocked. One thread, the archive's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/ledger_part.h"
#include "crypto/session_ref.h"

namespace spine::archive {

class Archive;

namespace causes {
inline constexpr Cause ledger_unreadable = "export-ledger-unreadable";  // damaged, forged, or
                                                                        // sealed to a foreign key
inline constexpr Cause ledger_incomplete = "export-ledger-incomplete";  // a part is elsewhere
inline constexpr Cause ledger_malformed = "export-ledger-malformed";    // no export writes that
}  // namespace causes

// Sessions of a batch that tables count by.
inline constexpr std::uint32_t kSessionsInBatch = 50;
// Entries that one names as those before it.
inline constexpr std::size_t kMostNamedBefore = 64;

struct LedgerColumn {
    std::string name;  // of a quasi-identifier; at most 200 bytes of UTF-8, as all texts here
    std::uint8_t level = 0, levels = 1;  // that it left with, that it had; level 0 is the finest
    friend bool operator==(const LedgerColumn&, const LedgerColumn&) = default;
};

// What an export asked of a sensitive column, and the whole table's values, as
// deidentify/joint.h (FormerColumn) wants them again.
struct LedgerSensitive {
    std::string name;
    std::optional<std::uint32_t> distinct_l;
    std::optional<double> entropy_l, t;
    bool ordered = false;
    std::vector<std::uint64_t> rows;       // of the table, by the value's number
    std::optional<std::uint32_t> missing;  // the number that says that there is no value
    friend bool operator==(const LedgerSensitive&, const LedgerSensitive&) = default;
};

// An entry, as others name it.
struct LedgerName {
    crypto::DeviceId author;
    crypto::Hash first_part;  // hash() of the object
    friend auto operator<=>(const LedgerName&, const LedgerName&) = default;
};

enum class LedgerKind : std::uint8_t {
    Rows = 1,
    // Without columns. Its classes are batches, each of kSessionsInBatch sessions: those that were
    // counted stand as people, the others as later visits do.
    Tables = 2
};

struct LedgerEntry {
    LedgerKind kind = LedgerKind::Rows;
    crypto::Hash study;  // of its file
    std::string title, profile;
    std::uint32_t k = 0;
    std::vector<LedgerColumn> columns;
    std::vector<LedgerSensitive> sensitive;
    crypto::Hash ids;  // fingerprint of the clinic's key that its people are named by
    // People of first-time sessions, and later visits behind them.
    std::uint32_t people = 0, later = 0;
    // write() sets these.
    crypto::LedgerEntryId id;
    crypto::DeviceId author;
    // Those that this computer knew of and nothing had come after, by name; at most
    // kMostNamedBefore.
    std::vector<LedgerName> after;
    UnixMs at = 0;
    std::string by;  // the slot's name
    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

// One who left: `values` are the numbers of the sensitive columns, of a later visit none.
struct LedgerPerson {
    crypto::ExporteeId id;
    std::uint32_t equivalence_class = 0;  // any number that two of one class share
    std::vector<std::uint32_t> values;
};

// Of one entry, in their order.
class LedgerPeople {
  public:
    // `bytes`, which outlive it: what stands behind the entry's head.
    LedgerPeople(const LedgerEntry& entry, ByteView bytes);
    // False behind the last one.
    [[nodiscard]] bool next(LedgerPerson& person);
    // Whether the one that came last is a later visit.
    [[nodiscard]] bool is_later() const { return given_ > people_; }

  private:
    std::uint64_t people_, all_, given_ = 0;
    std::size_t columns_;
    ByteReader in_;
};

// What keeps a ledger from saying anything.
struct LedgerFault {
    Cause cause = causes::ledger_unreadable;
    crypto::DeviceId author;           // as it says itself
    std::optional<crypto::Hash> part;  // none of one that is incomplete
    // Of one that is not here: the entry that says it came after it. Which of the two computers
    // is to be looked into the clinic has to find: it may have been made up.
    std::optional<LedgerName> named_by;
};

class ExportLedger {
  public:
    explicit ExportLedger(Archive& archive) : archive_(archive) {}

    // Each entry that counts, once, with its people; the oldest first, by the clocks of those who
    // wrote them. For whoever may export. Faults: ledger_unreadable, ledger_incomplete and
    // ledger_malformed, whose `where` is the object or the computer, of an entry that another one
    // names both; those of `visit`.
    [[nodiscard]] Status each(
        const std::function<Status(const LedgerEntry&, LedgerPeople&)>& visit);
    // The same without people.
    [[nodiscard]] Result<std::vector<LedgerEntry>> entries();
    // The ids of people under the key with this fingerprint. Fault: ledger_unreadable where it is
    // not held here.
    [[nodiscard]] Result<crypto::ExporteeIds> ids_by(const crypto::Hash& key);
    // Every session that this archive knows of, also those that were erased, here or before they
    // came; some of them twice.
    [[nodiscard]] Status each_session(const std::function<void(const crypto::SessionRef&)>& visit);

    // Whether write() could take it: texts, columns and values that fit a head. Fault:
    // field_out_of_range.
    [[nodiscard]] static Status check(const LedgerEntry& entry);
    // On the disk when it returns, with a word in the audit trail: before the data leave, so that
    // what is cut off between leaves an entry without a file, never a file without an entry. `next`
    // is called entry.people and then entry.later times. What each() would not take is not written:
    // ledger_malformed, `where` "export ledger". Faults: those of each() and check();
    // role_refused, device_revoked (what a revoked computer says counts for nobody),
    // clinic_key_missing.
    [[nodiscard]] Status write(LedgerEntry entry, const std::function<void(LedgerPerson&)>& next);

    // All that each() would fail for. Whoever has unlocked the archive.
    [[nodiscard]] Result<std::vector<LedgerFault>> faults();

  private:
    // Where an entry's parts lie, and its head.
    struct Parts {
        std::uint16_t count = 0;
        std::map<std::uint16_t, crypto::Hash> names;
        std::uint64_t size = 0;
        LedgerEntry entry;
        std::size_t people_at = 0;  // 0: no head
        [[nodiscard]] LedgerName name() const { return {entry.author, names.at(0)}; }
    };
    // By author, too: who signs another computer's part anew takes nothing from that computer.
    using ByEntry = std::map<std::pair<crypto::DeviceId, crypto::LedgerEntryId>, Parts>;
    struct Found {
        ByEntry entries;
        std::set<crypto::Hash> here;  // every part, whether or not it counts
        std::vector<LedgerFault> faults;
        [[nodiscard]] bool add(const crypto::DeviceId& author, const crypto::Hash& name,
                               const crypto::LedgerPartText& text);
        [[nodiscard]] std::vector<const Parts*> oldest_first() const;
    };
    [[nodiscard]] bool counts_no_more(const crypto::DeviceId& author);
    [[nodiscard]] bool holds_key(const crypto::Hash& print) const;
    [[nodiscard]] Result<std::optional<crypto::LedgerPartText>> open(const crypto::Hash& name,
                                                                     ByteView bytes);
    [[nodiscard]] Result<Found> find();
    [[nodiscard]] std::optional<LedgerFault> fault_of(const Parts& parts) const;
    [[nodiscard]] Status follow(Found& found);
    [[nodiscard]] Result<Found> find_whole();
    [[nodiscard]] Result<crypto::WipedBytes> content(const Parts& parts);
    [[nodiscard]] Result<std::vector<LedgerName>> last_ones();

    Archive& archive_;
};

}  // namespace spine::archive
