#include "crypto/request.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/object_common.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kBeforeFields = 34;  // label, clinic id and version

bool holds(const Request& it) {
    const bool kiosk = it.role == Role::Kiosk && it.sealing.is_zero() && it.attention.is_zero();
    const bool computer = it.role == Role::Computer && !it.sealing.is_zero() &&
                          !it.attention.is_zero() && !it.clinic.is_zero();
    return (kiosk || computer) && !it.signing.is_zero() && !it.name.empty() &&
           it.name.size() <= kMaxNameSize && layout::is_plain_text(it.name);
}

}  // namespace

Result<Bytes> make_request(Request request, const Signer& signer) {
    request.signing = signer.public_key();
    if (!holds(request)) return refuse(causes::field_out_of_range, "request");
    ByteWriter out = layout::begin(labels::request, request.clinic);
    out.u8(static_cast<std::uint8_t>(request.role))
        .bytes(request.signing.view())
        .bytes(request.sealing.view())
        .bytes(request.attention.view())
        .text16(request.name);
    return signer.signed_bytes(out.take());
}

Result<Request> verify_request(ByteView bytes) {
    if (bytes.size() > kMaxObjectSize) return refuse(causes::size_wrong);
    if (auto begins = layout::check_beginning(bytes, labels::request); !begins)
        return fail(std::move(begins));
    if (bytes.size() < kBeforeFields + kSignatureSize) return refuse(causes::size_wrong);
    ByteReader in(bytes.subspan(kBeforeFields, bytes.size() - kBeforeFields - kSignatureSize));
    Request out;
    out.clinic = claimed_clinic(bytes);
    out.role = static_cast<Role>(in.u8());
    out.signing = layout::read<SignPublicKey>(in);
    out.sealing = layout::read<SealPublicKey>(in);
    out.attention = layout::read<SealPublicKey>(in);
    out.name = in.text16();
    if (!in.finished()) return refuse(causes::size_wrong);
    if (!verify_signed(bytes, out.signing)) return refuse(causes::signature_wrong);
    if (!holds(out)) return refuse(causes::field_out_of_range, "request");
    return out;
}

}  // namespace spine::crypto
