#include "crypto/objects.h"
#include "signing_clinic.h"

namespace spine::fuzz {

using namespace crypto;

namespace {

void admission(const SigningClinic& clinic, ByteView fields) {
    const Bytes bytes = clinic.object(labels::admission, false, fields);
    const auto read = verify_admission(bytes, clinic.signer.public_key());
    if (read) demand(make_admission(*read, clinic.secret).value() == bytes);
}

void revocation(const SigningClinic& clinic, ByteView fields) {
    const Bytes bytes = clinic.object(labels::revocation, false, fields);
    const auto read = verify_revocation(bytes, clinic.signer.public_key());
    if (read) demand(make_revocation(*read, clinic.secret).value() == bytes);
}

void by_author(const SigningClinic& clinic, ByteView fields) {
    const SignPublicKey& key = clinic.signer.public_key();
    const Bytes stone = clinic.object(labels::tombstone, true, fields);
    if (const auto read = verify_tombstone(stone, key, clinic.clinic))
        demand(make_tombstone(*read, clinic.signer) == stone);
    const Bytes receipt = clinic.object(labels::receipt, true, fields);
    if (const auto read = verify_receipt(receipt, key, clinic.clinic))
        demand(make_receipt(*read, clinic.signer) == receipt);
    const Bytes attention = clinic.object(labels::attention, true, fields);
    if (const auto read = verify_attention(attention, key, clinic.clinic))
        demand(begins_with(attention, encode_unsigned(*read)));
    const Bytes mark = clinic.object(labels::mark, true, fields);
    if (const auto read = verify_mark(mark, key, clinic.clinic))
        demand(begins_with(mark, encode_unsigned(*read)));
}

void sealed_texts(ByteView text) {
    if (const auto read = decode_mark_text(text)) demand(begins_with(text, encode(*read)));
    if (const auto read = decode_attention_text(text)) demand(begins_with(text, encode(*read)));
}

}  // namespace

void object(ByteView fields) {
    static const SigningClinic clinic;
    admission(clinic, fields);
    revocation(clinic, fields);
    by_author(clinic, fields);
    sealed_texts(fields);
}

}  // namespace spine::fuzz
