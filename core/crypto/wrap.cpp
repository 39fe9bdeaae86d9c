#include "crypto/wrap.h"

#include <sodium.h>

#include <algorithm>

#include "crypto/aead.h"
#include "crypto/causes.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kOverhead = kNonceSize + kTagSize;
constexpr std::uint32_t kMostPasses = 10;
constexpr std::uint64_t kLeastMemory = 8ULL * 1024;
constexpr std::uint64_t kMostMemory = 1024ULL * 1024 * 1024;

template <typename Text>
Result<Text> unwrap_into(const WrapKey& key, ByteView context, ByteView wrapped) {
    if (wrapped.size() < kOverhead) return refuse(causes::key_file_altered);
    Text text(wrapped.size() - kOverhead);
    std::span<std::uint8_t> out;
    if constexpr (requires { text.writable(); }) {
        out = text.writable();
    } else {
        out = text;
    }
    if (!aead_open(wrapped.subspan(kNonceSize), context, wrapped.first(kNonceSize), key.view(),
                   out))
        return refuse(causes::key_file_altered);
    return text;
}

}  // namespace

Bytes wrap(const WrapKey& key, ByteView context, ByteView secret, Random& random) {
    Bytes out(secret.size() + kOverhead);
    const std::span<std::uint8_t> nonce = std::span(out).first(kNonceSize);
    random.fill(nonce);
    aead_seal(secret, context, nonce, key.view(), std::span(out).subspan(kNonceSize));
    return out;
}

std::optional<std::size_t> unwrapped_size(ByteView wrapped) {
    if (wrapped.size() < kOverhead) return std::nullopt;
    return wrapped.size() - kOverhead;
}

Result<SecretBytes> unwrap(const WrapKey& key, ByteView context, ByteView wrapped) {
    return unwrap_into<SecretBytes>(key, context, wrapped);
}

Status unwrap_over(const WrapKey& key, ByteView context, ByteView wrapped,
                   std::span<std::uint8_t> out) {
    if (wrapped.size() == out.size() + kOverhead &&
        aead_open(wrapped.subspan(kNonceSize), context, wrapped.first(kNonceSize), key.view(), out))
        return {};
    wipe(out);
    return refuse(causes::key_file_altered);
}

Result<WipedBytes> unwrap_text(const WrapKey& key, ByteView context, ByteView wrapped) {
    return unwrap_into<WipedBytes>(key, context, wrapped);
}

Derivation new_derivation(const DeriveCost& cost, Random& random) {
    return {cost, random.bytes<kSaltSize>()};
}

Result<WrapKey> derive_wrap_key(ByteView passphrase, const Derivation& derivation) {
    static_assert(kSaltSize == crypto_pwhash_SALTBYTES);
    const DeriveCost& cost = derivation.cost;
    if (cost.passes < 1 || cost.passes > kMostPasses || cost.memory < kLeastMemory ||
        cost.memory > kMostMemory || cost.memory % 1024 != 0)
        return refuse(causes::field_out_of_range, "derivation");
    WrapKey key;
    // libsodium wants a pointer even for no bytes, as a locked slot's empty passphrase has.
    const std::string_view text = passphrase.empty() ? std::string_view("") : as_text(passphrase);
    if (crypto_pwhash(key.writable().data(), WrapKey::size, text.data(), text.size(),
                      derivation.salt.data(), cost.passes, cost.memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return refuse(causes::derivation_failed);
    return key;
}

}  // namespace spine::crypto
