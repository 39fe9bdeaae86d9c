#include "crypto/seal.h"

#include <sodium.h>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"

namespace spine::crypto {

Result<Bytes> seal(ByteView text, const SealPublicKey& recipient) {
    static_assert(kSealOverhead == crypto_box_SEALBYTES);
    Bytes sealed(text.size() + kSealOverhead);
    if (crypto_box_seal(sealed.data(), text.data(), text.size(), recipient.bytes.data()) != 0)
        return refuse(causes::recipient_unusable);
    return sealed;
}

std::optional<SharedSecret> agree(const SealSecretKey& mine, const SealPublicKey& theirs) {
    SharedSecret shared;
    if (crypto_scalarmult(shared.writable().data(), mine.view().data(), theirs.bytes.data()) != 0)
        return std::nullopt;
    return shared;
}

}  // namespace spine::crypto
