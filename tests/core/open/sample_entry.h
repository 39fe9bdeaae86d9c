// Entries of an export ledger that nobody exported.
#pragma once

#include <vector>

#include "archive/ledger_entry.h"
#include "sample_clinic.h"

namespace spine::test {

inline archive::LedgerEntry sample_rows(const SampleClinic& clinic) {
    archive::LedgerEntry entry;
    entry.study = crypto::hash(as_bytes("a study"));
    entry.title = "Når smerter aftager";
    entry.profile = "agreement";
    entry.k = 5;
    entry.columns = {{"age", 1, 4}, {"sex", 0, 2}};
    entry.sensitive = {{"worry", 3, {}, 0.25, true, {4, 0, 6}, 2},
                       {"hope", {}, 2.5, {}, false, {7, 8}, {}}};
    entry.ids = crypto::fingerprint(clinic.clinic, clinic.clinic_key.public_key);
    entry.people = 3;
    entry.later = 2;
    entry.after = {{clinic.computer_id, crypto::hash(as_bytes("one before"))},
                   {clinic.device_id, crypto::hash(as_bytes("another"))}};
    std::sort(entry.after.begin(), entry.after.end());
    entry.at = 1'795'510'680'000;
    entry.by = "Dr Østergård";
    return entry;
}

inline archive::LedgerEntry sample_tables(const SampleClinic& clinic) {
    archive::LedgerEntry entry = sample_rows(clinic);
    entry.kind = archive::LedgerKind::Tables;
    entry.columns.clear();
    entry.sensitive.clear();
    entry.after.clear();
    entry.people = 30;
    entry.later = 20;
    return entry;
}

// As an export of so many would number them: of rows values that the table has, of tables a batch.
inline std::vector<archive::LedgerPerson> sample_people(const archive::LedgerEntry& entry) {
    std::vector<archive::LedgerPerson> people;
    for (std::uint32_t i = 0; i < entry.people + entry.later; ++i) {
        const crypto::Hash id = crypto::hash(as_bytes(std::to_string(i)));
        archive::LedgerPerson person{crypto::ExporteeId::from(id.view().first(16)).value(),
                                     entry.kind == archive::LedgerKind::Tables ? 4 : i % 2,
                                     {}};
        if (i < entry.people && !entry.sensitive.empty()) person.values = {2 * (i % 2), i % 2};
        people.push_back(std::move(person));
    }
    return people;
}

inline crypto::WipedBytes entry_bytes(const archive::LedgerEntry& entry,
                                      const std::vector<archive::LedgerPerson>& people) {
    crypto::WipedBytes bytes = archive::encode_ledger_head(entry).value();
    for (const archive::LedgerPerson& person : people) archive::append(person, bytes);
    return bytes;
}

}  // namespace spine::test
