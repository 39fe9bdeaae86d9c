// Sealing to a public key (libsodium's sealed box, X25519). The twin that opens is in core/open,
// which the kiosk does not link.
#pragma once

#include <optional>

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

// `text` + 48 bytes. The ephemeral key comes from the system, not from an injected Random.
// Fault: recipient_unusable for a public key of small order, such as all zeros.
[[nodiscard]] Result<Bytes> seal(ByteView text, const SealPublicKey& recipient);

// X25519 as it stands below the sealed box: what the self-test and the published vectors check.
// Nothing if the shared value is all zeros (a public key of small order).
using SharedSecret = Secret<struct SharedSecretTag, 32>;
[[nodiscard]] std::optional<SharedSecret> agree(const SealSecretKey& mine,
                                                const SealPublicKey& theirs);

}  // namespace spine::crypto
