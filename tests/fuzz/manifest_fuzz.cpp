#include "crypto/manifest.h"
#include "signing_clinic.h"

using namespace spine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const fuzz::SigningClinic clinic;
    const crypto::SignPublicKey& root = clinic.signer.public_key();
    const Bytes bytes = clinic.object(crypto::labels::manifest, false, {data, size});
    const auto manifest = crypto::verify_manifest(bytes, root);
    if (manifest) fuzz::demand(crypto::make_manifest(*manifest, clinic.secret).value() == bytes);
    // As it comes, too: nothing unsigned may be accepted.
    fuzz::demand(!crypto::verify_manifest({data, size}, root));
    return 0;
}
