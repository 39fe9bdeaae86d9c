// Bundles that somebody without any key has changed.
#include <algorithm>

#include "crypto/constants.h"
#include "vector_set.h"

namespace spine::test {

using namespace crypto;

namespace {

Bytes bytes_of(const Vectors& all, std::string_view name) {
    return std::find_if(all.begin(), all.end(), [&](const Vector& v) { return v.name == name; })
        ->bytes;
}

struct Change {
    const char* name;
    const char* about;
    std::size_t at;
    const char* cause;
};

// Of the withdrawn bundle: header at 0, head at 460. FORMAT.md §3 and §5 give the offsets.
constexpr Change kChanges[] = {
    {"header-label", "header: label", 3, "not-this-format"},
    {"header-clinic", "header: clinic id", 20, "other-clinic"},
    {"header-version", "header: version", 32, "version-unknown"},
    {"header-version-high", "header: high byte of the version", 33, "version-unknown"},
    {"header-suite", "header: suite", 34, "suite-unknown"},
    {"header-device", "header: device id", 40, "device-mismatch"},
    {"header-counter", "header: counter, which no longer fits the previous head", 52,
     "field-out-of-range"},
    {"header-session", "header: session id", 61, "header-altered"},
    {"header-previous", "header: previous head, though the counter is 1", 80, "field-out-of-range"},
    {"header-configuration", "header: configuration hash", 110, "header-altered"},
    {"header-commitment", "header: commitment", 150, "header-altered"},
    {"header-clinic-fingerprint", "header: clinic's fingerprint", 180, "header-altered"},
    {"header-clinic-key", "header: key sealed to the clinic", 230, "header-altered"},
    {"header-recovery-fingerprint", "header: recovery's fingerprint", 290, "header-altered"},
    {"header-recovery-key", "header: key sealed to recovery", 330, "header-altered"},
    {"header-signature", "header: signature", 400, "header-altered"},
    {"header-signature-end", "header: last byte of the signature", 459, "header-altered"},
    {"head-label", "head: label", 460, "head-missing"},
    {"head-clinic", "head: clinic id", 460 + 18, "head-of-other-session"},
    {"head-version", "head: version", 460 + 32, "version-unknown"},
    {"head-device", "head: device id", 460 + 34, "head-of-other-session"},
    {"head-counter", "head: counter", 460 + 50, "head-of-other-session"},
    {"head-session", "head: session id", 460 + 58, "head-of-other-session"},
    {"head-header", "head: header hash", 460 + 74, "head-of-other-session"},
    {"head-status", "head: status withdrawn became interrupted", 460 + 106, "head-altered"},
    {"head-count", "head: record count", 460 + 107, "head-altered"},
    {"head-count-high", "head: record count beyond the most", 460 + 110, "field-out-of-range"},
    {"head-last", "head: last link", 460 + 111, "head-altered"},
    {"head-signature", "head: signature", 460 + 143, "head-altered"}};

Bytes slice(const Bytes& bytes, std::size_t size) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

void add_lengths(const Bytes& bytes, Vectors& to) {
    const auto add = [&](const char* name, const char* about, const char* cause, Bytes content) {
        to.push_back({name, "bundle", about, std::move(content), cause, ""});
    };
    add("bundle-empty", "No byte at all.", "bundle-cut", {});
    add("bundle-cut-head", "The last byte is missing.", "bundle-cut",
        slice(bytes, bytes.size() - 1));
    add("bundle-cut-header", "The header alone.", "bundle-cut", slice(bytes, kHeaderSize));
    Bytes longer = bytes;
    longer.push_back(0);
    add("bundle-longer", "A byte more.", "bundle-cut", longer);
    longer.resize(bytes.size() + kRecordSize);
    add("bundle-longer-by-a-record", "512 zeros behind the head.", "head-missing", longer);
    Bytes status = bytes;
    status[kHeaderSize + 106] = 0;
    add("head-status-none", "head: status 0", "field-out-of-range", status);
    status[kHeaderSize + 106] = 7;
    add("head-status-unknown", "head: status 7", "field-out-of-range", status);
    Bytes stripped = bytes;
    std::fill_n(stripped.begin() + 396, kSignatureSize, std::uint8_t{0});
    add("header-unsigned", "header: the signature is zeros", "header-altered", stripped);
    stripped = bytes;
    std::fill_n(stripped.end() - kSignatureSize, kSignatureSize, std::uint8_t{0});
    add("head-unsigned", "head: the signature is zeros", "head-altered", stripped);
}

void add_records(const Bytes& bytes, Vectors& to) {
    const auto add = [&](const char* name, const char* about, Bytes content) {
        to.push_back({name,
                      "bundle",
                      about,
                      std::move(content),
                      "record-altered",
                      "",
                      {},
                      "",
                      "bundle-complete"});
    };
    const auto record = [](std::size_t index) {
        return static_cast<std::ptrdiff_t>(kHeaderSize + index * kRecordSize);
    };
    Bytes changed = bytes;
    changed[kHeaderSize] ^= 1U;
    add("record-nonce", "The first byte of the first nonce changed.", changed);
    changed = bytes;
    changed[kHeaderSize + 64 * kRecordSize - 1] ^= 1U;
    add("record-tag", "The last byte of the last tag changed.", changed);
    changed = bytes;
    std::swap_ranges(changed.begin() + record(0), changed.begin() + record(1),
                     changed.begin() + record(1));
    add("records-swapped", "Records 0 and 1 swapped.", changed);
    changed = bytes;
    std::copy_n(bytes.begin() + record(0), kRecordSize, changed.begin() + record(1));
    add("record-repeated", "Record 0 again in the place of record 1.", changed);
}

}  // namespace

void add_broken_bundles(SampleClinic& clinic, Vectors& to) {
    const Bytes withdrawn = bytes_of(to, "bundle-withdrawn");
    for (const Change& change : kChanges) {
        Bytes bytes = withdrawn;
        bytes[change.at] ^= 1U;
        to.push_back({change.name, "bundle", "One bit changed in the " + std::string(change.about),
                      std::move(bytes), change.cause, ""});
    }
    add_lengths(withdrawn, to);
    add_records(bytes_of(to, "bundle-complete"), to);
    const SampleSession other = make_session(clinic, {.counter = 2});
    Bytes spliced(withdrawn.begin(), withdrawn.begin() + kHeaderSize);
    const Bytes head = head_over(clinic, other, {}, SessionStatus::Withdrawn);
    spliced.insert(spliced.end(), head.begin(), head.end());
    to.push_back({"bundle-spliced", "bundle", "The head of another session.", std::move(spliced),
                  "head-of-other-session", ""});
}

}  // namespace spine::test
