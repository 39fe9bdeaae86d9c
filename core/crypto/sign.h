// Ed25519 over byte strings that begin with a label and the clinic's id (constants.h).
#pragma once

#include "base/result.h"
#include "crypto/keys.h"

namespace spine::crypto {

[[nodiscard]] Signature sign(ByteView message, const SignSecretKey& key);
// Refuses non-canonical signatures and keys of small order, as libsodium does.
[[nodiscard]] bool verify(ByteView message, const Signature& signature, const SignPublicKey& key);

// True if the last 64 bytes of `whole` sign what stands before them.
[[nodiscard]] bool verify_signed(ByteView whole, const SignPublicKey& key);

// A signer kept ready, for a program that signs often: the expanded key in locked memory.
class Signer {
  public:
    explicit Signer(const SignSecretKey& key);
    [[nodiscard]] Signature sign(ByteView message) const;
    // `message` with its signature behind it.
    [[nodiscard]] Bytes signed_bytes(Bytes message) const;
    [[nodiscard]] const SignPublicKey& public_key() const { return public_key_; }

  private:
    Secret<struct ExpandedTag, 64> expanded_;
    SignPublicKey public_key_;
};

}  // namespace spine::crypto
