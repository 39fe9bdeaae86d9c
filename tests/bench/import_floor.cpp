#include "bench/import_floor.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "crypto/constants.h"

namespace spine::bench {
namespace {

using namespace crypto;

using Hashed = std::array<std::uint8_t, 32>;

Hashed hashed(ByteView content) {
    Hashed out{};
    crypto_generichash(out.data(), out.size(), content.data(), content.size(), nullptr, 0);
    return out;
}

bool verified(ByteView whole, const FloorKeys& keys) {
    const ByteView message = whole.first(whole.size() - kSignatureSize);
    return crypto_sign_verify_detached(whole.last(kSignatureSize).data(), message.data(),
                                       message.size(), keys.tablet.bytes.data()) == 0;
}

}  // namespace

bool run_floor(ByteView bundle, const FloorKeys& keys) {
    const ByteView header = bundle.first(kHeaderSize), head = bundle.last(kHeadSize);
    const ByteView records = bundle.subspan(kHeaderSize, bundle.size() - kHeaderSize - kHeadSize);
    const ByteView clinic = header.subspan(16, 16);
    hashed(bundle);  // its name
    std::array<std::uint8_t, 64> device{};
    hashed(device);
    const Hashed first = hashed(header);
    hashed(head);
    if (!verified(header, keys) || !verified(head, keys)) return false;
    std::array<std::uint8_t, kKeySize> key{};
    if (crypto_box_seal_open(key.data(), header.subspan(204).data(), kSealedKeySize,
                             keys.clinic_public.bytes.data(), keys.clinic_secret.data()) != 0)
        return false;
    std::array<std::uint8_t, 80> commitment{};
    hashed(commitment);
    std::array<std::uint8_t, 576> link{};
    std::copy(labels::record.begin(), labels::record.end(), link.begin());
    std::copy(clinic.begin(), clinic.end(), link.begin() + 16);
    std::array<std::uint8_t, kRecordDataSize> data{};
    std::copy(first.begin(), first.end(), data.begin());
    std::array<std::uint8_t, kRecordTextSize> text{};
    Hashed last = first;
    for (std::size_t at = 0; at < records.size(); at += kRecordSize) {
        const ByteView record = records.subspan(at, kRecordSize);
        const std::size_t index = at / kRecordSize;
        data[32] = static_cast<std::uint8_t>(index);
        data[33] = static_cast<std::uint8_t>(index >> 8U);
        std::copy(last.begin(), last.end(), data.begin() + 40);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(
                text.data(), nullptr, nullptr, record.data() + kNonceSize, kRecordSize - kNonceSize,
                data.data(), data.size(), record.data(), key.data()) != 0)
            return false;
        std::copy(last.begin(), last.end(), link.begin() + 32);
        std::copy(record.begin(), record.end(), link.begin() + 64);
        last = hashed(link);
    }
    sodium_memzero(key.data(), key.size());
    sodium_memzero(text.data(), text.size());
    return true;
}

}  // namespace spine::bench
