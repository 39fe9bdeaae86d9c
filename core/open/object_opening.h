// Opening what is sealed in store objects, after their signature was verified.
#pragma once

#include "base/result.h"
#include "crypto/attention.h"
#include "crypto/ledger_part.h"
#include "crypto/mark.h"
#include "crypto/passed_key.h"

namespace spine::opening {

// Faults: not_a_recipient, sealed_text_altered, field_out_of_range.
[[nodiscard]] Result<crypto::AttentionText> open_attention(const crypto::Attention& attention,
                                                           const crypto::SealSecretKey& key);
[[nodiscard]] Result<crypto::MarkText> open_mark(const crypto::Mark& mark,
                                                 const crypto::SealSecretKey& clinic_key);
[[nodiscard]] Result<crypto::LedgerPartText> open_ledger_part(
    const crypto::LedgerPart& part, const crypto::SealSecretKey& clinic_key);

// The clinic key itself. Fault, beside those: key_commitment_wrong, if what opens is not the key
// that the object names.
[[nodiscard]] Result<crypto::SealSecretKey> open_passed_key(const crypto::PassedKey& passed,
                                                            const crypto::SealSecretKey& key);

}  // namespace spine::opening
