#include "crypto/record.h"

#include <algorithm>
#include <utility>

#include "crypto/aead.h"
#include "crypto/causes.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

// How many records are missing to a filled bundle, which is never empty.
std::size_t missing(std::size_t count) {
    return count == 0 ? kBundleFill : (kBundleFill - count % kBundleFill) % kBundleFill;
}

}  // namespace

RecordChain::RecordChain(const ClinicId& clinic, const Hash& header)
    : clinic_(clinic), last_(header) {}

void RecordChain::add(ByteView record) {
    // In one piece: hashing in parts costs the importer a tenth of its time.
    ByteArray<kPrefixSize + Hash::size + kRecordSize> link{};
    auto* at = std::copy(labels::record.begin(), labels::record.end(), link.begin());
    at = std::copy(clinic_.bytes.begin(), clinic_.bytes.end(), at);
    at = std::copy(last_.bytes.begin(), last_.bytes.end(), at);
    std::copy_n(record.begin(), std::min(record.size(), kRecordSize), at);
    last_ = hash(link);
    ++count_;
}

ByteArray<kRecordDataSize> record_data(const Hash& header, std::uint64_t sequence,
                                       const Hash& previous) {
    ByteArray<kRecordDataSize> data{};
    auto* at = std::copy(header.bytes.begin(), header.bytes.end(), data.begin());
    for (unsigned shift = 0; shift < 64; shift += 8)
        *at++ = static_cast<std::uint8_t>(sequence >> shift);
    std::copy(previous.bytes.begin(), previous.bytes.end(), at);
    return data;
}

std::size_t records_for(std::size_t size) {
    return size == 0 ? 1 : (size + kRecordPartSize - 1) / kRecordPartSize;
}

RecordSealer::RecordSealer(SessionKey key, const Hash& header, RecordChain chain)
    : key_(std::move(key)), header_(header), chain_(chain) {}

Result<Bytes> RecordSealer::seal(ByteView payload, Random& random) {
    if (payload.size() > kMaxPayload) return refuse(causes::answer_too_long);
    const std::size_t count = records_for(payload.size());
    if (chain_.count() + count > kMaxRecords) return refuse(causes::session_too_long);
    Bytes out(count * kRecordSize);
    for (std::size_t i = 0; i < count; ++i) {
        const ByteView left = payload.subspan(i * kRecordPartSize);
        const ByteView part = left.first(std::min(left.size(), kRecordPartSize));
        seal_part(part, i + 1 < count, random,
                  std::span(out).subspan(i * kRecordSize, kRecordSize));
    }
    return out;
}

Result<Bytes> RecordSealer::fill(ByteView filler, Random& random) {
    if (filler.size() > kRecordPartSize) return refuse(causes::answer_too_long, "filler");
    const std::size_t count = missing(chain_.count());
    if (chain_.count() + count > kMaxRecords) return refuse(causes::session_too_long);
    Bytes out(count * kRecordSize);
    for (std::size_t i = 0; i < count; ++i)
        seal_part(filler, false, random, std::span(out).subspan(i * kRecordSize, kRecordSize));
    return out;
}

void RecordSealer::seal_part(ByteView part, bool continues, Random& random,
                             std::span<std::uint8_t> out) {
    const std::span<std::uint8_t> text = text_.writable();
    text[0] = continues ? kRecordContinues : 0;
    text[1] = static_cast<std::uint8_t>(part.size());
    text[2] = static_cast<std::uint8_t>(part.size() >> 8U);
    std::copy(part.begin(), part.end(), text.begin() + kRecordPartOffset);
    const auto data = record_data(header_, chain_.count(), chain_.last());
    const auto nonce = out.first(kNonceSize);
    random.fill(nonce);
    aead_seal(text, data, nonce, key_.view(), out.subspan(kNonceSize));
    wipe(text);
    chain_.add(out);
}

Bytes fill_interrupted(RecordChain& chain, Random& random) {
    Bytes out(missing(chain.count()) * kRecordSize);
    random.fill(out);
    for (std::size_t at = 0; at < out.size(); at += kRecordSize)
        chain.add(ByteView(out).subspan(at, kRecordSize));
    return out;
}

}  // namespace spine::crypto
