#include "crypto/receipt.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"

namespace spine::crypto {

Bytes make_receipt(const Receipt& receipt, const Signer& author) {
    ByteWriter out = layout::begin(labels::receipt, receipt.clinic);
    out.bytes(receipt.author.view())
        .bytes(receipt.device.view())
        .bytes(receipt.session.view())
        .u64(receipt.counter)
        .bytes(receipt.head.view());
    return author.signed_bytes(out.take());
}

Result<Receipt> verify_receipt(ByteView bytes, const SignPublicKey& author,
                               const ClinicId& clinic) {
    auto fields =
        layout::verify_device_signed(bytes, labels::receipt, author, clinic, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Receipt out;
    out.clinic = clinic;
    out.author = device_id_of(clinic, author);
    out.device = layout::read<DeviceId>(in);
    out.session = layout::read<SessionId>(in);
    out.counter = in.u64();
    out.head = layout::read<Hash>(in);
    if (!in.finished()) return refuse(causes::size_wrong);
    return out;
}

}  // namespace spine::crypto
