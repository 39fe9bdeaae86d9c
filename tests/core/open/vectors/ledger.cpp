// The export ledger: parts as they lie in the store, and entries as they lie in their parts.
#include <algorithm>

#include "core/open/sample_entry.h"
#include "crypto/constants.h"
#include "crypto/ledger_part.h"
#include "vector_set.h"

namespace spine::test {

using namespace crypto;

namespace {

Bytes copy_of(const WipedBytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

void add_entries(SampleClinic& c, Vectors& to) {
    const auto add = [&](const char* name, const char* about, Bytes bytes, bool holds = false) {
        to.push_back({name, "ledger-entry", about, std::move(bytes),
                      holds ? "accepted" : "export-ledger-malformed", ""});
    };
    const auto rows = sample_rows(c);
    const auto people = sample_people(rows);
    const Bytes bytes = copy_of(entry_bytes(rows, people));
    add("ledger-entry-rows", "Three people and two later visits.", bytes, true);
    const auto tables = sample_tables(c);
    add("ledger-entry-tables", "A batch of fifty, of whom thirty were counted.",
        copy_of(entry_bytes(tables, sample_people(tables))), true);
    add("ledger-entry-kind", "Neither rows nor tables.", with_byte(bytes, 0, 3));
    Bytes cut = bytes;
    cut.pop_back();
    add("ledger-entry-cut", "The last byte is missing.", std::move(cut));
    auto twice = people;
    twice[3].id = twice[0].id;
    add("ledger-entry-twice", "Somebody left, and came later.", copy_of(entry_bytes(rows, twice)));
    auto value = people;
    value[1].values[0] = 3;
    add("ledger-entry-value", "A value that the table does not have.",
        copy_of(entry_bytes(rows, value)));
    value = people;
    value[1].values[0] = 1;
    add("ledger-entry-value-of-nobody", "A value that no row of the table has.",
        copy_of(entry_bytes(rows, value)));
    auto large = tables;
    ++large.later;
    add("ledger-entry-batch", "A batch of fifty-one.",
        copy_of(entry_bytes(large, sample_people(large))));
    Bytes order = bytes;
    const std::size_t first = 1 + 32 + 32 + 8 + 4 + 2 + rows.title.size() + 2 +
                              rows.profile.size() + 2 + rows.by.size() + 2;
    std::swap_ranges(order.begin() + static_cast<std::ptrdiff_t>(first),
                     order.begin() + static_cast<std::ptrdiff_t>(first + 48),
                     order.begin() + static_cast<std::ptrdiff_t>(first + 48));
    add("ledger-entry-order", "The entries before it out of order.", std::move(order));
}

void add_parts(SampleClinic& c, Vectors& to) {
    LedgerPartText text;
    text.entry = LedgerEntryId{c.random.bytes<16>()};
    const auto rows = sample_rows(c);
    text.content = entry_bytes(rows, sample_people(rows));
    const Bytes part =
        make_ledger_part(c.clinic, text, c.clinic_key.public_key, c.computer_signer).value();
    to.push_back(
        {"ledger-part", "ledger-part", "The only one of its entry.", part, "accepted", "clinic"});
    const auto add = [&](const char* what, const char* about, const char* cause, Bytes bytes,
                         const char* opener = "") {
        to.push_back({std::string("ledger-part-") + what,
                      "ledger-part",
                      about,
                      std::move(bytes),
                      cause,
                      opener,
                      {},
                      {},
                      "ledger-part"});
    };
    const auto flipped = [&](std::size_t at) {
        return with_byte(part, at, static_cast<std::uint8_t>(part[at] ^ 1U));
    };
    add("label", "One bit changed in the label.", "not-this-format", flipped(0));
    add("clinic", "One bit changed in the clinic id.", "other-clinic", flipped(16));
    add("version", "One bit changed in the version.", "version-unknown", flipped(32));
    add("first-field", "One bit changed in the first field.", "device-mismatch", flipped(34));
    add("last-field", "One bit changed right before the signature.", "signature-wrong",
        flipped(part.size() - kSignatureSize - 1));
    add("signature", "One bit changed in the signature.", "signature-wrong",
        flipped(part.size() - 1));
    add("other-key", "Opened with a key it is not sealed to.", "not-a-recipient", part, "recovery");
    Bytes box = flipped(1'000);
    box.resize(box.size() - kSignatureSize);
    add("box-altered", "The sealed box altered, signed anew.", "sealed-text-altered",
        c.computer_signer.signed_bytes(std::move(box)), "clinic");
}

}  // namespace

void add_ledger(SampleClinic& c, Vectors& to) {
    add_entries(c, to);
    add_parts(c, to);
}

}  // namespace spine::test
