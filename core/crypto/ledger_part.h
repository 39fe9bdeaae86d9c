// A part of an entry of the clinic's export ledger (FORMAT.md §8): sealed to the clinic key, signed
// by the computer that exported. What an entry says is core/archive's (export_ledger.h); here it is
// bytes, cut into parts of one size, so that whoever sees the store learns of the people no more
// than how many thousand they are.
#pragma once

#include "base/result.h"
#include "crypto/constants.h"
#include "crypto/keys.h"
#include "crypto/session_ref.h"
#include "crypto/sign.h"

namespace spine::crypto {

using LedgerEntryId = Tagged<struct LedgerEntryTag, 16>;  // random, one for all parts of an entry
using ExporteeId = Tagged<struct ExporteeTag, 16>;        // of a session in the ledger

// Of an entry's bytes in one part.
inline constexpr std::size_t kLedgerPartContent = kLedgerTextSize - 24;

// What is sealed.
struct LedgerPartText {
    LedgerEntryId entry;
    std::uint16_t part = 0, parts = 1;  // counted from 0
    WipedBytes content;                 // 1 to kLedgerPartContent bytes; all but the last are full
    friend bool operator==(const LedgerPartText&, const LedgerPartText&) = default;
};

struct LedgerPart {
    ClinicId clinic;
    DeviceId author;  // the clinic computer
    Hash recipient;   // fingerprint(clinic, clinic key)
    Bytes sealed;     // kLedgerTextSize + kSealOverhead bytes
};

// Faults: recipient_unusable, field_out_of_range.
[[nodiscard]] Result<Bytes> make_ledger_part(const ClinicId& clinic, const LedgerPartText& text,
                                             const SealPublicKey& clinic_key, const Signer& author);
// `author` is the admitted computer's key; device_mismatch if the object names another.
[[nodiscard]] Result<LedgerPart> verify_ledger_part(ByteView bytes, const SignPublicKey& author,
                                                    const ClinicId& clinic);

// The text within its sealed box, kLedgerTextSize bytes; used by both sides.
[[nodiscard]] WipedBytes encode(const LedgerPartText& text);
[[nodiscard]] Result<LedgerPartText> decode_ledger_part_text(ByteView text);

// Names sessions in the ledger: the same on every computer that holds this clinic key, and to
// nobody else anything but random.
class ExporteeIds {
  public:
    ExporteeIds(const ClinicId& clinic, const SealSecretKey& clinic_key);
    [[nodiscard]] ExporteeId of(const SessionRef& session) const;

  private:
    ClinicId clinic_;
    Secret<struct ExporteeKeyTag, 32> key_;
};

}  // namespace spine::crypto
