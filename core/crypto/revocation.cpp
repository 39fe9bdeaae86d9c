#include "crypto/revocation.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"

namespace spine::crypto {

Result<Bytes> make_revocation(const Revocation& revocation, const SignSecretKey& root) {
    const Signer signer(root);
    if (revocation.clinic != clinic_id_of(signer.public_key())) return refuse(causes::other_clinic);
    if (!layout::is_time(revocation.at)) return refuse(causes::field_out_of_range, "time");
    ByteWriter out = layout::begin(labels::revocation, revocation.clinic);
    out.bytes(revocation.device.view()).u64(static_cast<std::uint64_t>(revocation.at));
    return signer.signed_bytes(out.take());
}

Result<Revocation> verify_revocation(ByteView bytes, const SignPublicKey& root) {
    auto fields = layout::verify_root_signed(bytes, labels::revocation, root, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Revocation out;
    out.clinic = clinic_id_of(root);
    out.device = layout::read<DeviceId>(in);
    out.at = static_cast<UnixMs>(in.u64());
    if (!in.finished()) return refuse(causes::size_wrong);
    if (!layout::is_time(out.at)) return refuse(causes::field_out_of_range, "time");
    return out;
}

}  // namespace spine::crypto
