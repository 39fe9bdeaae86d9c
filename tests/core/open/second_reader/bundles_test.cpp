// Bundles, read by ours and by a reader written from FORMAT.md alone: the same cause, or the same
// words, for each.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "agreement.h"
#include "crypto/constants.h"
#include "resigned.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

constexpr std::size_t kEnds = kHeaderSize + kHeadSize;
constexpr SessionStatus kStatuses[] = {SessionStatus::Complete,    SessionStatus::Stopped,
                                       SessionStatus::Expired,     SessionStatus::Withdrawn,
                                       SessionStatus::Interrupted, SessionStatus::Open};

const ItemKind kOpened = {"bundle", "clinic"};

Bytes withdrawn(SampleClinic& clinic, std::uint64_t counter) {
    SampleSession gone = make_session(clinic, {.counter = counter});
    gone.head_bytes = head_over(clinic, gone, {}, SessionStatus::Withdrawn);
    return make_bundle(gone.header_bytes, {}, gone.head_bytes);
}

// Any byte at `at`, `at + stride`, … set to `values` others.
void change_bytes(Agreement& both, const Bytes& bundle, std::size_t stride, unsigned values) {
    const std::size_t base = both.add(kOpened, bundle);
    for (std::size_t at = 0; at < bundle.size(); at += stride) {
        for (unsigned i = 0; i < values; ++i) {
            const unsigned add = 1 + (i * 255 / values + static_cast<unsigned>(at)) % 255;
            both.variant(base, with_byte(bundle, at, static_cast<std::uint8_t>(bundle[at] + add)));
        }
    }
}

auto record(Bytes& bundle, std::size_t index) {
    return bundle.begin() + static_cast<std::ptrdiff_t>(kHeaderSize + index * kRecordSize);
}

Bytes moved(Bytes bundle, std::size_t a, std::size_t b) {
    std::swap_ranges(record(bundle, a), record(bundle, a + 1), record(bundle, b));
    return bundle;
}

Bytes dropped(Bytes bundle, std::size_t a) {
    bundle.erase(record(bundle, a), record(bundle, a + 1));
    return bundle;
}

Bytes doubled(Bytes bundle, std::size_t a) {
    const Bytes one(record(bundle, a), record(bundle, a + 1));
    bundle.insert(record(bundle, a), one.begin(), one.end());
    return bundle;
}

}  // namespace

TEST_CASE("the second reader gives every vector the cause and the words that it names") {
    const auto folder = project() / "tests" / "vectors";
    const auto lines = second_reader(R"(vectors ")" + folder.string() + '"');
    const auto vectors =
        std::count_if(std::filesystem::directory_iterator(folder), {}, [](const auto& entry) {
            return entry.path().extension() == ".json" && entry.path().stem() != "keys";
        });
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] == std::to_string(vectors) + " vectors, 0 differ");
    CHECK(vectors >= 164);
}

TEST_CASE("a second reader with other keys does not agree, which is what the others compare") {
    SampleClinic clinic(1);
    const SampleClinic other(2);
    Agreement both(clinic);
    both.add(kOpened, make_session(clinic).bundle());
    CHECK(both.ask(clinic).differing == 0);
    CHECK(both.ask(other).differing == 1);
}

TEST_CASE("bundles of every status and of payloads of any length are read alike, with any key") {
    SampleClinic clinic;
    Agreement both(clinic);
    const std::vector<std::vector<std::string>> said = {
        {},
        {"", "x"},
        {std::string(468, 'a'), std::string(469, 'b'), std::string(470, 'c'), std::string(938, 'd'),
         std::string(939, 'e')},
        {std::string(kMaxPayload, 'f')},
        {std::string("\0\xFF\xC0 no text at all", 18)}};
    for (const auto status : kStatuses) {
        for (const auto& payloads : said) {
            const SampleSession made =
                make_session(clinic, {.counter = 2, .status = status, .payloads = payloads});
            for (const char* opener : {"", "clinic", "recovery", "attention"})
                both.add({"bundle", opener}, made.bundle());
        }
    }
    both.add(kOpened, withdrawn(clinic, 1));
    // A power cut within an answer.
    for (const std::size_t left : {1, 2, 3, 4}) {
        SampleSession cut =
            make_session(clinic, {.fill = false, .payloads = {"first", std::string(1000, 'x')}});
        cut.records.resize(left * kRecordSize);
        RecordChain chain = chain_over(clinic, cut.header_hash, cut.records);
        const Bytes fill = fill_interrupted(chain, clinic.random);
        cut.records.insert(cut.records.end(), fill.begin(), fill.end());
        for (const auto status : {SessionStatus::Interrupted, SessionStatus::Complete}) {
            cut.head_bytes = head_over(clinic, cut, cut.records, status);
            both.add(kOpened, cut.bundle());
        }
    }
    both.check({"accepted", "not-a-recipient", "bundle-not-filled", "record-altered"});
}

TEST_CASE("a bundle cut or lengthened anywhere is read alike") {
    SampleClinic clinic;
    Agreement both(clinic);
    const Bytes bundle = make_session(clinic, {.counter = 2}).bundle();
    const std::size_t base = both.add(kOpened, bundle);
    Bytes cut = bundle;
    cut.resize(bundle.size() + 2 * kRecordSize, 0x5A);
    for (std::size_t size = cut.size() - 1; size > 0; --size) {
        cut.resize(size);
        const bool border = size <= kEnds || (size - kEnds) % kRecordSize < 2;
        if (long_form() || border || size % 31 == 0) both.variant(base, cut);
    }
    both.variant(base, {});
    both.add(kOpened, Bytes(kMaxBundleSize + 1));
    both.check({"bundle-cut", "head-missing", "bundle-too-large"});
}

