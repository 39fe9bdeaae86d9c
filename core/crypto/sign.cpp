#include "crypto/sign.h"

#include <sodium.h>

namespace spine::crypto {

Signer::Signer(const SignSecretKey& key) {
    static_assert(decltype(expanded_)::size == crypto_sign_SECRETKEYBYTES);
    crypto_sign_seed_keypair(public_key_.bytes.data(), expanded_.writable().data(),
                             key.view().data());
}

Signature Signer::sign(ByteView message) const {
    Signature out;
    crypto_sign_detached(out.bytes.data(), nullptr, message.data(), message.size(),
                         expanded_.view().data());
    return out;
}

Bytes Signer::signed_bytes(Bytes message) const {
    const Signature signature = sign(message);
    message.insert(message.end(), signature.bytes.begin(), signature.bytes.end());
    return message;
}

Signature sign(ByteView message, const SignSecretKey& key) {
    return Signer(key).sign(message);
}

bool verify(ByteView message, const Signature& signature, const SignPublicKey& key) {
    return crypto_sign_verify_detached(signature.bytes.data(), message.data(), message.size(),
                                       key.bytes.data()) == 0;
}

bool verify_signed(ByteView whole, const SignPublicKey& key) {
    if (whole.size() < Signature::size) return false;
    const ByteView message = whole.first(whole.size() - Signature::size);
    return verify(message, *Signature::from(whole.last(Signature::size)), key);
}

}  // namespace spine::crypto
