#include <catch2/catch.hpp>

#include "crypto/causes.h"
#include "crypto/init.h"

using namespace spine;
using namespace spine::crypto;

TEST_CASE("the cryptography starts when every answer is right") {
    const auto started = start();
    INFO((started ? std::string() : started.error().sentence()));
    REQUIRE(started);
    CHECK(library_version().substr(0, 2) == "1.");
}

TEST_CASE("a single changed answer stops the program, naming the primitive") {
    REQUIRE(start());
    struct Change {
        std::string KnownAnswers::*answer;
        const char* primitive;
    };
    using K = KnownAnswers;
    for (const Change& change : {Change{&K::cipher_key, "XChaCha20-Poly1305"},
                                 {&K::cipher_nonce, "XChaCha20-Poly1305"},
                                 {&K::cipher_data, "XChaCha20-Poly1305"},
                                 {&K::cipher_text, "XChaCha20-Poly1305"},
                                 {&K::cipher_sealed, "XChaCha20-Poly1305"},
                                 {&K::sign_seed, "Ed25519"},
                                 {&K::sign_public, "Ed25519"},
                                 {&K::sign_message, "Ed25519"},
                                 {&K::sign_signature, "Ed25519"},
                                 {&K::agree_secret, "X25519"},
                                 {&K::agree_public, "X25519"},
                                 {&K::agree_shared, "X25519"},
                                 {&K::hash_message, "BLAKE2b"},
                                 {&K::hash_value, "BLAKE2b"},
                                 {&K::derive_passphrase, "Argon2id"},
                                 {&K::derive_salt, "Argon2id"},
                                 {&K::derive_key, "Argon2id"}}) {
        KnownAnswers answers = known_answers();
        // The second digit: in an X25519 secret the lowest bits of a byte may be masked.
        char& digit = (answers.*change.answer).at(0);
        digit = digit == '8' ? '9' : '8';
        const auto tested = self_test(answers);
        REQUIRE_FALSE(tested);
        CHECK(tested.error().cause == causes::self_test_failed);
        CHECK(tested.error().where == change.primitive);
    }
}
