#include "crypto/bundle.h"

#include <catch2/catch.hpp>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/record.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

TEST_CASE("a sealed session is accepted by its own clinic alone") {
    SampleClinic clinic(1);
    const SampleClinic other(2);
    const Bytes bundle = make_session(clinic).bundle();
    CHECK(bundle.size() == kHeaderSize + 64 * kRecordSize + kHeadSize);
    CHECK(verdict(clinic, bundle) == "accepted");
    CHECK(verdict(other, bundle) == "other-clinic");
    const auto by_other_device = verify_bundle(bundle, other.device.public_key, clinic.clinic);
    CHECK(by_other_device.error().cause == causes::device_mismatch);
}

TEST_CASE("a verified bundle shows what it is without any secret") {
    SampleClinic clinic;
    const SampleSession session = make_session(clinic, {.counter = 9});
    const Bytes bundle = session.bundle();
    const auto verified = verify_bundle(bundle, clinic.device.public_key, clinic.clinic).value();
    CHECK(verified.header() == session.header);
    CHECK(verified.head().status == SessionStatus::Complete);
    CHECK(verified.record_count() == 64);
    CHECK(verified.links().size() == 65);
    CHECK(verified.links().front() == session.header_hash);
    CHECK(verified.links().back() == verified.head().last_record);
    CHECK(verified.head_hash() == head_hash(session.head_bytes));
    // What was read is written the same, byte for byte.
    const Bytes again = clinic.device_signer.signed_bytes(encode_unsigned(verified.header()));
    CHECK(again == session.header_bytes);
    CHECK(clinic.device_signer.signed_bytes(encode_unsigned(verified.head())) ==
          session.head_bytes);
}

TEST_CASE("no session is made without a recovery recipient, or for keys that are none") {
    SampleClinic clinic;
    const SessionKey key = SessionKey::random(clinic.random);
    const SessionStart begin{clinic.clinic, clinic.device_id, 1, {}, {}, {}};
    const auto made = [&](const Recipients& to) {
        const auto header = make_session_header(begin, to, key, clinic.device_signer);
        return header ? std::string("made") : std::string(header.error().cause.name());
    };
    const SealPublicKey good = clinic.clinic_key.public_key;
    const SealPublicKey spare = clinic.recovery.public_key;
    CHECK(made({good, spare}) == "made");
    CHECK(made({good, {}}) == "recovery-recipient-missing");
    CHECK(made({good, good}) == "recipient-unusable");
    CHECK(made({{}, spare}) == "recipient-unusable");
    SealPublicKey small_order;
    small_order.bytes[0] = 1;
    CHECK(made({good, small_order}) == "recipient-unusable");
}

TEST_CASE("a header's counter and its previous head must fit") {
    SampleClinic clinic;
    const SessionKey key = SessionKey::random(clinic.random);
    for (const std::uint64_t counter : {0U, 1U, 2U}) {
        for (const bool follows : {false, true}) {
            SessionStart begin{clinic.clinic, clinic.device_id, counter, {}, {}, {}};
            if (follows) clinic.random.fill(begin.previous_head.bytes);
            const auto made =
                make_session_header(begin, clinic.recipients(), key, clinic.device_signer);
            CHECK(made.has_value() == ((counter == 1 && !follows) || (counter == 2 && follows)));
        }
    }
}

TEST_CASE("a withdrawn session is header and head alone") {
    SampleClinic clinic;
    SampleSession gone = make_session(clinic);
    gone.records.clear();
    gone.head_bytes = head_over(clinic, gone, {}, SessionStatus::Withdrawn);
    CHECK(verdict(clinic, gone.bundle()) == "accepted");
    // Without records any other status is refused, and with records this one.
    gone.head_bytes = head_over(clinic, gone, {}, SessionStatus::Complete);
    CHECK(verdict(clinic, gone.bundle()) == "bundle-not-filled");
    SampleSession kept = make_session(clinic);
    kept.head_bytes = head_over(clinic, kept, kept.records, SessionStatus::Withdrawn);
    CHECK(verdict(clinic, kept.bundle()) == "bundle-not-filled");
}

TEST_CASE("a session that is not filled up to 64 records is refused") {
    SampleClinic clinic;
    CHECK(verdict(clinic, make_session(clinic, {.fill = false}).bundle()) == "bundle-not-filled");
}

TEST_CASE("a later head extends an open one only over the same first records") {
    SampleClinic clinic;
    SampleSession session = make_session(clinic);
    const Head open =
        decode_head(head_over(clinic, session, session.records, SessionStatus::Open)).value();
    RecordChain chain(clinic.clinic, session.header_hash);
    for (std::size_t at = 0; at < session.records.size(); at += kRecordSize)
        chain.add(ByteView(session.records).subspan(at, kRecordSize));
    RecordSealer sealer(session.key.copy(), session.header_hash, chain);
    const std::string longer(5000, 'x');
    for (const Bytes& more : {sealer.seal(as_bytes(longer), clinic.random).value(),
                              sealer.fill(as_bytes(kFiller), clinic.random).value()})
        session.records.insert(session.records.end(), more.begin(), more.end());
    session.head_bytes = head_over(clinic, session, session.records, SessionStatus::Complete);
    const Bytes bundle = session.bundle();
    const auto later = verify_bundle(bundle, clinic.device.public_key, clinic.clinic).value();
    CHECK(later.record_count() == 128);
    CHECK(later.extends(open));
    CHECK(later.extends(later.head()));
    Head elsewhere = open;
    elsewhere.last_record.bytes[5] ^= 1U;
    CHECK_FALSE(later.extends(elsewhere));
    elsewhere = open;
    elsewhere.header.bytes[5] ^= 1U;
    CHECK_FALSE(later.extends(elsewhere));
    elsewhere = open;
    elsewhere.records = 192;
    CHECK_FALSE(later.extends(elsewhere));
}

TEST_CASE("a session takes no more records than a bundle may hold, and says so in time") {
    SampleClinic clinic;
    const SampleSession session = make_session(clinic, {.fill = false});
    RecordChain nearly(clinic.clinic, session.header_hash);
    const Bytes record(kRecordSize);
    while (nearly.count() < kMaxRecords - 1) nearly.add(record);
    RecordSealer sealer(session.key.copy(), session.header_hash, nearly);
    CHECK(sealer.seal(Bytes(470), clinic.random).error().cause == causes::session_too_long);
    CHECK(sealer.chain().count() == kMaxRecords - 1);
    CHECK(sealer.seal(Bytes(469), clinic.random).has_value());
    CHECK(sealer.seal({}, clinic.random).error().cause == causes::session_too_long);
    CHECK(sealer.fill({}, clinic.random).value().empty());
    RecordSealer fresh(session.key.copy(), session.header_hash,
                       RecordChain(clinic.clinic, session.header_hash));
    CHECK(fresh.seal(Bytes(kMaxPayload + 1), clinic.random).error().cause ==
          causes::answer_too_long);
}