TEST_CASE("a bundle with any byte changed is read alike") {
    SampleClinic clinic;
    Agreement both(clinic);
    const unsigned values = long_form() ? 255 : 3;
    change_bytes(both, withdrawn(clinic, 1), 1, values);
    change_bytes(both, withdrawn(clinic, 2), 1, values);
    const Bytes three = make_session(clinic, {.counter = 2, .fill = false}).bundle();
    change_bytes(both, three, 1, long_form() ? 255 : 1);
    change_bytes(both, make_session(clinic).bundle(), long_form() ? 1 : 41, 1);
    both.check({"not-this-format", "other-clinic", "version-unknown", "suite-unknown",
                "field-out-of-range", "device-mismatch", "header-altered", "head-missing",
                "head-of-other-session", "head-altered", "record-altered", "bundle-not-filled"});
}

TEST_CASE("records moved, and parts of several sessions and tablets, are read alike") {
    SampleClinic clinic;
    SampleClinic elsewhere(7);
    Agreement both(clinic);
    const Bytes bundle = make_session(clinic, {.counter = 2}).bundle();
    const std::size_t base = both.add(kOpened, bundle);
    const std::size_t step = long_form() ? 1 : 11;
    for (std::size_t i = 0; i < kBundleFill; i += step) {
        both.variant(base, dropped(bundle, i));
        both.variant(base, doubled(bundle, i));
        for (std::size_t j = i + 1; j < kBundleFill; j += step)
            both.variant(base, moved(bundle, i, j));
    }
    // Header, records and head, each of any of these.
    SampleSession thief = make_session(clinic, {.counter = 3});
    const Signer second(make_sign_pair(clinic.random).secret_key);
    thief.header_bytes = second.signed_bytes(encode_unsigned(thief.header));
    const SampleSession parts[] = {make_session(clinic), make_session(clinic, {.counter = 2}),
                                   make_session(elsewhere), std::move(thief)};
    for (const SampleSession& a : parts) {
        for (const SampleSession& b : parts) {
            for (const SampleSession& c : parts)
                both.variant(base, make_bundle(a.header_bytes, b.records, c.head_bytes));
        }
    }
    both.check({"accepted", "record-count-wrong", "record-altered", "head-of-other-session",
                "other-clinic", "header-altered"});
}

TEST_CASE("what the tablet's own key signed, whatever it is, is read alike") {
    SampleClinic clinic;
    Agreement both(clinic);
    const Bytes bundle = withdrawn(clinic, 2);
    const std::size_t base = both.add(kOpened, bundle);
    const unsigned step = long_form() ? 1 : 37;
    for (std::size_t at = 0; at < kEnds - kSignatureSize; ++at) {
        if (at >= kHeaderSize - kSignatureSize && at < kHeaderSize) continue;
        for (unsigned add = 1; add < 256; add += step) {
            const Bytes changed =
                with_byte(bundle, at, static_cast<std::uint8_t>(bundle[at] + add));
            both.variant(
                base, resigned_bundle(clinic, changed,
                                      at < kHeaderSize ? HeadSays::WhatItMust : HeadSays::AsItIs));
        }
    }
    const Bytes filled = make_session(clinic, {.counter = 2}).bundle();
    const std::size_t long_base = both.add(kOpened, filled);
    for (std::size_t at = kHeaderSize; at < filled.size() - kHeadSize; at += long_form() ? 1 : 61) {
        Bytes changed = with_byte(filled, at, static_cast<std::uint8_t>(filled[at] + 1));
        both.variant(long_base, resigned_bundle(clinic, changed, HeadSays::WhatItMust));
        changed[changed.size() - kHeadSize + 106] = 5;  // interrupted
        both.variant(long_base, resigned_bundle(clinic, changed, HeadSays::WhatItMust));
    }
    for (const Bytes& odd : odd_signatures(clinic, bundle)) both.variant(base, odd);
    both.check({"not-a-recipient", "sealed-key-altered", "key-commitment-wrong", "record-altered",
                "bundle-not-filled", "record-count-wrong", "head-altered", "accepted"});
}

TEST_CASE("a record's text laid out in any way is read alike") {
    SampleClinic clinic;
    Agreement both(clinic);
    const SampleSession session = make_session(clinic, {.payloads = {"one"}});
    const std::size_t base = both.add(kOpened, session.bundle());
    for (const auto status : {SessionStatus::Complete, SessionStatus::Interrupted}) {
        for (const std::size_t index : {0, 1, 62, 63}) {
            for (const unsigned flags : {0, 1, 2, 0x81, 255}) {
                for (const unsigned length : {0, 1, 468, 469, 470, 471, 0x100, 0xFFFF}) {
                    for (const std::size_t other : {3, 4, 470, 471}) {
                        Bytes text(kRecordTextSize);
                        text[0] = static_cast<std::uint8_t>(flags);
                        text[1] = static_cast<std::uint8_t>(length);
                        text[2] = static_cast<std::uint8_t>(length >> 8U);
                        text[other] = 'x';
                        both.variant(base, with_text(clinic, session, index, text, status));
                    }
                }
            }
        }
    }
    both.add(kOpened, endless_payload(clinic, 69));
    both.add(kOpened, endless_payload(clinic, 70));
    both.add(kOpened, endless_payload(clinic, 128));
    both.check({"accepted", "record-malformed", "answer-cut"});
}
