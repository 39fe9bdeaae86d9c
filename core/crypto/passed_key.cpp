#include "crypto/passed_key.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"

namespace spine::crypto {

Result<Bytes> make_passed_key(const ClinicId& clinic, const SealSecretKey& key,
                              const SealPublicKey& to, const Signer& author) {
    const auto sealed = seal(key.view(), to);
    if (!sealed) return sealed;
    ByteWriter out = layout::begin(labels::passed_key, clinic);
    out.bytes(device_id_of(clinic, author.public_key()).view())
        .bytes(fingerprint(clinic, to).view())
        .bytes(fingerprint(clinic, public_of(key)).view())
        .bytes(*sealed);
    return author.signed_bytes(out.take());
}

Result<PassedKey> verify_passed_key(ByteView bytes, const SignPublicKey& author,
                                    const ClinicId& clinic) {
    auto fields =
        layout::verify_device_signed(bytes, labels::passed_key, author, clinic, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    PassedKey out;
    out.clinic = clinic;
    out.author = device_id_of(clinic, author);
    out.recipient = layout::read<Hash>(in);
    out.key = layout::read<Hash>(in);
    out.sealed = in.array<kSealedKeySize>();
    if (!in.finished()) return refuse(causes::size_wrong);
    return out;
}

}  // namespace spine::crypto
