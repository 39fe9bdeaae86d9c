// Wrapping a secret under a key, and keys from passphrases (FORMAT.md §9).
#pragma once

#include <optional>
#include <string_view>

#include "base/random.h"
#include "base/result.h"
#include "crypto/constants.h"
#include "crypto/keys.h"

namespace spine::crypto {

// nonce (24), ciphertext, tag (16): secret.size() + 40 bytes. `context` is authenticated and must
// say what the secret is and where it lies, so that one cannot be put in another's place.
[[nodiscard]] Bytes wrap(const WrapKey& key, ByteView context, ByteView secret, Random& random);
// Fault: key_file_altered if key, context and bytes do not belong together.
[[nodiscard]] Result<SecretBytes> unwrap(const WrapKey& key, ByteView context, ByteView wrapped);
// As unwrap(), into memory that is there already: for whoever opens a hundred thousand one after
// the other. A key's is locked. `out` has unwrapped_size(); after a fault it holds zeros.
[[nodiscard]] Status unwrap_over(const WrapKey& key, ByteView context, ByteView wrapped,
                                 std::span<std::uint8_t> out);
// Nothing for bytes that are too short to have been wrapped.
[[nodiscard]] std::optional<std::size_t> unwrapped_size(ByteView wrapped);
// As unwrap(), into ordinary memory that is wiped when freed: for texts, not for keys.
[[nodiscard]] Result<WipedBytes> unwrap_text(const WrapKey& key, ByteView context,
                                             ByteView wrapped);

// What Argon2id was given; stored beside what it wraps. Tests use a small cost.
struct DeriveCost {
    std::uint32_t passes = kDerivePasses;
    std::uint64_t memory = kDeriveMemory;  // bytes, a multiple of 1,024
};
struct Derivation {
    DeriveCost cost;
    ByteArray<kSaltSize> salt{};
};
// The cost with a fresh salt.
[[nodiscard]] Derivation new_derivation(const DeriveCost& cost, Random& random);

// Takes about 1.2 s with the usual cost: never on a thread that draws. Faults: field_out_of_range
// (passes over 10 or under 1, memory under 8 KiB or over 1 GiB: a file may not ask for more),
// derivation_failed (the memory could not be had).
[[nodiscard]] Result<WrapKey> derive_wrap_key(ByteView passphrase, const Derivation& derivation);

}  // namespace spine::crypto
