#include "crypto/passed_key.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"

namespace spine::crypto {

Bytes encode_unsigned(const PassedKey& passed) {
    ByteWriter out = layout::begin(labels::passed_key, passed.clinic);
    out.bytes(passed.author.view())
        .bytes(passed.recipient.view())
        .bytes(passed.key.view())
        .bytes(passed.sealed);
    return out.take();
}

Result<Bytes> make_passed_key(const ClinicId& clinic, const SealSecretKey& key,
                              const SealPublicKey& to, const Signer& author) {
    auto sealed = seal(key.view(), to);
    if (!sealed) return sealed;
    PassedKey passed{clinic,
                     device_id_of(clinic, author.public_key()),
                     fingerprint(clinic, to),
                     fingerprint(clinic, public_of(key)),
                     {}};
    std::copy(sealed->begin(), sealed->end(), passed.sealed.begin());
    return author.signed_bytes(encode_unsigned(passed));
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
