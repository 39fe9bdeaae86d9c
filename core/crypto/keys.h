// The keys, each a type of its own, and what is computed from public ones.
//
//   clinic       SealSecretKey   opens sessions and marks
//   recovery     SealSecretKey   opens sessions; kept outside the clinic folder
//   root         SignSecretKey   signs configurations, tablets and computers, nothing else
//   device       SignSecretKey   a tablet's; signs headers, heads and attention objects
//   computer     SignSecretKey   a clinic computer's; signs receipts, tombstones and marks
//   attention    SealSecretKey   a clinic computer's; opens attention objects, nothing else
//   session      SessionKey      one session's records
//   wrapping     WrapKey         wraps other secrets (from a passphrase, or random)
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "crypto/secret.h"
#include "crypto/tagged.h"

namespace spine::crypto {

using SealPublicKey = Tagged<struct SealPublicTag, 32>;  // X25519
using SealSecretKey = Secret<struct SealSecretTag, 32>;  // X25519
using SignPublicKey = Tagged<struct SignPublicTag, 32>;  // Ed25519
using SignSecretKey = Secret<struct SignSecretTag, 32>;  // Ed25519's seed, RFC 8032
using SessionKey = Secret<struct SessionKeyTag, 32>;     // XChaCha20-Poly1305
using WrapKey = Secret<struct WrapKeyTag, 32>;           // XChaCha20-Poly1305

struct SealPair {
    SealPublicKey public_key;
    SealSecretKey secret_key;
};
struct SignPair {
    SignPublicKey public_key;
    SignSecretKey secret_key;
};

[[nodiscard]] SealPair make_seal_pair(Random& random);
[[nodiscard]] SignPair make_sign_pair(Random& random);
[[nodiscard]] SealPublicKey public_of(const SealSecretKey& secret);
[[nodiscard]] SignPublicKey public_of(const SignSecretKey& secret);

// BLAKE2b-256. `parts` are hashed one after the other, as if they were one byte string.
[[nodiscard]] Hash hash(ByteView content);
[[nodiscard]] Hash hash_parts(std::initializer_list<ByteView> parts);

// A clinic is named by its root key, so that no store can give one clinic's id to another root.
[[nodiscard]] ClinicId clinic_id_of(const SignPublicKey& root);
// A tablet or computer is named by its signing key within its clinic.
[[nodiscard]] DeviceId device_id_of(const ClinicId& clinic, const SignPublicKey& key);

// What people compare, and what a header names its recipients by. Two keys of different kinds
// never have the same fingerprint.
[[nodiscard]] Hash fingerprint(const ClinicId& clinic, const SealPublicKey& key);
[[nodiscard]] Hash fingerprint(const ClinicId& clinic, const SignPublicKey& key);

// The root key's fingerprint knows no clinic yet: the id is derived from the key.
[[nodiscard]] Hash root_fingerprint(const SignPublicKey& root);

// The first 20 bytes as ten groups of four hexadecimal digits, "3f2a 91c0 …", to be read aloud
// and compared. 160 bits: nobody finds a second key with the same text.
[[nodiscard]] std::string fingerprint_text(const Hash& fingerprint);
// Reads what a person typed or pasted: blanks, hyphens and colons are skipped, case is ignored.
// True if it is the whole text of `fingerprint` (40 digits) or all of its 64 digits.
[[nodiscard]] bool fingerprint_matches(const Hash& fingerprint, std::string_view typed);

}  // namespace spine::crypto
