// The calls of libsodium that FORMAT.md section 6 ("Floor") lists for opening one session, and
// nothing else: no layout is read beyond what the calls need.
#pragma once

#include "base/bytes.h"
#include "crypto/keys.h"

namespace spine::bench {

struct FloorKeys {
    crypto::SignPublicKey tablet;
    crypto::SealPublicKey clinic_public;
    ByteView clinic_secret;  // 32 bytes
};

// False if one of the calls says no: then nothing was measured.
[[nodiscard]] bool run_floor(ByteView bundle, const FloorKeys& keys);

}  // namespace spine::bench
