#include "crypto/keyfile.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

enum class Protection : std::uint8_t { None = 0, Passphrase = 1 };

ByteWriter begin(KeyPurpose purpose, const ClinicId& clinic, Protection protection) {
    ByteWriter out = layout::begin(labels::key_file, clinic);
    out.u8(static_cast<std::uint8_t>(purpose)).u8(static_cast<std::uint8_t>(protection));
    return out;
}

Result<SecretBytes> read_in_clear(ByteView whole, ByteReader& in) {
    const ByteView secret = in.bytes(kKeySize);
    const auto check = layout::read<Hash>(in);
    if (!in.finished()) return refuse(causes::size_wrong, "key file");
    if (hash(whole.first(whole.size() - Hash::size)) != check)
        return refuse(causes::key_file_altered);
    return SecretBytes(secret);
}

Result<SecretBytes> read_protected(ByteView whole, ByteReader& in,
                                   std::optional<ByteView> passphrase) {
    Derivation derivation;
    derivation.cost.passes = in.u32();
    derivation.cost.memory = in.u64();
    derivation.salt = in.array<kSaltSize>();
    const ByteView wrapped = in.bytes(kKeySize + kNonceSize + kTagSize);
    if (!in.finished()) return refuse(causes::size_wrong, "key file");
    if (!passphrase) return refuse(causes::passphrase_needed);
    auto key = derive_wrap_key(*passphrase, derivation);
    if (!key) return fail(std::move(key));
    auto secret = unwrap(*key, whole.first(whole.size() - wrapped.size()), wrapped);
    if (!secret) return refuse(causes::passphrase_wrong);
    return secret;
}

}  // namespace

WipedBytes encode_key_file(KeyPurpose purpose, const ClinicId& clinic, ByteView secret) {
    const ByteWriter start = begin(purpose, clinic, Protection::None);
    WipedBytes out;
    // One allocation, so that no shorter copy is left behind while it grows.
    out.reserve(start.view().size() + secret.size() + Hash::size);
    out.assign(start.view().begin(), start.view().end());
    out.insert(out.end(), secret.begin(), secret.end());
    const Hash check = hash(out);
    out.insert(out.end(), check.bytes.begin(), check.bytes.end());
    return out;
}

Result<Bytes> encode_key_file(KeyPurpose purpose, const ClinicId& clinic, ByteView secret,
                              ByteView passphrase, const DeriveCost& cost, Random& random) {
    const Derivation derivation = new_derivation(cost, random);
    auto key = derive_wrap_key(passphrase, derivation);
    if (!key) return fail(std::move(key));
    ByteWriter out = begin(purpose, clinic, Protection::Passphrase);
    out.u32(cost.passes).u64(cost.memory).bytes(derivation.salt);
    const Bytes wrapped = wrap(*key, out.view(), secret, random);
    return out.bytes(wrapped).take();
}

Result<KeyFile> decode_key_file(ByteView bytes, KeyPurpose expected,
                                std::optional<ByteView> passphrase) {
    if (bytes.size() > kMaxKeyFileSize) return refuse(causes::size_wrong, "key file");
    if (auto begun = layout::check_beginning(bytes, labels::key_file); !begun)
        return fail(std::move(begun));
    ByteReader in(bytes);
    in.bytes(kLabelSize);
    const auto clinic = layout::read<ClinicId>(in);
    in.u16();  // the version, checked above
    const auto purpose = static_cast<KeyPurpose>(in.u8());
    const auto protection = static_cast<Protection>(in.u8());
    if (!in.ok()) return refuse(causes::size_wrong, "key file");
    if (purpose != expected || protection > Protection::Passphrase)
        return refuse(causes::field_out_of_range, "key file");
    auto secret = protection == Protection::None ? read_in_clear(bytes, in)
                                                 : read_protected(bytes, in, passphrase);
    if (!secret) return fail(std::move(secret));
    return KeyFile{purpose, clinic, std::move(*secret)};
}

}  // namespace spine::crypto
