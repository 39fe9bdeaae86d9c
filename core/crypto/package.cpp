#include "crypto/package.h"

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "crypto/refusal.h"
#include "crypto/sign.h"

namespace spine::crypto {
namespace {

constexpr std::size_t kRootAt = 34;  // behind label, clinic id and version
constexpr std::size_t kMaxAddress = 2'048;

bool holds(const Package& it) {
    return it.store.size() <= kMaxAddress && layout::is_plain_text(it.store) &&
           it.admission.size() <= 0xFFFF;
}

}  // namespace

Result<Bytes> make_package(const Package& package, const SignSecretKey& root) {
    const Signer signer(root);
    if (signer.public_key() != package.root || !holds(package))
        return refuse(causes::field_out_of_range, "package");
    ByteWriter out = layout::begin(labels::package, clinic_id_of(package.root));
    out.bytes(package.root.view())
        .u16(static_cast<std::uint16_t>(package.admission.size()))
        .bytes(package.admission)
        .text16(package.store);
    return signer.signed_bytes(out.take());
}

Result<Package> verify_package(ByteView bytes) {
    if (auto begins = layout::check_beginning(bytes, labels::package); !begins)
        return fail(std::move(begins));
    if (bytes.size() < kRootAt + SignPublicKey::size) return refuse(causes::size_wrong);
    const auto root = SignPublicKey::from(bytes.subspan(kRootAt, SignPublicKey::size));
    auto fields = layout::verify_root_signed(bytes, labels::package, *root, 2 * kMaxObjectSize);
    if (!fields) return fail(std::move(fields));
    ByteReader in(*fields);
    Package out;
    out.root = layout::read<SignPublicKey>(in);
    const ByteView admission = in.bytes(in.u16());
    out.admission.assign(admission.begin(), admission.end());
    out.store = in.text16();
    if (!in.finished()) return refuse(causes::size_wrong);
    if (!holds(out)) return refuse(causes::field_out_of_range, "package");
    return out;
}

}  // namespace spine::crypto
