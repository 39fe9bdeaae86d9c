#include "open/object_opening.h"

#include <catch2/catch.hpp>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/seal.h"
#include "open/sealed_box.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

const AttentionText kSeen{1'795'510'680'000, 2, "Tablet 2 – hall"};

}  // namespace

TEST_CASE("every computer opens the attention object, and no other key does") {
    SampleClinic clinic;
    const SealPair second = make_seal_pair(clinic.random);
    const Bytes bytes =
        make_attention(clinic.clinic, kSeen, {clinic.attention.public_key, second.public_key},
                       clinic.device_signer)
            .value();
    const Attention read = verify_attention(bytes, clinic.device.public_key, clinic.clinic).value();
    CHECK(opening::open_attention(read, clinic.attention.secret_key).value() == kSeen);
    CHECK(opening::open_attention(read, second.secret_key).value() == kSeen);
    CHECK(opening::open_attention(read, clinic.clinic_key.secret_key).error().cause ==
          causes::not_a_recipient);
    // Nothing of it is readable, and its length does not tell the name's.
    CHECK(as_text(bytes).find("Tablet") == std::string_view::npos);
    const Bytes shorter =
        make_attention(clinic.clinic, {kSeen.at, 2, "B"},
                       {clinic.attention.public_key, second.public_key}, clinic.device_signer)
            .value();
    CHECK(shorter.size() == bytes.size());
}

TEST_CASE("a computer with an unusable key does not keep the call from the others") {
    SampleClinic clinic;
    const SealPublicKey unusable;  // zeros: of small order
    const auto made = make_attention(clinic.clinic, kSeen, {unusable, clinic.attention.public_key},
                                     clinic.device_signer);
    REQUIRE(made);
    const auto read = verify_attention(*made, clinic.device.public_key, clinic.clinic);
    REQUIRE(read);
    CHECK(read->sealed.size() == 1);
    CHECK(opening::open_attention(*read, clinic.attention.secret_key).value() == kSeen);
    CHECK(make_attention(clinic.clinic, kSeen, {unusable}, clinic.device_signer).error().cause ==
          causes::recipient_unusable);
}

TEST_CASE("a mark is opened by the clinic key alone, and comes back whole") {
    SampleClinic clinic;
    MarkText text{MarkKind::Reviewed, 7,  1'795'510'680'000,      clinic.device_id,
                  SessionId{},        {}, "seen with the patient"};
    clinic.random.fill(text.session.bytes);
    const Bytes bytes =
        make_mark(clinic.clinic, text, clinic.clinic_key.public_key, clinic.computer_signer)
            .value();
    const Mark mark = verify_mark(bytes, clinic.computer.public_key, clinic.clinic).value();
    CHECK(mark.author == clinic.computer_id);
    CHECK(opening::open_mark(mark, clinic.clinic_key.secret_key).value() == text);
    CHECK(opening::open_mark(mark, clinic.recovery.secret_key).error().cause ==
          causes::not_a_recipient);
    Mark damaged = mark;
    damaged.sealed[100] ^= 1U;
    CHECK(opening::open_mark(damaged, clinic.clinic_key.secret_key).error().cause ==
          causes::sealed_text_altered);
}

TEST_CASE("a sealed text of nothing, or cut, does not open") {
    SampleClinic clinic;
    const Bytes sealed = seal(as_bytes("x"), clinic.clinic_key.public_key).value();
    const auto& key = clinic.clinic_key.secret_key;
    CHECK(as_text(opening::open_sealed(sealed, key).value().view()) == "x");
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(opening::open_sealed(ByteView(sealed).first(size), key));
}
