// Sealing to a public key (libsodium's sealed box, X25519). The twin that opens is in core/open,
// which the kiosk does not link.
#pragma once

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

// `text` + 48 bytes. The ephemeral key comes from the system, not from an injected Random.
// Fault: recipient_unusable for a public key of small order, such as all zeros.
[[nodiscard]] Result<Bytes> seal(ByteView text, const SealPublicKey& recipient);

}  // namespace spine::crypto
