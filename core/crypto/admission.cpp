#include "crypto/admission.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"

namespace spine::crypto {
namespace {

// A kiosk has a number and no keys to seal to; a computer has both keys and no number.
bool holds(const Admission& it) {
    const bool kiosk =
        it.role == Role::Kiosk && it.sealing.is_zero() && it.attention.is_zero() && it.number <= 99;
    const bool computer = it.role == Role::Computer && !it.sealing.is_zero() &&
                          !it.attention.is_zero() && it.number == 0;
    return (kiosk || computer) && !it.signing.is_zero() && layout::is_time(it.at) &&
           !it.name.empty() && it.name.size() <= kMaxNameSize && layout::is_plain_text(it.name);
}

}  // namespace

Result<Bytes> make_admission(const Admission& admission, const SignSecretKey& root) {
    const Signer signer(root);
    if (admission.clinic != clinic_id_of(signer.public_key())) return refuse(causes::other_clinic);
    if (!holds(admission)) return refuse(causes::field_out_of_range, "admission");
    ByteWriter out = layout::begin(labels::admission, admission.clinic);
    out.u8(static_cast<std::uint8_t>(admission.role))
        .bytes(admission.signing.view())
        .bytes(admission.sealing.view())
        .bytes(admission.attention.view())
        .u8(admission.number)
        .u64(static_cast<std::uint64_t>(admission.at))
        .text16(admission.name);
    return signer.signed_bytes(out.take());
}

Result<Admission> verify_admission(ByteView bytes, const SignPublicKey& root) {
    auto fields = layout::verify_root_signed(bytes, labels::admission, root, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Admission out;
    out.clinic = clinic_id_of(root);
    out.role = static_cast<Role>(in.u8());
    out.signing = layout::read<SignPublicKey>(in);
    out.sealing = layout::read<SealPublicKey>(in);
    out.attention = layout::read<SealPublicKey>(in);
    out.number = in.u8();
    out.at = static_cast<UnixMs>(in.u64());
    out.name = in.text16();
    if (!in.finished()) return refuse(causes::size_wrong);
    if (!holds(out)) return refuse(causes::field_out_of_range, "admission");
    return out;
}

}  // namespace spine::crypto
