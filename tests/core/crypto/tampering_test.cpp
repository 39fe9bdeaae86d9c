// Whatever is done to a bundle without the tablet's key, verify_bundle() refuses it and names the
// right cause. Opening by somebody who has that key is in tests/core/open.
#include <catch2/catch.hpp>
#include <numeric>

#include "crypto/constants.h"
#include "expected_cause.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

struct Sweep {
    int tried = 0, wrong = 0;
    std::string first_wrong;

    void expect(const std::string& is, const std::string& should, std::size_t at) {
        ++tried;
        if (is == should) return;
        if (wrong++ == 0) first_wrong = "at " + std::to_string(at) + ": " + is + ", not " + should;
    }
};

// Every byte at `at`, `at + stride`, …, set to every value that `step` reaches.
Sweep change_bytes(const SampleClinic& clinic, const Bytes& bundle, std::size_t stride,
                   unsigned step) {
    Sweep sweep;
    Bytes changed = bundle;
    for (std::size_t at = 0; at < bundle.size(); at += stride) {
        for (unsigned add = 1; add < 256; add += step) {
            changed[at] = static_cast<std::uint8_t>(bundle[at] + add);
            sweep.expect(verdict(clinic, changed), expected_cause(changed, at), at);
        }
        changed[at] = bundle[at];
    }
    return sweep;
}

Bytes record_of(ByteView records, std::size_t index) {
    const ByteView view = records.subspan(index * kRecordSize, kRecordSize);
    return {view.begin(), view.end()};
}

Bytes without_record(const Bytes& records, std::size_t index) {
    Bytes out = records;
    const auto first = out.begin() + static_cast<std::ptrdiff_t>(index * kRecordSize);
    out.erase(first, first + kRecordSize);
    return out;
}

Bytes with_record(const Bytes& records, std::size_t at, const Bytes& record) {
    Bytes out = records;
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(at * kRecordSize), record.begin(),
               record.end());
    return out;
}

Bytes set_record(const Bytes& records, std::size_t at, const Bytes& record) {
    Bytes out = records;
    std::copy(record.begin(), record.end(),
              out.begin() + static_cast<std::ptrdiff_t>(at * kRecordSize));
    return out;
}

std::string verdict_with(const SampleClinic& clinic, const SampleSession& session,
                         const Bytes& records) {
    return verdict(clinic, make_bundle(session.header_bytes, records, session.head_bytes));
}

}  // namespace

TEST_CASE("a small bundle with any byte changed to any other value is refused by name") {
    SampleClinic clinic;
    const unsigned step = long_form() ? 1 : 51;
    // The smallest that is accepted unchanged, and one of three records, which is right but for
    // its fill.
    SampleSession gone = make_session(clinic, {.counter = 2});
    gone.records.clear();
    gone.head_bytes = head_over(clinic, gone, {}, SessionStatus::Withdrawn);
    REQUIRE(verdict(clinic, gone.bundle()) == "accepted");
    const SampleSession three = make_session(clinic, {.counter = 2, .fill = false});
    REQUIRE(verdict(clinic, three.bundle()) == "bundle-not-filled");
    for (const Bytes& bundle : {gone.bundle(), three.bundle()}) {
        const Sweep sweep = change_bytes(clinic, bundle, 1, step);
        INFO(sweep.first_wrong);
        CHECK(sweep.wrong == 0);
        CHECK(sweep.tried == static_cast<int>(bundle.size()) * (long_form() ? 255 : 5));
        figure(std::to_string(sweep.tried) + " changes of a small bundle, 0 accepted");
    }
}

TEST_CASE("a whole bundle with any byte changed is refused by name") {
    SampleClinic clinic;
    const Bytes bundle = make_session(clinic, {.counter = 2}).bundle();
    REQUIRE(verdict(clinic, bundle) == "accepted");
    const Sweep sweep = change_bytes(clinic, bundle, long_form() ? 1 : 7, 255);
    INFO(sweep.first_wrong);
    CHECK(sweep.wrong == 0);
    CHECK(sweep.tried > 4000);
    figure(std::to_string(sweep.tried) + " changes of a whole bundle, 0 accepted");
}

TEST_CASE("a bundle cut anywhere, or lengthened, is never taken for a shorter session") {
    SampleClinic clinic;
    const Bytes bundle = make_session(clinic).bundle();
    const std::size_t ends = kHeaderSize + kHeadSize;
    for (std::size_t size = 0; size < bundle.size(); ++size) {
        const std::string is = verdict(clinic, ByteView(bundle).first(size));
        const bool whole_records = size >= ends && (size - ends) % kRecordSize == 0;
        if (is != (whole_records ? "head-missing" : "bundle-cut")) FAIL(size << ": " << is);
    }
    Bytes longer = bundle;
    for (std::size_t more = 1; more <= 2 * kRecordSize; ++more) {
        longer.push_back(static_cast<std::uint8_t>(more));
        const std::string is = verdict(clinic, longer);
        if (is != (more % kRecordSize == 0 ? "head-missing" : "bundle-cut"))
            FAIL(more << ": " << is);
    }
    CHECK(verdict(clinic, Bytes(kMaxBundleSize + 1)) == "bundle-too-large");
}

