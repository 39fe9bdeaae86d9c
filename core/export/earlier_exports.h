// What left before, read from the clinic's ledger into what the engine holds a new release against.
// Internal to the module.
//
// Some 120 bytes for each person who ever left, and 8 for each value of a sensitive column they
// left with; 80 for each session of a batch that tables were counted by; and, where entries name
// people by several keys of the clinic, 32 for each session while they are read. One thread; at one
// place, since data look into its history.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "archive/archive.h"
#include "archive/export_ledger.h"
#include "deidentify/joint.h"
#include "export/batches.h"
#include "export/study.h"

namespace spine::exporting {

class EarlierExports {
  public:
    // Faults: those of ExportLedger::each(); clinic_key_missing.
    [[nodiscard]] static Result<std::unique_ptr<EarlierExports>> read(archive::Archive& archive);
    EarlierExports(const EarlierExports&) = delete;
    EarlierExports& operator=(const EarlierExports&) = delete;

    [[nodiscard]] const deidentify::ReleaseHistory& history() const { return history_; }
    [[nodiscard]] deidentify::PersonId id_of(const crypto::SessionRef& session) const {
        return ids_.of(session).bytes;
    }
    // Of the clinic's key that ids come from: that of the first entry that counts, so that they
    // stay the same when the key is rotated.
    [[nodiscard]] const crypto::Hash& ids() const { return key_; }

    struct Earlier {
        archive::LedgerEntry entry;
        std::uint32_t release = 0;  // as ReleaseHistory::releases_of() counts
    };
    // The oldest first.
    [[nodiscard]] const std::vector<Earlier>& all() const { return all_; }
    // Those that have people of these traces.
    [[nodiscard]] std::vector<const Earlier*> with(std::span<const deidentify::Trace> traces) const;
    // The latest rows of this very study; null if there are none.
    [[nodiscard]] const Earlier* latest_of(const Study& study) const;
    // Of all tables.
    [[nodiscard]] const Batches& batches() const { return batches_; }

  private:
    EarlierExports(crypto::Hash key, crypto::ExporteeIds ids) : key_(key), ids_(std::move(ids)) {}
    [[nodiscard]] Status take(const archive::LedgerEntry& entry, archive::LedgerPeople& people,
                              archive::Archive& archive);
    [[nodiscard]] Status take_rows(archive::LedgerPeople& people);
    [[nodiscard]] Status take_tables(archive::LedgerPeople& people);
    [[nodiscard]] Status add(const archive::LedgerPerson& person, std::uint32_t equivalence_class);
    // From the ids of another key to ours, by all sessions that the archive knows; sorted.
    using Translation = std::vector<std::pair<crypto::ExporteeId, crypto::ExporteeId>>;
    [[nodiscard]] Result<const Translation*> translation(const crypto::Hash& key,
                                                         archive::Archive& archive);
    [[nodiscard]] bool next(archive::LedgerPeople& people, archive::LedgerPerson& person) const;

    crypto::Hash key_;
    crypto::ExporteeIds ids_;
    deidentify::ReleaseHistory history_;
    Batches batches_;
    std::vector<Earlier> all_;
    std::map<std::uint32_t, std::size_t> of_release_;  // places in all_
    std::map<crypto::Hash, Translation> translations_;
    const Translation* in_use_ = nullptr;
};

}  // namespace spine::exporting
