#include "crypto/keys.h"

#include <sodium.h>

#include "crypto/constants.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kTextBytes = 20;  // of a fingerprint, as people compare it

template <typename Id>
Id first_bytes_of(const Hash& whole) {
    return *Id::from(whole.view().first(Id::size));
}

}  // namespace

Hash hash(ByteView content) {
    Hash out;
    crypto_generichash(out.bytes.data(), out.bytes.size(), content.data(), content.size(), nullptr,
                       0);
    return out;
}

Hash hash_parts(std::initializer_list<ByteView> parts) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, Hash::size);
    for (const ByteView part : parts) crypto_generichash_update(&state, part.data(), part.size());
    Hash out;
    crypto_generichash_final(&state, out.bytes.data(), out.bytes.size());
    // A key may have been among the parts (key_commitment).
    sodium_memzero(&state, sizeof state);
    return out;
}

SealPublicKey public_of(const SealSecretKey& secret) {
    SealPublicKey out;
    crypto_scalarmult_base(out.bytes.data(), secret.view().data());
    return out;
}

SignPublicKey public_of(const SignSecretKey& secret) {
    SignPublicKey out;
    Secret<struct ExpandedTag, crypto_sign_SECRETKEYBYTES> expanded;
    crypto_sign_seed_keypair(out.bytes.data(), expanded.writable().data(), secret.view().data());
    return out;
}

SealPair make_seal_pair(Random& random) {
    SealSecretKey secret = SealSecretKey::random(random);
    const SealPublicKey public_key = public_of(secret);
    return {public_key, std::move(secret)};
}

SignPair make_sign_pair(Random& random) {
    SignSecretKey secret = SignSecretKey::random(random);
    const SignPublicKey public_key = public_of(secret);
    return {public_key, std::move(secret)};
}

ClinicId clinic_id_of(const SignPublicKey& root) {
    return first_bytes_of<ClinicId>(hash_parts({as_bytes(labels::clinic_id), root.view()}));
}

DeviceId device_id_of(const ClinicId& clinic, const SignPublicKey& key) {
    return first_bytes_of<DeviceId>(
        hash_parts({as_bytes(labels::device_id), clinic.view(), key.view()}));
}

Hash fingerprint(const ClinicId& clinic, const SealPublicKey& key) {
    return hash_parts(
        {as_bytes(labels::fingerprint), clinic.view(), as_bytes("x25519--"), key.view()});
}

Hash fingerprint(const ClinicId& clinic, const SignPublicKey& key) {
    return hash_parts(
        {as_bytes(labels::fingerprint), clinic.view(), as_bytes("ed25519-"), key.view()});
}

Hash root_fingerprint(const SignPublicKey& root) {
    return fingerprint(clinic_id_of(root), root);
}

std::string fingerprint_text(const Hash& fingerprint) {
    const std::string digits = to_hex(fingerprint.view().first(kTextBytes));
    std::string text;
    for (std::size_t at = 0; at < digits.size(); at += 4) {
        if (at != 0) text += ' ';
        text += digits.substr(at, 4);
    }
    return text;
}

bool fingerprint_matches(const Hash& fingerprint, std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c != ' ' && c != '-' && c != ':' && c != '\n') digits += c;
    }
    const auto raw = from_hex(digits);
    if (!raw || (raw->size() != kTextBytes && raw->size() != Hash::size)) return false;
    return equal_in_constant_time(*raw, fingerprint.view().first(raw->size()));
}

}  // namespace spine::crypto
