// Where each known answer comes from; none was made with the library that it tests.
#include "crypto/init.h"

namespace spine::crypto {
namespace {

// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
void cipher(KnownAnswers& to) {
    to.cipher_key = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
    to.cipher_nonce = "404142434445464748494a4b4c4d4e4f5051525354555657";
    to.cipher_data = "50515253c0c1c2c3c4c5c6c7";
    to.cipher_text =
        "4c616469657320616e642047656e746c656d656e206f662074686520636c6173"
        "73206f66202739393a204966204920636f756c64206f6666657220796f75206f"
        "6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73"
        "637265656e20776f756c642062652069742e";
    to.cipher_sealed =
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
        "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
        "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
        "21f9664c97637da9768812f615c68b13b52e"
        "c0875924c1c7987947deafd8780acf49";
}

// RFC 8032, section 7.1, test 2.
void signature(KnownAnswers& to) {
    to.sign_seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    to.sign_public = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    to.sign_message = "72";
    to.sign_signature =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
}

// RFC 7748, section 6.1: Alice's secret, Bob's public key, their shared secret.
void agreement(KnownAnswers& to) {
    to.agree_secret = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    to.agree_public = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";
    to.agree_shared = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742";
}

// BLAKE2b-256 of "abc" by Python's hashlib (the reference implementation).
void hashing(KnownAnswers& to) {
    to.hash_message = "616263";
    to.hash_value = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
}

// Argon2id, version 0x13, three passes, 64 KiB, one lane, by libargon2 (the reference).
void derivation(KnownAnswers& to) {
    to.derive_passphrase = "636f727265637420686f7273652062617474657279";
    to.derive_salt = "000102030405060708090a0b0c0d0e0f";
    to.derive_key = "828258a8d22491cd22df5df54fa4ce9629f4610db172a40bfad0e21913394ce3";
}

}  // namespace

KnownAnswers known_answers() {
    KnownAnswers answers;
    cipher(answers);
    signature(answers);
    agreement(answers);
    hashing(answers);
    derivation(answers);
    return answers;
}

}  // namespace spine::crypto
