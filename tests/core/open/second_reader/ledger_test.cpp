// Parts and entries of the export ledger, read by ours and by a reader written from FORMAT.md
// alone: the same cause for every one.
#include <catch2/catch.hpp>

#include "agreement.h"
#include "core/open/sample_entry.h"
#include "crypto/constants.h"
#include "crypto/ledger_part.h"
#include "crypto/seal.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

Bytes copy_of(const WipedBytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

// Each byte changed, and every length.
void sweep_entry(Agreement& both, const Bytes& entry) {
    const std::size_t base = both.add({"ledger-entry"}, entry);
    for (std::size_t at = 0; at < entry.size(); ++at)
        for (const unsigned add : {1, 2, 16, 64, 128, 255})
            both.variant(base, with_byte(entry, at, static_cast<std::uint8_t>(entry[at] + add)));
    for (std::size_t size = 0; size < entry.size(); ++size)
        both.variant(base, Bytes(entry.begin(), entry.begin() + static_cast<std::ptrdiff_t>(size)));
    Bytes longer = entry;
    longer.push_back(0);
    both.variant(base, longer);
}

Bytes sealed_part(const SampleClinic& clinic, const WipedBytes& text) {
    const Signer author(clinic.computer.secret_key);
    ByteWriter out;
    out.text(labels::ledger_part)
        .bytes(clinic.clinic.view())
        .u16(kVersion)
        .bytes(clinic.computer_id.view())
        .bytes(fingerprint(clinic.clinic, clinic.clinic_key.public_key).view())
        .bytes(seal(text, clinic.clinic_key.public_key).value());
    return author.signed_bytes(out.take());
}

}  // namespace

TEST_CASE("entries of the export ledger, changed and cut, are read alike") {
    SampleClinic clinic;
    Agreement both(clinic);
    for (const archive::LedgerEntry& entry : {sample_rows(clinic), sample_tables(clinic)})
        sweep_entry(both, copy_of(entry_bytes(entry, sample_people(entry))));
    auto twice = sample_rows(clinic);
    auto people = sample_people(twice);
    people[4].id = people[0].id;
    both.add({"ledger-entry"}, copy_of(entry_bytes(twice, people)));
    auto many = sample_tables(clinic);
    many.people = 31;
    both.add({"ledger-entry"}, copy_of(entry_bytes(many, sample_people(many))));
    both.check({"accepted", "export-ledger-malformed"});
}

TEST_CASE("parts of the export ledger, changed and laid out in any way, are read alike") {
    SampleClinic clinic;
    const Signer author(clinic.computer.secret_key);
    Agreement both(clinic);
    LedgerPartText text;
    text.entry = LedgerEntryId::from(clinic.clinic.view()).value();
    const auto entry = sample_rows(clinic);
    text.content = entry_bytes(entry, sample_people(entry));
    const WipedBytes whole = encode(text);
    const Bytes part = sealed_part(clinic, whole);
    const std::size_t base = both.add({"ledger-part", "clinic"}, part);
    for (std::size_t at = 0; at < part.size(); at += at < 130 ? 1 : 4'999) {
        Bytes changed = with_byte(part, at, static_cast<std::uint8_t>(part[at] ^ 1U));
        both.variant(base, changed);
        changed.resize(part.size() - kSignatureSize);
        both.variant(base, author.signed_bytes(changed));
    }
    for (const std::size_t size : {0, 33, 34, 49, 50, 113, 114, 65'473})
        both.variant(base, Bytes(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(size)));
    both.add({"ledger-part", "recovery"}, part);
    // Part, parts and length.
    for (std::size_t at = 16; at < 24; ++at)
        for (const unsigned value : {0U, 1U, 2U, 255U}) {
            WipedBytes changed = whole;
            changed[at] = static_cast<std::uint8_t>(value);
            both.add({"ledger-part", "clinic"}, sealed_part(clinic, changed));
        }
    WipedBytes not_zero = whole;
    not_zero.back() = 1;
    both.add({"ledger-part", "clinic"}, sealed_part(clinic, not_zero));
    both.check({"accepted", "not-this-format", "version-unknown", "other-clinic", "size-wrong",
                "device-mismatch", "signature-wrong", "not-a-recipient", "sealed-text-altered",
                "field-out-of-range"});
}

TEST_CASE("sessions have the same names in the export ledger, whoever works them out") {
    SampleClinic clinic;
    Agreement both(clinic);
    for (int i = 0; i < 20; ++i) {
        ByteWriter session;
        session.bytes(clinic.random.bytes<32>());
        both.add({"ledger-id", "clinic"}, session.take());
    }
    both.check({});
}
