// The bytes of an entry of the export ledger: its head, then its people (FORMAT.md §8). Internal to
// the module.
#pragma once

#include <functional>
#include <optional>

#include "archive/export_ledger.h"
#include "crypto/secret.h"

namespace spine::archive {

// An entry's head and where its people begin.
struct DecodedHead {
    LedgerEntry entry;
    std::size_t people_at = 0;
};
// Nothing for what encode_ledger_head() does not give, or where the people do not fill the rest.
[[nodiscard]] std::optional<DecodedHead> decode_ledger_head(ByteView content);

// Nothing where a field is out of range.
[[nodiscard]] std::optional<crypto::WipedBytes> encode_ledger_head(const LedgerEntry& entry);
void append(const LedgerPerson& person, crypto::WipedBytes& to);
// Bytes of all people.
[[nodiscard]] std::uint64_t size_of_people(const LedgerEntry& entry);

}  // namespace spine::archive
