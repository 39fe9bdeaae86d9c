#include "crypto/objects.h"

#include <rapidcheck.h>
#include <array>
#include <catch2/catch.hpp>
#include <functional>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

constexpr UnixMs kNow = 1'795'510'680'000;

template <typename Id>
Id random_id(Random& random) {
    Id id;
    random.fill(id.bytes);
    return id;
}

Admission kiosk(SampleClinic& clinic) {
    return {clinic.clinic, Role::Kiosk, clinic.device.public_key, {}, {}, 3, kNow, "Tablet 3"};
}

Admission computer(SampleClinic& clinic) {
    return {clinic.clinic,
            Role::Computer,
            clinic.computer.public_key,
            clinic.clinic_key.public_key,
            clinic.attention.public_key,
            0,
            kNow,
            "Desk"};
}

// One of each object, with how it is verified.
struct Sample {
    const char* name;
    Bytes bytes;
    std::function<std::string(ByteView)> verdict;
};

template <typename T>
std::string said(const Result<T>& result) {
    return result ? "accepted" : std::string(result.error().cause.name());
}

std::vector<Sample> samples(SampleClinic& c) {
    const auto session = random_id<SessionId>(c.random);
    const auto head = random_id<Hash>(c.random);
    const MarkText text{MarkKind::Reviewed, 5, kNow, c.device_id, session, {}, ""};
    return {
        {"admission", make_admission(kiosk(c), c.root.secret_key).value(),
         [&](ByteView b) { return said(verify_admission(b, c.root.public_key)); }},
        {"revocation", make_revocation({c.clinic, c.device_id, kNow}, c.root.secret_key).value(),
         [&](ByteView b) { return said(verify_revocation(b, c.root.public_key)); }},
        {"tombstone",
         make_tombstone({c.clinic, c.computer_id, 9, c.device_id, session}, c.computer_signer),
         [&](ByteView b) { return said(verify_tombstone(b, c.computer.public_key, c.clinic)); }},
        {"receipt",
         make_receipt({c.clinic, c.computer_id, c.device_id, session, 4, head}, c.computer_signer),
         [&](ByteView b) { return said(verify_receipt(b, c.computer.public_key, c.clinic)); }},
        {"attention",
         make_attention(c.clinic, {kNow, 3, "Tablet 3"}, {c.attention.public_key}, c.device_signer)
             .value(),
         [&](ByteView b) { return said(verify_attention(b, c.device.public_key, c.clinic)); }},
        {"mark", make_mark(c.clinic, text, c.clinic_key.public_key, c.computer_signer).value(),
         [&](ByteView b) { return said(verify_mark(b, c.computer.public_key, c.clinic)); }},
        {"endorsement",
         make_endorsement({c.clinic, c.computer_id, {head, hash(head.view())}}, c.root.secret_key)
             .value(),
         [&](ByteView b) { return said(verify_endorsement(b, c.root.public_key)); }},
        {"passed key",
         make_passed_key(c.clinic, c.clinic_key.secret_key, c.recovery.public_key,
                         c.computer_signer)
             .value(),
         [&](ByteView b) { return said(verify_passed_key(b, c.computer.public_key, c.clinic)); }}};
}

}  // namespace

