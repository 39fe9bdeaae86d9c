// What left the clinic with research data, whatever became of the people since: so that a later
// export can be held against all before (deidentify/joint.h says why nobody is ever taken out).
//
// One entry an export. It names no session: people stand under ids that only who holds the clinic's
// key can work out from a session. An entry is sealed and signed like a mark, kept with the marks,
// handed to the store by the importer, and comes back from it to other computers and to an archive
// that is made anew. FORMAT.md §8 has its bytes. 20 bytes a person and 4 for each of their
// sensitive columns, in parts of 64 KiB: a million people are some 310 objects. Writing holds one
// part in memory; reading one whole entry.
//
// It fails closed: where a part that counts does not open or is not here, nothing is said at all.
//
// Over an archive that outlives it and is unlocked. One thread, the archive's.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/ledger_part.h"

namespace spine::archive {

class Archive;

namespace causes {
inline constexpr Cause ledger_unreadable = "export-ledger-unreadable";  // damaged, forged, or
                                                                        // sealed to a foreign key
inline constexpr Cause ledger_incomplete = "export-ledger-incomplete";  // a part is elsewhere
}  // namespace causes

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

struct LedgerEntry {
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
    std::uint32_t number = 0;  // of that computer's entries, from 1: one that is missing shows
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

class ExportLedger {
  public:
    explicit ExportLedger(Archive& archive) : archive_(archive) {}

    // Each entry that counts, once, with its people; the oldest first, by the clocks of those who
    // wrote them. For whoever may export. Faults: ledger_unreadable and ledger_incomplete, whose
    // `where` is the object or the computer; those of `visit`.
    [[nodiscard]] Status each(
        const std::function<Status(const LedgerEntry&, LedgerPeople&)>& visit);
    // The same without people.
    [[nodiscard]] Result<std::vector<LedgerEntry>> entries();
    // The ids of people under the key with this fingerprint. Fault: ledger_unreadable where it is
    // not held here.
    [[nodiscard]] Result<crypto::ExporteeIds> ids_by(const crypto::Hash& key);

    // On the disk when it returns, with a word in the audit trail: before the data leave, so that
    // what is cut off between leaves an entry without a file, never a file without an entry. `next`
    // is called entry.people and then entry.later times. Faults: role_refused, device_revoked (what
    // a revoked computer says counts for nobody), clinic_key_missing, field_out_of_range.
    [[nodiscard]] Status write(LedgerEntry entry, const std::function<void(LedgerPerson&)>& next);

    // Parts that count and do not open, by hash().
    [[nodiscard]] Result<std::vector<crypto::Hash>> unreadable();

  private:
    // Where an entry's parts lie.
    struct Parts {
        crypto::DeviceId author;
        std::uint16_t count = 0;
        std::map<std::uint16_t, crypto::Hash> names;
    };
    // By author, too: who signs another computer's part anew takes nothing from that computer.
    using ByEntry = std::map<std::pair<crypto::DeviceId, crypto::LedgerEntryId>, Parts>;
    [[nodiscard]] bool counts_no_more(const crypto::DeviceId& author);
    [[nodiscard]] Result<std::optional<crypto::LedgerPartText>> open(const crypto::Hash& name,
                                                                     ByteView bytes);
    [[nodiscard]] Result<ByEntry> find(std::vector<crypto::Hash>& unreadable);
    [[nodiscard]] Result<ByEntry> find_all();
    [[nodiscard]] Result<crypto::WipedBytes> content(const Parts& parts);
    [[nodiscard]] Result<std::vector<LedgerEntry>> heads(const ByEntry& found);
    [[nodiscard]] Status nothing_missing(const std::vector<LedgerEntry>& heads);
    [[nodiscard]] Result<std::uint32_t> next_number();

    Archive& archive_;
};

}  // namespace spine::archive
