#include "crypto/manifest.h"
#include "signing_clinic.h"

namespace spine::fuzz {

void manifest(ByteView fields) {
    static const SigningClinic clinic;
    const crypto::SignPublicKey& root = clinic.signer.public_key();
    const Bytes bytes = clinic.object(crypto::labels::manifest, false, fields);
    const auto read = crypto::verify_manifest(bytes, root);
    if (read) demand(crypto::make_manifest(*read, clinic.secret).value() == bytes);
    // As it comes, too: nothing unsigned may be accepted.
    demand(!crypto::verify_manifest(fields, root));
}

}  // namespace spine::fuzz
