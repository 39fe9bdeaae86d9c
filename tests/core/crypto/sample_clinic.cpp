#include "sample_clinic.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "crypto/constants.h"
#include "crypto/init.h"

namespace spine::test {

using namespace crypto;

namespace {

std::uint64_t started(std::uint64_t seed) {
    if (!start()) FAIL("the cryptography did not start");
    return seed;
}

}  // namespace

SampleClinic::SampleClinic(std::uint64_t seed)
    : random(started(seed)),
      root(make_sign_pair(random)),
      device(make_sign_pair(random)),
      computer(make_sign_pair(random)),
      clinic_key(make_seal_pair(random)),
      recovery(make_seal_pair(random)),
      attention(make_seal_pair(random)),
      clinic(clinic_id_of(root.public_key)),
      device_id(device_id_of(clinic, device.public_key)),
      computer_id(device_id_of(clinic, computer.public_key)),
      device_signer(device.secret_key),
      computer_signer(computer.secret_key) {}

SampleSession make_session(SampleClinic& clinic, const SessionWish& wish) {
    SampleSession made;
    made.key = SessionKey::random(clinic.random);
    SessionStart begin{clinic.clinic, clinic.device_id, wish.counter, {}, {}, {}};
    clinic.random.fill(begin.session.bytes);
    clinic.random.fill(begin.configuration.bytes);
    if (wish.counter > 1) clinic.random.fill(begin.previous_head.bytes);
    made.header_bytes =
        make_session_header(begin, clinic.recipients(), made.key, clinic.device_signer).value();
    made.header = decode_header(made.header_bytes).value();
    made.header_hash = header_hash(made.header_bytes);
    RecordSealer sealer(made.key.copy(), made.header_hash,
                        RecordChain(clinic.clinic, made.header_hash));
    const auto keep = [&](const Bytes& sealed) {
        made.records.insert(made.records.end(), sealed.begin(), sealed.end());
    };
    for (const std::string& payload : wish.payloads)
        keep(sealer.seal(as_bytes(payload), clinic.random).value());
    if (wish.fill && wish.status != SessionStatus::Interrupted)
        keep(sealer.fill(as_bytes(kFiller), clinic.random).value());
    RecordChain chain = sealer.chain();
    if (wish.fill && wish.status == SessionStatus::Interrupted)
        keep(fill_interrupted(chain, clinic.random));
    made.head_bytes =
        make_head(made.header, made.header_hash, chain, wish.status, clinic.device_signer);
    return made;
}

Bytes head_over(const SampleClinic& clinic, const SampleSession& session, ByteView records,
                SessionStatus status) {
    RecordChain chain(clinic.clinic, session.header_hash);
    for (std::size_t at = 0; at < records.size(); at += kRecordSize)
        chain.add(records.subspan(at, kRecordSize));
    return make_head(session.header, session.header_hash, chain, status, clinic.device_signer);
}

std::string verdict(const SampleClinic& clinic, ByteView bundle) {
    const auto verified = verify_bundle(bundle, clinic.device.public_key, clinic.clinic);
    return verified ? "accepted" : std::string(verified.error().cause.name());
}

Bytes with_byte(Bytes bytes, std::size_t at, std::uint8_t value) {
    bytes.at(at) = value;
    return bytes;
}

}  // namespace spine::test
