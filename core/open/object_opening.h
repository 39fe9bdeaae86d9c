// Opening what is sealed in store objects, after their signature was verified.
#pragma once

#include "base/result.h"
#include "crypto/attention.h"
#include "crypto/mark.h"

namespace spine::opening {

// Faults: not_a_recipient, sealed_text_altered, field_out_of_range.
[[nodiscard]] Result<crypto::AttentionText> open_attention(const crypto::Attention& attention,
                                                           const crypto::SealSecretKey& key);
[[nodiscard]] Result<crypto::MarkText> open_mark(const crypto::Mark& mark,
                                                 const crypto::SealSecretKey& clinic_key);

}  // namespace spine::opening
