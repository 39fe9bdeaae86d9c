// A bundle is one session as it travels: header, records, head, one behind the other
// (FORMAT.md §6).
//
// Whoever reads one verifies it first. verify_bundle() needs no secret and checks everything that
// can be checked without one; only its result can be opened (core/open), so that nothing
// unverified reaches a parser.
#pragma once

#include <vector>

#include "base/result.h"
#include "crypto/head.h"
#include "crypto/session_header.h"

namespace spine::crypto {

[[nodiscard]] Bytes make_bundle(ByteView signed_header, ByteView records, ByteView signed_head);

// What a bundle says about itself, believed by nobody yet: for finding the device's key, and for
// `kioskctl inspect`.
struct BundleOutline {
    SessionHeader header;
    Head head;
    ByteView header_bytes, records, head_bytes;  // parts of the bytes that were read
};
// Faults, in this order: bundle_too_large, bundle_cut (too short for header and head), those of
// decode_header(), bundle_cut (its length is not header + whole records + head), head_missing
// (no head at its end), those of decode_head().
[[nodiscard]] Result<BundleOutline> outline_bundle(ByteView bundle);

// A bundle that was verified. Views the bytes it was made from, which must outlive it.
class VerifiedBundle {
  public:
    [[nodiscard]] const SessionHeader& header() const { return outline_.header; }
    [[nodiscard]] const Head& head() const { return outline_.head; }
    [[nodiscard]] const Hash& head_hash() const { return head_hash_; }
    [[nodiscard]] std::uint32_t record_count() const { return outline_.head.records; }
    [[nodiscard]] ByteView record(std::uint32_t index) const;  // index < record_count()
    // links()[i] is the hash before record i: links()[0] the header's, links()[n] the last one.
    [[nodiscard]] const std::vector<Hash>& links() const { return links_; }

    // True if this bundle is `earlier` carried on: the same header, and the earlier one's records
    // are its first ones. A later head extends an open one only if this holds, or if the later
    // one is withdrawn: that one has no records and ends the session whatever came before.
    [[nodiscard]] bool extends(const Head& earlier) const;

  private:
    friend Result<VerifiedBundle> verify_bundle(ByteView, const SignPublicKey&, const ClinicId&);
    VerifiedBundle() = default;
    BundleOutline outline_;
    Hash head_hash_;
    std::vector<Hash> links_;
};

// `device` is the key that the clinic's root admitted for outline.header.device. Faults, after
// those of outline_bundle() and in this order: other_clinic, device_mismatch (the id is not this
// key's), header_altered (signature), head_of_other_session (any field that should repeat the
// header's, or the header's hash), head_altered (signature), record_count_wrong, record_altered
// (the chain does not end where the head says: a record was changed, dropped, repeated, moved or
// comes from elsewhere), bundle_not_filled (not a multiple of 64, or none without being withdrawn).
[[nodiscard]] Result<VerifiedBundle> verify_bundle(ByteView bundle, const SignPublicKey& device,
                                                   const ClinicId& clinic);

}  // namespace spine::crypto
