#include "lock_pick.h"

#include <sodium.h>

#include "crypto/aead.h"
#include "crypto/bundle.h"
#include "crypto/constants.h"
#include "crypto/record.h"
#include "open/sealed_box.h"

namespace spine::test {

using namespace crypto;

LockPick::LockPick(const StolenTablet& loot) {
    for (const auto& [name, content] : loot.files()) add_bundle(name, as_bytes(content));
    for (const SessionHeader& header : loot.headers()) {
        const std::string of = "the key of session " + std::to_string(header.counter);
        for (const auto& sealed : {header.for_clinic.sealed, header.for_recovery.sealed})
            boxes_.push_back({of, Bytes(sealed.begin(), sealed.end())});
    }
    for (const SealedText& text : loot.sealed_texts()) boxes_.push_back({text.of, text.sealed});
}

void LockPick::add_bundle(const std::string& name, ByteView bytes) {
    const auto outline = outline_bundle(bytes);
    if (!outline) return;
    const Hash hash = header_hash(outline->header_bytes);
    RecordChain chain(outline->header.clinic, hash);
    for (std::size_t i = 0; i * kRecordSize < outline->records.size(); ++i) {
        const ByteView record = outline->records.subspan(i * kRecordSize, kRecordSize);
        const auto data = record_data(hash, i, chain.last());
        records_.push_back({"a record of " + name, Bytes(record.begin(), record.end()),
                            Bytes(data.begin(), data.end())});
        chain.add(record);
    }
}

void LockPick::try_one(ByteView key) {
    if (!tried_.emplace(key.begin(), key.end()).second) return;
    Bytes text(kRecordTextSize);
    for (const Record& record : records_) {
        const ByteView bytes(record.bytes);
        if (aead_open(bytes.subspan(kNonceSize), record.data, bytes.first(kNonceSize), key, text))
            opened_.insert(record.of);
    }
    const SealSecretKey secret = SealSecretKey::copy_of(key);
    for (const Box& box : boxes_) {
        if (opening::open_sealed(box.sealed, secret)) opened_.insert(box.of);
    }
}

void LockPick::try_key(ByteView key) {
    try_one(key);
    try_one(hash(key).view());
    std::array<std::uint8_t, 32> public_key{}, exchanged{};
    std::array<std::uint8_t, 64> signing{};
    crypto_sign_seed_keypair(public_key.data(), signing.data(), key.data());
    crypto_sign_ed25519_sk_to_curve25519(exchanged.data(), signing.data());
    try_one(exchanged);
}

void LockPick::try_windows(std::string_view bytes, std::size_t stride) {
    for (std::size_t at = 0; at + kKeySize <= bytes.size(); at += stride)
        try_key(as_bytes(bytes.substr(at, kKeySize)));
}

}  // namespace spine::test
