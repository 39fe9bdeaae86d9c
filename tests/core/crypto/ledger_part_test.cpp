// A part of the export ledger: a check for every byte, one size, and names that lead to nobody.
#include "crypto/ledger_part.h"

#include <catch2/catch.hpp>
#include <set>

#include "crypto/causes.h"
#include "crypto/object_common.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

LedgerPartText text_of(std::size_t size, std::uint16_t part = 0, std::uint16_t parts = 1) {
    LedgerPartText text;
    text.entry.bytes.fill(7);
    text.part = part;
    text.parts = parts;
    text.content.assign(size, 0x5a);
    return text;
}

std::string verdict_of(const SampleClinic& clinic, ByteView bytes) {
    const auto part = verify_ledger_part(bytes, clinic.computer.public_key, clinic.clinic);
    return part ? "accepted" : std::string(part.error().cause.name());
}

}  // namespace

TEST_CASE("a ledger part has one size, whatever it holds, and a check for every byte") {
    const SampleClinic clinic;
    std::set<std::size_t> sizes;
    for (const std::size_t content : {std::size_t{1}, std::size_t{3'000}, kLedgerPartContent}) {
        const auto made = make_ledger_part(clinic.clinic, text_of(content),
                                           clinic.clinic_key.public_key, clinic.computer_signer);
        REQUIRE(made);
        sizes.insert(made->size());
        CHECK(kind_of(*made) == ObjectKind::LedgerPart);
        CHECK(claimed_author(*made) == clinic.computer_id);
    }
    CHECK(sizes == std::set<std::size_t>{65'474});
    const Bytes bytes = make_ledger_part(clinic.clinic, text_of(20), clinic.clinic_key.public_key,
                                         clinic.computer_signer)
                            .value();
    for (std::size_t at = 0; at < bytes.size(); at += at < 200 ? 1 : 997) {
        INFO("byte " << at);
        CHECK(verdict_of(clinic, with_byte(bytes, at, static_cast<std::uint8_t>(bytes[at] + 1))) ==
              (at < 16   ? "not-this-format"
               : at < 32 ? "other-clinic"
               : at < 34 ? "version-unknown"
               : at < 50 ? "device-mismatch"
                         : "signature-wrong"));
    }
    CHECK(verdict_of(clinic, ByteView(bytes).first(bytes.size() - 1)) == "signature-wrong");
    CHECK(verdict_of(clinic, Bytes(kMaxObjectSize + 1)) == "size-wrong");
}

TEST_CASE("the text of a ledger part is read as it was written, and nothing else is one") {
    const auto whole = text_of(kLedgerPartContent, 1, 3);
    CHECK(decode_ledger_part_text(encode(whole)).value() == whole);
    const auto last = text_of(5, 2, 3);
    const auto bytes = encode(last);
    CHECK(decode_ledger_part_text(bytes).value() == last);
    const auto refused = [](const WipedBytes& text) {
        const auto decoded = decode_ledger_part_text(text);
        return !decoded && decoded.error().cause == causes::field_out_of_range;
    };
    for (const LedgerPartText& wrong :
         {text_of(0), text_of(5, 3, 3), text_of(5, 0, 2), text_of(5, 0, 0)}) {
        CHECK(refused(encode(wrong)));
        const SampleClinic clinic;
        CHECK(make_ledger_part(clinic.clinic, wrong, clinic.clinic_key.public_key,
                               clinic.computer_signer)
                  .error()
                  .cause == causes::field_out_of_range);
    }
    WipedBytes not_filled = bytes;
    not_filled.back() = 1;
    CHECK(refused(not_filled));
    WipedBytes too_long = bytes;
    too_long[21] = 0xff;
    CHECK(refused(too_long));
    CHECK(refused(WipedBytes(bytes.begin(), bytes.end() - 1)));
}

TEST_CASE("who left is named alike by all who hold the clinic's key, and otherwise by nobody") {
    SampleClinic clinic;
    SampleClinic other(2);
    SessionRef session;
    clinic.random.fill(session.device.bytes);
    clinic.random.fill(session.session.bytes);
    const ExporteeIds ids(clinic.clinic, clinic.clinic_key.secret_key);
    const ExporteeIds again(clinic.clinic, clinic.clinic_key.secret_key);
    CHECK(ids.of(session) == again.of(session));
    CHECK(ids.of(session) != ExporteeIds(clinic.clinic, other.clinic_key.secret_key).of(session));
    CHECK(ids.of(session) != ExporteeIds(other.clinic, clinic.clinic_key.secret_key).of(session));
    SessionRef tablet = session, next = session;
    tablet.device.bytes[0] ^= 1U;
    next.session.bytes[15] ^= 1U;
    CHECK(ids.of(session) != ids.of(tablet));
    CHECK(ids.of(session) != ids.of(next));
}
