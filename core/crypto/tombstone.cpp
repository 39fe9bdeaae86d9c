#include "crypto/tombstone.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"

namespace spine::crypto {

Bytes make_tombstone(const Tombstone& tombstone, const Signer& author) {
    ByteWriter out = layout::begin(labels::tombstone, tombstone.clinic);
    out.bytes(tombstone.author.view())
        .u64(tombstone.lamport)
        .bytes(tombstone.device.view())
        .bytes(tombstone.session.view());
    return author.signed_bytes(out.take());
}

Result<Tombstone> verify_tombstone(ByteView bytes, const SignPublicKey& author,
                                   const ClinicId& clinic) {
    auto fields =
        layout::verify_device_signed(bytes, labels::tombstone, author, clinic, kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Tombstone out;
    out.clinic = clinic;
    out.author = device_id_of(clinic, author);
    out.lamport = in.u64();
    out.device = layout::read<DeviceId>(in);
    out.session = layout::read<SessionId>(in);
    if (!in.finished()) return refuse(causes::size_wrong);
    return out;
}

}  // namespace spine::crypto
