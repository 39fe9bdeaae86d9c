#include "crypto/bundle.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/record.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

Status check_header(const BundleOutline& bundle, const SignPublicKey& device,
                    const ClinicId& clinic) {
    if (bundle.header.clinic != clinic) return refuse(causes::other_clinic);
    if (bundle.header.device != device_id_of(clinic, device))
        return refuse(causes::device_mismatch);
    if (!verify_signed(bundle.header_bytes, device)) return refuse(causes::header_altered);
    return {};
}

Status check_head(const BundleOutline& bundle, const SignPublicKey& device,
                  const Hash& header_hash) {
    const SessionHeader& header = bundle.header;
    const Head& head = bundle.head;
    const bool same = head.clinic == header.clinic && head.device == header.device &&
                      head.counter == header.counter && head.session == header.session &&
                      head.header == header_hash;
    if (!same) return refuse(causes::head_of_other_session);
    if (!verify_signed(bundle.head_bytes, device)) return refuse(causes::head_altered);
    return {};
}

Status check_filled(const Head& head) {
    const bool withdrawn = head.status == SessionStatus::Withdrawn;
    if (head.records % kBundleFill != 0 || (head.records == 0) != withdrawn)
        return refuse(causes::bundle_not_filled);
    return {};
}

std::vector<Hash> links_of(const BundleOutline& bundle, const Hash& header_hash) {
    RecordChain chain(bundle.header.clinic, header_hash);
    std::vector<Hash> links;
    links.reserve(bundle.head.records + std::size_t{1});
    links.push_back(chain.last());
    for (std::size_t at = 0; at < bundle.records.size(); at += kRecordSize) {
        chain.add(bundle.records.subspan(at, kRecordSize));
        links.push_back(chain.last());
    }
    return links;
}

}  // namespace

Bytes make_bundle(ByteView signed_header, ByteView records, ByteView signed_head) {
    Bytes out;
    out.reserve(signed_header.size() + records.size() + signed_head.size());
    for (const ByteView part : {signed_header, records, signed_head})
        out.insert(out.end(), part.begin(), part.end());
    return out;
}

Result<BundleOutline> outline_bundle(ByteView bundle) {
    constexpr std::size_t ends = kHeaderSize + kHeadSize;
    if (bundle.size() > kMaxBundleSize) return refuse(causes::bundle_too_large);
    if (bundle.size() < ends) return refuse(causes::bundle_cut);
    auto header = decode_header(bundle.first(kHeaderSize));
    if (!header) return fail(std::move(header));
    if ((bundle.size() - ends) % kRecordSize != 0) return refuse(causes::bundle_cut);
    const ByteView tail = bundle.last(kHeadSize);
    auto head = decode_head(tail);
    if (!head && head.error().cause == causes::not_this_format) return refuse(causes::head_missing);
    if (!head) return fail(std::move(head));
    return BundleOutline{*header, *head, bundle.first(kHeaderSize),
                         bundle.subspan(kHeaderSize, bundle.size() - ends), tail};
}

ByteView VerifiedBundle::record(std::uint32_t index) const {
    return outline_.records.subspan(index * kRecordSize, kRecordSize);
}

bool VerifiedBundle::extends(const Head& earlier) const {
    return earlier.header == outline_.head.header && earlier.records < links_.size() &&
           links_[earlier.records] == earlier.last_record;
}

Result<VerifiedBundle> verify_bundle(ByteView bundle, const SignPublicKey& device,
                                     const ClinicId& clinic) {
    auto outline = outline_bundle(bundle);
    if (!outline) return fail(std::move(outline));
    if (auto header = check_header(*outline, device, clinic); !header)
        return fail(std::move(header));
    const Hash first_link = header_hash(outline->header_bytes);
    if (auto head = check_head(*outline, device, first_link); !head) return fail(std::move(head));
    if (outline->records.size() != outline->head.records * kRecordSize)
        return refuse(causes::record_count_wrong);
    VerifiedBundle verified;
    verified.links_ = links_of(*outline, first_link);
    if (verified.links_.back() != outline->head.last_record) return refuse(causes::record_altered);
    if (auto filled = check_filled(outline->head); !filled) return fail(std::move(filled));
    verified.head_hash_ = crypto::head_hash(outline->head_bytes);
    verified.outline_ = *outline;
    return verified;
}

}  // namespace spine::crypto