TEST_CASE("every byte of every object is covered by a check that names it") {
    SampleClinic clinic;
    for (const Sample& sample : samples(clinic)) {
        INFO(sample.name);
        REQUIRE(sample.verdict(sample.bytes) == "accepted");
        const bool by_device = claimed_author(sample.bytes) == clinic.device_id ||
                               claimed_author(sample.bytes) == clinic.computer_id;
        // These begin with a device's id too, but it is the root that signs them.
        const bool has_author = by_device && sample.name != std::string("revocation") &&
                                sample.name != std::string("endorsement");
        for (std::size_t at = 0; at < sample.bytes.size(); ++at) {
            const std::string is = sample.verdict(
                with_byte(sample.bytes, at, static_cast<std::uint8_t>(sample.bytes[at] + 1)));
            const std::string should = at < 16                 ? "not-this-format"
                                       : at < 32               ? "other-clinic"
                                       : at < 34               ? "version-unknown"
                                       : at < 50 && has_author ? "device-mismatch"
                                                               : "signature-wrong";
            INFO("byte " << at);
            CHECK(is == should);
        }
        for (std::size_t size = 0; size < sample.bytes.size(); ++size)
            CHECK(sample.verdict(ByteView(sample.bytes).first(size)) != "accepted");
        Bytes longer = sample.bytes;
        longer.push_back(0);
        CHECK(sample.verdict(longer) == "signature-wrong");
        CHECK(sample.verdict(Bytes(kMaxObjectSize + 1)) == "size-wrong");
    }
}

TEST_CASE("no object is taken for one of another kind, another clinic or another author") {
    SampleClinic clinic(1);
    SampleClinic other(2);
    const auto mine = samples(clinic);
    const auto theirs = samples(other);
    for (std::size_t i = 0; i < mine.size(); ++i) {
        for (std::size_t j = 0; j < mine.size(); ++j) {
            CHECK(mine[i].verdict(mine[j].bytes) == (i == j ? "accepted" : "not-this-format"));
        }
        CHECK(mine[i].verdict(theirs[i].bytes) == "other-clinic");
    }
    const Receipt forged{clinic.clinic, clinic.computer_id, clinic.device_id, {}, 1, {}};
    const Bytes by_tablet = make_receipt(forged, clinic.device_signer);
    CHECK(said(verify_receipt(by_tablet, clinic.computer.public_key, clinic.clinic)) ==
          "signature-wrong");
    CHECK(said(verify_receipt(by_tablet, clinic.device.public_key, clinic.clinic)) ==
          "device-mismatch");
}

