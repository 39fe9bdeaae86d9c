// Bundles that must be accepted, and those that a thief of the tablet's key could make.
#include <algorithm>

#include "crypto/aead.h"
#include "crypto/constants.h"
#include "crypto/record.h"
#include "vector_set.h"

namespace spine::test {

using namespace crypto;

namespace {

const std::vector<std::string> kSaid = {
    R"({"e":"began","at":1795510680000,"code":"131873","questionnaire":"before-assessment","language":"da"})",
    R"({"e":"answer","at":1795510690000,"item":"hope.proof","value":"3"})",
    R"({"e":"answer","at":1795510695000,"item":"words.hope","value":"at sove igen – æøå"})",
    R"({"e":"ended","at":1795510700000,"status":"complete"})"};

SampleSession again(const SampleSession& of) {
    return {of.key.copy(), of.header_bytes, of.records, of.head_bytes, of.header, of.header_hash};
}

Bytes bundle_over(const SampleClinic& clinic, const SampleSession& session, const Bytes& records,
                  SessionStatus status) {
    return make_bundle(session.header_bytes, records, head_over(clinic, session, records, status));
}

// The records with the last one sealing `text` as it is.
Bytes with_last_text(const SampleClinic& clinic, const SampleSession& session, ByteView text) {
    Bytes records = session.records;
    const std::size_t last = records.size() / kRecordSize - 1;
    RecordChain chain(clinic.clinic, session.header_hash);
    for (std::size_t i = 0; i < last; ++i)
        chain.add(ByteView(records).subspan(i * kRecordSize, kRecordSize));
    const auto record = std::span(records).last(kRecordSize);
    aead_seal(text, record_data(session.header_hash, last, chain.last()), record.first(kNonceSize),
              session.key.view(), record.subspan(kNonceSize));
    return records;
}

Bytes text_of(std::uint8_t flags, std::size_t length, std::uint8_t last) {
    Bytes text(kRecordTextSize);
    text[0] = flags;
    text[1] = static_cast<std::uint8_t>(length);
    text[2] = static_cast<std::uint8_t>(length >> 8U);
    text.back() = last;
    return text;
}

void add_accepted(SampleClinic& clinic, const SampleSession& session, Vectors& to) {
    to.push_back({"bundle-complete", "bundle", "A first session, complete.", session.bundle(),
                  "accepted", "clinic", kSaid});
    to.push_back({"bundle-recovery", "bundle", "The same, opened with the recovery key.",
                  session.bundle(), "accepted", "recovery", kSaid, "", "bundle-complete"});
    for (const auto status :
         {SessionStatus::Stopped, SessionStatus::Expired, SessionStatus::Open}) {
        to.push_back({"bundle-" + std::string(name_of(status)), "bundle",
                      "The same records under a head that says so.",
                      bundle_over(clinic, session, session.records, status), "accepted", "clinic",
                      kSaid, "", "bundle-complete"});
    }
    to.push_back({"bundle-withdrawn", "bundle", "Header and head alone.",
                  bundle_over(clinic, session, {}, SessionStatus::Withdrawn), "accepted",
                  "clinic"});
}

void add_more_accepted(SampleClinic& clinic, Vectors& to) {
    SessionWish wish{.counter = 2, .status = SessionStatus::Interrupted};
    wish.payloads = kSaid;
    to.push_back({"bundle-interrupted", "bundle", "Filled with random blocks after a power cut.",
                  make_session(clinic, wish).bundle(), "accepted", "clinic", kSaid});
    wish.status = SessionStatus::Complete;
    wish.payloads = {"", std::string(468, 'a'), std::string(469, 'b'), std::string(470, 'c'),
                     std::string(5000, 'd')};
    to.push_back({"bundle-lengths", "bundle",
                  "Payloads of 0, 468, 469, 470 and 5,000 bytes; a second session.",
                  make_session(clinic, wish).bundle(), "accepted", "clinic", wish.payloads});
}

// What only the tablet's own key can sign, and what opening says to it.
void add_signed_by_a_thief(SampleClinic& clinic, const SampleSession& session, Vectors& to) {
    const auto add = [&](const char* name, const char* about, const char* cause,
                         const Bytes& records, SessionStatus status = SessionStatus::Complete) {
        to.push_back({name,
                      "bundle",
                      about,
                      bundle_over(clinic, session, records, status),
                      cause,
                      "clinic",
                      {},
                      "",
                      "bundle-complete"});
    };
    Bytes changed = session.records;
    changed[2 * kRecordSize + 100] ^= 1U;
    add("open-record-altered", "A byte of record 2 changed, chain and head made anew.",
        "record-altered", changed);
    changed = session.records;
    std::swap_ranges(changed.begin(), changed.begin() + kRecordSize, changed.begin() + kRecordSize);
    add("open-records-swapped", "Records 0 and 1 swapped, chain and head made anew.",
        "record-altered", changed);
    add("open-flags", "The last record's flags are 2.", "record-malformed",
        with_last_text(clinic, session, text_of(2, 0, 0)));
    add("open-length", "The last record's part is longer than the record.", "record-malformed",
        with_last_text(clinic, session, text_of(0, 470, 0)));
    add("open-not-zero", "Behind the last record's part stands a byte that is not zero.",
        "record-malformed", with_last_text(clinic, session, text_of(0, 10, 1)));
    add("open-continues-early", "A part that continues, but does not fill its record.",
        "record-malformed", with_last_text(clinic, session, text_of(1, 468, 0)));
    add("open-answer-cut", "The last payload continues in a record that is not there.",
        "answer-cut", with_last_text(clinic, session, text_of(1, 469, 7)));
}

void add_hole(SampleClinic& clinic, const SampleSession& session, Vectors& to) {
    Bytes records(session.records.begin(), session.records.begin() + 4 * kRecordSize);
    records[3 * kRecordSize] ^= 1U;
    RecordChain chain(clinic.clinic, session.header_hash);
    for (std::size_t i = 0; i < 4; ++i)
        chain.add(ByteView(records).subspan(i * kRecordSize, kRecordSize));
    RecordSealer sealer(session.key.copy(), session.header_hash, chain);
    const Bytes more = sealer.fill(as_bytes(kFiller), clinic.random).value();
    records.insert(records.end(), more.begin(), more.end());
    to.push_back({"open-interrupted-goes-on", "bundle",
                  "Interrupted, but records behind the first that does not open do open.",
                  bundle_over(clinic, session, records, SessionStatus::Interrupted),
                  "record-altered", "clinic"});
}

// Headers whose sealed keys are wrong; withdrawn, since the records do not matter.
void add_wrong_keys(SampleClinic& clinic, const SampleSession& session, Vectors& to) {
    const auto add = [&](const char* name, const char* about, const char* cause,
                         const SessionHeader& header, const char* opener) {
        SampleSession made = again(session);
        made.header = header;
        made.header_bytes = clinic.device_signer.signed_bytes(encode_unsigned(header));
        made.header_hash = header_hash(made.header_bytes);
        to.push_back({name, "bundle", about,
                      bundle_over(clinic, made, {}, SessionStatus::Withdrawn), cause, opener});
    };
    add("open-not-a-recipient", "Opened with a key that it is not sealed to.", "not-a-recipient",
        session.header, "attention");
    SessionHeader header = session.header;
    header.for_clinic.sealed[50] ^= 1U;
    add("open-sealed-key", "A byte of the sealed key changed, header signed anew.",
        "sealed-key-altered", header, "clinic");
    header = session.header;
    header.for_clinic.sealed = make_session(clinic).header.for_clinic.sealed;
    add("open-other-key", "The sealed key of another session.", "key-commitment-wrong", header,
        "clinic");
    header = session.header;
    header.session.bytes[0] ^= 1U;
    add("open-other-session-id", "Another session id, header signed anew.", "key-commitment-wrong",
        header, "clinic");
}

void add_wrong_counts(SampleClinic& clinic, const SampleSession& session, Vectors& to) {
    const Bytes three(session.records.begin(), session.records.begin() + 3 * kRecordSize);
    to.push_back({"bundle-not-filled", "bundle", "Three records.",
                  bundle_over(clinic, session, three, SessionStatus::Complete), "bundle-not-filled",
                  ""});
    to.push_back({"bundle-complete-without-records",
                  "bundle",
                  "Complete, but no record.",
                  bundle_over(clinic, session, {}, SessionStatus::Complete),
                  "bundle-not-filled",
                  "",
                  {},
                  "",
                  "bundle-withdrawn"});
    to.push_back({"bundle-withdrawn-with-records",
                  "bundle",
                  "Withdrawn, but records are there.",
                  bundle_over(clinic, session, session.records, SessionStatus::Withdrawn),
                  "bundle-not-filled",
                  "",
                  {},
                  "",
                  "bundle-complete"});
    to.push_back({"bundle-record-dropped", "bundle", "Three records, and a head over 64.",
                  make_bundle(session.header_bytes, three, session.head_bytes),
                  "record-count-wrong", ""});
}

}  // namespace

void add_bundles(SampleClinic& clinic, Vectors& to) {
    SessionWish wish;
    wish.payloads = kSaid;
    const SampleSession session = make_session(clinic, wish);
    add_accepted(clinic, session, to);
    add_more_accepted(clinic, to);
    add_signed_by_a_thief(clinic, session, to);
    add_hole(clinic, session, to);
    add_wrong_keys(clinic, session, to);
    add_wrong_counts(clinic, session, to);
}

}  // namespace spine::test
