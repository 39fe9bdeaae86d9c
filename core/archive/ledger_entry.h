// The bytes of an entry of the export ledger: its head, then its people (FORMAT.md §8). Internal to
// the module.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "archive/export_ledger.h"
#include "crypto/secret.h"

namespace spine::archive {

// An entry's head and where its people begin.
struct DecodedHead {
    LedgerEntry entry;
    std::size_t people_at = 0;
};
// `beginning`: of an entry, with all of its head. Nothing for what encode_ledger_head() does not
// give. Whether its people fill the rest is the caller's to see.
[[nodiscard]] std::optional<DecodedHead> decode_ledger_head(ByteView beginning);
// Of head and people.
[[nodiscard]] std::uint64_t whole_size(const DecodedHead& head);

// Nothing where a field is out of range, or the whole is more than one part holds.
[[nodiscard]] std::optional<crypto::WipedBytes> encode_ledger_head(const LedgerEntry& entry);
void append(const LedgerPerson& person, crypto::WipedBytes& to);
// Bytes of all people.
[[nodiscard]] std::uint64_t size_of_people(const LedgerEntry& entry);
// Whether an export can have written these people: nobody twice, each value one that so many rows
// of the table had, each batch of tables whole. 16 bytes a person.
class PeopleCheck {
  public:
    explicit PeopleCheck(const LedgerEntry& entry);
    // False: that one does not hold.
    [[nodiscard]] bool take(const LedgerPerson& person);
    // Once all were taken.
    [[nodiscard]] bool all_hold();

  private:
    LedgerKind kind_;
    std::vector<crypto::ExporteeId> ids_;
    std::vector<std::vector<std::uint64_t>> left_;  // by sensitive column, then by value
    std::map<std::uint32_t, std::uint32_t> batches_;
};
[[nodiscard]] bool people_hold(const LedgerEntry& entry, ByteView people);

}  // namespace spine::archive
