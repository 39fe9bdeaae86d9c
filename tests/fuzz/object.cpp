#include "crypto/objects.h"
#include "crypto/package.h"
#include "crypto/request.h"
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

void endorsement(const SigningClinic& clinic, ByteView fields) {
    const Bytes bytes = clinic.object(labels::endorsement, false, fields);
    const auto read = verify_endorsement(bytes, clinic.signer.public_key());
    if (read) demand(make_endorsement(*read, clinic.secret).value() == bytes);
}

// What two machines hand each other: each names the key that signs it, which is put there.
void enrolment_files(const SigningClinic& clinic, ByteView fields) {
    const SignPublicKey& key = clinic.signer.public_key();
    Bytes asked(fields.begin(), fields.end());
    if (asked.size() > SignPublicKey::size)
        std::copy(key.view().begin(), key.view().end(), asked.begin() + 1);
    const Bytes request = clinic.object(labels::request, false, asked);
    if (const auto read = verify_request(request))
        demand(make_request(*read, clinic.signer).value() == request);
    ByteWriter given;
    const Bytes package =
        clinic.object(labels::package, false, given.bytes(key.view()).bytes(fields).take());
    if (const auto read = verify_package(package))
        demand(make_package(*read, clinic.secret).value() == package);
}

void passed_key(const SigningClinic& clinic, ByteView fields) {
    const Bytes bytes = clinic.object(labels::passed_key, true, fields);
    const auto read = verify_passed_key(bytes, clinic.signer.public_key(), clinic.clinic);
    if (!read) return;
    ByteWriter again;
    again.bytes(read->recipient.view()).bytes(read->key.view()).bytes(read->sealed);
    demand(again.take() == Bytes(fields.begin(), fields.end()));
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
    const Bytes part = clinic.object(labels::ledger_part, true, fields);
    if (const auto read = verify_ledger_part(part, key, clinic.clinic))
        demand(read->sealed.size() == kLedgerTextSize + kSealOverhead);
    const Bytes mark = clinic.object(labels::mark, true, fields);
    if (const auto read = verify_mark(mark, key, clinic.clinic))
        demand(begins_with(mark, encode_unsigned(*read)));
}

void sealed_texts(ByteView text) {
    if (const auto read = decode_mark_text(text)) demand(begins_with(text, encode(*read)));
    if (const auto read = decode_attention_text(text)) demand(begins_with(text, encode(*read)));
    Bytes filled(text.begin(), text.end());
    filled.resize(kLedgerTextSize);
    if (const auto read = decode_ledger_part_text(filled))
        demand(begins_with(filled, encode(*read)));
}

}  // namespace

void object(ByteView fields) {
    static const SigningClinic clinic;
    admission(clinic, fields);
    revocation(clinic, fields);
    endorsement(clinic, fields);
    enrolment_files(clinic, fields);
    passed_key(clinic, fields);
    by_author(clinic, fields);
    sealed_texts(fields);
}

}  // namespace spine::fuzz