TEST_CASE("records swapped, dropped, repeated or taken from elsewhere are refused by name") {
    SampleClinic clinic;
    const SampleSession session = make_session(clinic);
    const SampleSession other = make_session(clinic);
    REQUIRE(verdict(clinic, session.bundle()) == "accepted");
    for (std::size_t i = 0; i < kBundleFill; ++i) {
        const Bytes mine = record_of(session.records, i);
        CHECK(verdict_with(clinic, session, without_record(session.records, i)) ==
              "record-count-wrong");
        CHECK(verdict_with(clinic, session, with_record(session.records, i, mine)) ==
              "record-count-wrong");
        CHECK(verdict_with(clinic, session,
                           set_record(session.records, i, record_of(other.records, i))) ==
              "record-altered");
        const std::size_t step = long_form() ? 1 : 9;
        for (std::size_t j = i + 1; j < kBundleFill; j += step) {
            const Bytes theirs = record_of(session.records, j);
            const Bytes without = without_record(session.records, j);
            // Both dropped, both doubled; one dropped and the other doubled, so that the count
            // fits.
            if (verdict_with(clinic, session, without_record(without, i)) != "record-count-wrong")
                FAIL(i << " and " << j << " dropped");
            const Bytes doubled = with_record(with_record(session.records, j, theirs), i, mine);
            if (verdict_with(clinic, session, doubled) != "record-count-wrong")
                FAIL(i << " and " << j << " doubled");
            if (verdict_with(clinic, session, with_record(without, i, mine)) != "record-altered")
                FAIL(i << " doubled, " << j << " dropped");
            const Bytes swapped = set_record(set_record(session.records, i, theirs), j, mine);
            if (verdict_with(clinic, session, swapped) != "record-altered") FAIL(i << " " << j);
            if (verdict_with(clinic, session, set_record(session.records, j, mine)) !=
                "record-altered")
                FAIL(i << " over " << j);
        }
    }
}

TEST_CASE("parts of two sessions do not make a third") {
    SampleClinic clinic;
    const SampleSession a = make_session(clinic);
    const SampleSession b = make_session(clinic, {.counter = 2});
    CHECK(verdict(clinic, make_bundle(a.header_bytes, b.records, a.head_bytes)) ==
          "record-altered");
    CHECK(verdict(clinic, make_bundle(a.header_bytes, a.records, b.head_bytes)) ==
          "head-of-other-session");
    CHECK(verdict(clinic, make_bundle(b.header_bytes, a.records, a.head_bytes)) ==
          "head-of-other-session");
    CHECK(verdict(clinic, make_bundle(a.head_bytes, a.records, a.header_bytes)) != "accepted");
}

TEST_CASE("parts of two tablets do not make a session") {
    SampleClinic clinic;
    const SampleSession a = make_session(clinic);
    // A second tablet of the same clinic: everything but its key is the first one's.
    SignPair second = make_sign_pair(clinic.random);
    const Signer signer(second.secret_key);
    SessionHeader header = a.header;
    header.device = device_id_of(clinic.clinic, second.public_key);
    const Bytes header_bytes = signer.signed_bytes(encode_unsigned(header));
    CHECK(verdict(clinic, make_bundle(header_bytes, a.records, a.head_bytes)) == "device-mismatch");
    // The other tablet's signature under the first one's name.
    const Bytes stolen = signer.signed_bytes(encode_unsigned(a.header));
    CHECK(verdict(clinic, make_bundle(stolen, a.records, a.head_bytes)) == "header-altered");
    const Bytes stolen_head =
        signer.signed_bytes(encode_unsigned(decode_head(a.head_bytes).value()));
    CHECK(verdict(clinic, make_bundle(a.header_bytes, a.records, stolen_head)) == "head-altered");
}

TEST_CASE("a stripped signature, or another's, is refused") {
    SampleClinic clinic;
    const SampleSession a = make_session(clinic);
    const SampleSession b = make_session(clinic);
    const auto resigned = [](Bytes whole, ByteView signature) {
        std::copy(signature.begin(), signature.end(), whole.end() - kSignatureSize);
        return whole;
    };
    const Bytes none(kSignatureSize);
    const ByteView others = ByteView(b.header_bytes).last(kSignatureSize);
    const ByteView heads = ByteView(b.head_bytes).last(kSignatureSize);
    CHECK(verdict(clinic, make_bundle(resigned(a.header_bytes, none), a.records, a.head_bytes)) ==
          "header-altered");
    CHECK(verdict(clinic, make_bundle(resigned(a.header_bytes, others), a.records, a.head_bytes)) ==
          "header-altered");
    CHECK(verdict(clinic, make_bundle(a.header_bytes, a.records, resigned(a.head_bytes, none))) ==
          "head-altered");
    CHECK(verdict(clinic, make_bundle(a.header_bytes, a.records, resigned(a.head_bytes, heads))) ==
          "head-altered");
}

TEST_CASE("an old head, over fewer records, does not fit the records of today") {
    SampleClinic clinic;
    SampleSession session = make_session(clinic);
    const Bytes fewer(session.records.begin(), session.records.begin() + 32 * kRecordSize);
    session.head_bytes = head_over(clinic, session, fewer, SessionStatus::Open);
    CHECK(verdict(clinic, session.bundle()) == "record-count-wrong");
}
