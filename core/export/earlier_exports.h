// What left before, read from the clinic's ledger into what the engine holds a new release against.
// Internal to the module.
//
// Some 120 bytes for each person who ever left, and 8 for each value of a sensitive column they
// left with. One thread; at one place, since data look into its history.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "archive/archive.h"
#include "archive/export_ledger.h"
#include "deidentify/joint.h"
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
    // Of the clinic's key that ids come from: that of the first entry, so that they stay the same
    // when the key is rotated.
    [[nodiscard]] const crypto::Hash& ids() const { return key_; }

    struct Earlier {
        archive::LedgerEntry entry;
        std::uint32_t release = 0;  // as ReleaseHistory::releases_of() counts
    };
    // The oldest first.
    [[nodiscard]] const std::vector<Earlier>& all() const { return all_; }
    // Those that have people of these traces.
    [[nodiscard]] std::vector<const Earlier*> with(std::span<const deidentify::Trace> traces) const;
    // The latest of this very study; null if there is none.
    [[nodiscard]] const Earlier* latest_of(const Study& study) const;

  private:
    EarlierExports(crypto::Hash key, crypto::ExporteeIds ids) : key_(key), ids_(std::move(ids)) {}
    [[nodiscard]] Status take(const archive::LedgerEntry& entry, archive::LedgerPeople& people,
                              archive::Archive& archive);
    // From the ids of another key to ours, by all sessions that the archive knows.
    using Translation = std::map<crypto::ExporteeId, crypto::ExporteeId>;
    [[nodiscard]] Result<const Translation*> translation(const crypto::Hash& key,
                                                         archive::Archive& archive);

    crypto::Hash key_;
    crypto::ExporteeIds ids_;
    deidentify::ReleaseHistory history_;
    std::vector<Earlier> all_;
    std::map<std::uint32_t, std::size_t> of_release_;  // places in all_
    std::map<crypto::Hash, Translation> translations_;
};

}  // namespace spine::exporting