TEST_CASE("fields outside their range are refused, even when they are signed") {
    SampleClinic clinic;
    const auto made = [&](const Admission& admission) {
        return said(make_admission(admission, clinic.root.secret_key));
    };
    CHECK(made(kiosk(clinic)) == "accepted");
    CHECK(made(computer(clinic)) == "accepted");
    for (const char* name : {"", "two\nlines", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\x7F"}) {
        Admission bad = kiosk(clinic);
        bad.name = name;
        CHECK(made(bad) == "field-out-of-range");
    }
    Admission bad = kiosk(clinic);
    bad.name.assign(65, 'x');
    CHECK(made(bad) == "field-out-of-range");
    bad = kiosk(clinic);
    bad.number = 100;
    CHECK(made(bad) == "field-out-of-range");
    bad = kiosk(clinic);
    bad.attention = clinic.attention.public_key;
    CHECK(made(bad) == "field-out-of-range");
    bad = computer(clinic);
    bad.attention = {};
    CHECK(made(bad) == "field-out-of-range");
    bad = computer(clinic);
    bad.clinic.bytes[0] ^= 1U;
    CHECK(made(bad) == "other-clinic");
    CHECK(said(make_attention(clinic.clinic, {kNow, 3, "x"}, {}, clinic.device_signer)) ==
          "recipient-unusable");
    const auto endorsed = [&](std::vector<Hash> names) {
        return said(make_endorsement({clinic.clinic, clinic.computer_id, std::move(names)},
                                     clinic.root.secret_key));
    };
    CHECK(endorsed({}) == "field-out-of-range");
    CHECK(endorsed({Hash{}, Hash{}}) == "field-out-of-range");
    std::vector<Hash> many;
    for (std::size_t i = 0; i < kMaxEndorsed; ++i) many.push_back(random_id<Hash>(clinic.random));
    CHECK(endorsed(many) == "accepted");
    many.push_back(random_id<Hash>(clinic.random));
    CHECK(endorsed(many) == "field-out-of-range");
    MarkText undo{MarkKind::Undo, 1, kNow, {}, {}, {}, ""};
    CHECK(said(make_mark(clinic.clinic, undo, clinic.clinic_key.public_key,
                         clinic.computer_signer)) == "field-out-of-range");
}

TEST_CASE("signed fields that do not fill their object, or go beyond it, are refused by its size") {
    SampleClinic c;
    const Signer root(c.root.secret_key);
    for (const Sample& sample : samples(c)) {
        INFO(sample.name);
        const std::string name = sample.name;
        const bool by_tablet = name == "attention";
        const bool by_root = name == "admission" || name == "revocation" || name == "endorsement";
        const Signer& signer = by_root ? root : by_tablet ? c.device_signer : c.computer_signer;
        const Bytes fields(sample.bytes.begin(), sample.bytes.end() - kSignatureSize);
        REQUIRE(sample.verdict(signer.signed_bytes(fields)) == "accepted");
        Bytes longer = fields;
        longer.push_back(0);
        CHECK(sample.verdict(signer.signed_bytes(longer)) == "size-wrong");
        const Bytes shorter(fields.begin(), fields.end() - 1);
        CHECK(sample.verdict(signer.signed_bytes(shorter)) == "size-wrong");
    }
}

TEST_CASE("what another program signed outside the ranges is refused when it is read") {
    SampleClinic c;
    const Signer root(c.root.secret_key);
    constexpr std::size_t role = 34;
    const Bytes admitted = make_admission(kiosk(c), c.root.secret_key).value();
    const Bytes fields(admitted.begin(), admitted.end() - kSignatureSize);
    for (const std::uint8_t other : std::array<std::uint8_t, 3>{0, 3, 255}) {
        const Bytes odd = root.signed_bytes(with_byte(fields, role, other));
        CHECK(said(verify_admission(odd, c.root.public_key)) == "field-out-of-range");
    }
    const MarkText text{MarkKind::Reviewed, 5, kNow, c.device_id, {}, {}, ""};
    const WipedBytes plain = encode(text);
    REQUIRE(decode_mark_text(plain));
    for (const std::uint8_t kind : std::array<std::uint8_t, 3>{0, 9, 255}) {
        const Bytes odd = with_byte(Bytes(plain.begin(), plain.end()), 0, kind);
        CHECK(said(decode_mark_text(odd)) == "field-out-of-range");
    }
}

TEST_CASE("any object comes back as it was made, and is written the same again") {
    SampleClinic c;
    const auto name = rc::gen::map(rc::gen::container<std::string>(rc::gen::inRange('a', 'z')),
                                   [](const std::string& s) { return "n" + s.substr(0, 60); });
    CHECK(rc::check([&](std::uint64_t counter, std::uint32_t time) {
        const Receipt receipt{c.clinic,
                              c.computer_id,
                              random_id<DeviceId>(c.random),
                              random_id<SessionId>(c.random),
                              counter,
                              random_id<Hash>(c.random)};
        const Bytes bytes = make_receipt(receipt, c.computer_signer);
        const Receipt read = verify_receipt(bytes, c.computer.public_key, c.clinic).value();
        RC_ASSERT(read == receipt);
        RC_ASSERT(make_receipt(read, c.computer_signer) == bytes);

        const Tombstone stone{c.clinic, c.computer_id, counter, receipt.device, receipt.session};
        const Bytes carved = make_tombstone(stone, c.computer_signer);
        RC_ASSERT(verify_tombstone(carved, c.computer.public_key, c.clinic).value() == stone);

        Admission admission = kiosk(c);
        admission.at = time;
        admission.name = *name;
        admission.number = static_cast<std::uint8_t>(counter % 100);
        const Bytes admitted = make_admission(admission, c.root.secret_key).value();
        const Admission back = verify_admission(admitted, c.root.public_key).value();
        RC_ASSERT(back == admission);
        RC_ASSERT(make_admission(back, c.root.secret_key).value() == admitted);

        const MarkText text{MarkKind::Takeover, counter, time, receipt.device,
                            receipt.session,    Hash{},  *name};
        RC_ASSERT(decode_mark_text(encode(text)).value() == text);
        const AttentionText seen{time, admission.number, *name};
        RC_ASSERT(decode_attention_text(encode(seen)).value() == seen);
    }));
}

TEST_CASE("what is decided of a text comes back as it was made, and nothing else is a decision") {
    SampleClinic c;
    const auto decided = [&](MarkKind kind, const TextDecision& decision) {
        MarkText text{kind, 7, kNow, c.device_id, {}, {}, "Dr Lind"};
        text.decision = decision;
        const auto made = make_mark(c.clinic, text, c.clinic_key.public_key, c.computer_signer);
        if (!made) return made.error().cause;
        CHECK(decode_mark_text(encode(text)).value() == text);
        return Cause("accepted");
    };
    const Hash name = hash(as_bytes("a text"));
    CHECK(decided(MarkKind::Release, {name, 1, 0, 0, 0, 0xFFFFFFFFFFFFFFFFU}) == "accepted");
    CHECK(decided(MarkKind::Withhold, {name, 7, 0, 0, 0, 0}) == "accepted");
    CHECK(decided(MarkKind::Redact, {name, 1, 15, 0, kMostCodePoints, 0}) == "accepted");
    CHECK(decided(MarkKind::Keep, {name, 1, 0, 3, 4, 0}) == "accepted");
    const auto refused = [&](MarkKind kind, const TextDecision& decision) {
        CHECK(decided(kind, decision) == "field-out-of-range");
    };
    refused(MarkKind::Release, {Hash{}, 1, 0, 0, 0, 0});
    refused(MarkKind::Release, {name, 0, 0, 0, 0, 0});
    refused(MarkKind::Release, {name, 8, 0, 0, 0, 0});
    refused(MarkKind::Release, {name, 1, 0, 0, 1, 0});
    refused(MarkKind::Withhold, {name, 1, 0, 0, 1, 0});
    refused(MarkKind::Withhold, {name, 1, 1, 0, 0, 0});
    refused(MarkKind::Withhold, {name, 1, 0, 0, 0, 1});
    refused(MarkKind::Redact, {name, 1, 16, 0, 1, 0});
    refused(MarkKind::Redact, {name, 1, 1, 1, 1, 0});
    refused(MarkKind::Redact, {name, 1, 1, 0, kMostCodePoints + 1, 0});
    refused(MarkKind::Keep, {name, 1, 1, 0, 1, 0});
    refused(MarkKind::Reviewed, {name, 1, 0, 0, 0, 0});
    MarkText without{MarkKind::Release, 7, kNow, c.device_id, {}, {}, "Dr Lind"};
    CHECK_FALSE(make_mark(c.clinic, without, c.clinic_key.public_key, c.computer_signer));
    // A longest name leaves room for the decision.
    without.note = std::string(160, 'n');
    without.decision = TextDecision{name, 1, 0, 0, 0, 5};
    CHECK(decode_mark_text(encode(without)).value() == without);
}

TEST_CASE("an object is known by its label and named by its content") {
    SampleClinic clinic;
    const auto all = samples(clinic);
    CHECK(kind_of(all[0].bytes) == ObjectKind::Admission);
    CHECK(kind_of(all[5].bytes) == ObjectKind::Mark);
    CHECK(kind_of(all[6].bytes) == ObjectKind::Endorsement);
    CHECK(kind_of(make_session(clinic).bundle()) == ObjectKind::Bundle);
    CHECK_FALSE(kind_of(as_bytes("something else, long enough")));
    CHECK_FALSE(kind_of({}));
    CHECK(claimed_clinic(all[0].bytes) == clinic.clinic);
    CHECK(claimed_clinic({}).is_zero());
    const std::string name = object_name(all[0].bytes);
    CHECK(name.size() == 64);
    CHECK(check_name(all[0].bytes, name));
    CHECK(check_name(all[1].bytes, name).error().cause == causes::name_wrong);
}
