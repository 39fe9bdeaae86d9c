#include <algorithm>

#include "crypto/aead.h"
#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/init.h"
#include "crypto/keys.h"
#include "crypto/refusal.h"
#include "crypto/seal.h"
#include "crypto/sign.h"
#include "crypto/wrap.h"

namespace spine::crypto {
namespace {

Bytes raw(const std::string& hex) {
    return from_hex(hex).value_or(Bytes{});
}

template <typename Id>
Id typed(const std::string& hex) {
    return Id::from_hex(hex).value_or(Id{});
}

bool cipher_answers(const KnownAnswers& known) {
    const Bytes key = raw(known.cipher_key);
    const Bytes nonce = raw(known.cipher_nonce);
    const Bytes data = raw(known.cipher_data);
    const Bytes text = raw(known.cipher_text);
    const Bytes expected = raw(known.cipher_sealed);
    if (key.size() != kKeySize || nonce.size() != kNonceSize) return false;
    Bytes sealed(text.size() + kTagSize);
    aead_seal(text, data, nonce, key, sealed);
    if (sealed != expected) return false;
    Bytes opened(text.size());
    if (!aead_open(sealed, data, nonce, key, opened) || opened != text) return false;
    // A cipher that opens anything would pass the lines above.
    sealed.back() ^= 1U;
    return !aead_open(sealed, data, nonce, key, opened);
}

bool signature_answers(const KnownAnswers& known) {
    const Bytes seed = raw(known.sign_seed);
    const Bytes message = raw(known.sign_message);
    const Signer signer(SignSecretKey::copy_of(seed));
    if (signer.public_key() != typed<SignPublicKey>(known.sign_public)) return false;
    Signature signature = signer.sign(message);
    if (signature != typed<Signature>(known.sign_signature)) return false;
    if (!verify(message, signature, signer.public_key())) return false;
    signature.bytes[0] ^= 1U;
    return !verify(message, signature, signer.public_key());
}

bool agreement_answers(const KnownAnswers& known) {
    const auto secret = SealSecretKey::copy_of(raw(known.agree_secret));
    const auto theirs = typed<SealPublicKey>(known.agree_public);
    const auto shared = agree(secret, theirs);
    const Bytes expected = raw(known.agree_shared);
    return shared && std::ranges::equal(shared->view(), expected) && !agree(secret, {}) &&
           seal(expected, theirs).has_value() && !seal(expected, {}).has_value();
}

bool hash_answers(const KnownAnswers& known) {
    const Bytes message = raw(known.hash_message);
    const auto expected = typed<Hash>(known.hash_value);
    const ByteView whole = message;
    const std::size_t half = whole.size() / 2;
    return hash(whole) == expected &&
           hash_parts({whole.first(half), whole.subspan(half)}) == expected;
}

bool derivation_answers(const KnownAnswers& known) {
    const Bytes salt = raw(known.derive_salt);
    if (salt.size() != kSaltSize) return false;
    Derivation cheap{{.passes = 3, .memory = 64ULL * 1024}, {}};
    std::copy(salt.begin(), salt.end(), cheap.salt.begin());
    const auto key = derive_wrap_key(raw(known.derive_passphrase), cheap);
    return key && std::ranges::equal(key->view(), raw(known.derive_key));
}

}  // namespace

Status self_test(const KnownAnswers& answers) {
    if (!cipher_answers(answers)) return refuse(causes::self_test_failed, "XChaCha20-Poly1305");
    if (!signature_answers(answers)) return refuse(causes::self_test_failed, "Ed25519");
    if (!agreement_answers(answers)) return refuse(causes::self_test_failed, "X25519");
    if (!hash_answers(answers)) return refuse(causes::self_test_failed, "BLAKE2b");
    if (!derivation_answers(answers)) return refuse(causes::self_test_failed, "Argon2id");
    return {};
}

}  // namespace spine::crypto
