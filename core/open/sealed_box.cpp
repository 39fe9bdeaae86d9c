#include "open/sealed_box.h"

#include <sodium.h>

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/refusal.h"

namespace spine::opening {

using namespace crypto;

bool open_box(ByteView sealed, const SealPublicKey& public_key, const SealSecretKey& secret_key,
              std::span<std::uint8_t> text) {
    return crypto_box_seal_open(text.data(), sealed.data(), sealed.size(), public_key.bytes.data(),
                                secret_key.view().data()) == 0;
}

Result<SecretBytes> open_sealed(ByteView sealed, const SealSecretKey& key) {
    if (sealed.size() <= kSealOverhead) return refuse(causes::sealed_text_altered);
    SecretBytes text(sealed.size() - kSealOverhead);
    if (!open_box(sealed, public_of(key), key, text.writable()))
        return refuse(causes::sealed_text_altered);
    return text;
}

Status self_test() {
    // "spine" sealed to the public half of Alice's key in RFC 7748, section 6.1.
    const auto key = SealSecretKey::copy_of(
        from_hex("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a").value());
    Bytes sealed = from_hex(
                       "ddef4e46c1c2bdd5fd70cab44a6b373d6e9e221e99f6f803090bf9d197ced204"
                       "e858e3b6712c6d21aa6bb91af52544e48f7ddca1f0")
                       .value();
    const auto opened = open_sealed(sealed, key);
    if (!opened || as_text(opened->view()) != "spine")
        return refuse(causes::self_test_failed, "sealed box");
    sealed.back() ^= 1U;
    if (open_sealed(sealed, key)) return refuse(causes::self_test_failed, "sealed box");
    return {};
}

}  // namespace spine::opening
