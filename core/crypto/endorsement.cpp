#include "crypto/endorsement.h"

#include <algorithm>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/sign.h"

namespace spine::crypto {
namespace {

bool holds(const std::vector<Hash>& objects) {
    const auto not_rising = [](const Hash& a, const Hash& b) { return a >= b; };
    return !objects.empty() && objects.size() <= kMaxEndorsed &&
           std::adjacent_find(objects.begin(), objects.end(), not_rising) == objects.end();
}

}  // namespace

Result<Bytes> make_endorsement(Endorsement endorsement, const SignSecretKey& root) {
    const Signer signer(root);
    if (endorsement.clinic != clinic_id_of(signer.public_key()))
        return refuse(causes::other_clinic);
    std::sort(endorsement.objects.begin(), endorsement.objects.end());
    if (!holds(endorsement.objects)) return refuse(causes::field_out_of_range, "endorsement");
    ByteWriter out = layout::begin(labels::endorsement, endorsement.clinic);
    out.bytes(endorsement.device.view())
        .u16(static_cast<std::uint16_t>(endorsement.objects.size()));
    for (const Hash& object : endorsement.objects) out.bytes(object.view());
    return signer.signed_bytes(out.take());
}

Result<Endorsement> verify_endorsement(ByteView bytes, const SignPublicKey& root) {
    auto fields = layout::verify_root_signed(bytes, labels::endorsement, root, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Endorsement out;
    out.clinic = clinic_id_of(root);
    out.device = layout::read<DeviceId>(in);
    const std::size_t count = in.u16();
    if (!in.ok() || in.left() != count * Hash::size) return refuse(causes::size_wrong);
    for (std::size_t i = 0; i < count; ++i) out.objects.push_back(layout::read<Hash>(in));
    if (!holds(out.objects)) return refuse(causes::field_out_of_range, "endorsement");
    return out;
}

}  // namespace spine::crypto
