// The first thing every program does: nothing is sealed, signed or opened by a library that does
// not answer as it should.
#pragma once

#include <string>

#include "base/result.h"

namespace spine::crypto {

// Starts libsodium, checks that memory can be locked, and runs self_test() with the answers that
// are built in. A program that gets a fault shows it and ends.
// Faults: crypto_unavailable, memory_not_lockable, self_test_failed. May be called again.
[[nodiscard]] Status start();

// One known answer for each primitive of the suite, in hexadecimal; known_answers.cpp says where
// each comes from. A test changes one to see the self-test fail.
struct KnownAnswers {
    std::string cipher_key, cipher_nonce, cipher_data, cipher_text, cipher_sealed;
    std::string sign_seed, sign_public, sign_message, sign_signature;
    std::string agree_secret, agree_public, agree_shared;
    std::string hash_message, hash_value;
    std::string derive_passphrase, derive_salt, derive_key;
};
[[nodiscard]] KnownAnswers known_answers();

// Fault: self_test_failed, naming the primitive in `where`. libsodium must have been started.
[[nodiscard]] Status self_test(const KnownAnswers& answers);

// "1.0.18", for `kioskctl --version`.
[[nodiscard]] std::string library_version();

}  // namespace spine::crypto
