// Manifests, store objects and key files: valid ones, altered ones, and signed ones whose fields
// may not be.
#include "crypto/objects.h"
#include "crypto/constants.h"
#include "crypto/keyfile.h"
#include "crypto/layout.h"
#include "crypto/manifest.h"
#include "vector_set.h"

namespace spine::test {

using namespace crypto;

namespace {

constexpr UnixMs kNow = 1'795'510'680'000;

Manifest sample_manifest(const SampleClinic& c) {
    Manifest manifest;
    manifest.clinic = c.clinic;
    manifest.version = 7;
    manifest.root = c.root.public_key;
    manifest.clinic_key = c.clinic_key.public_key;
    manifest.recovery_key = c.recovery.public_key;
    manifest.computers = {{c.computer_id, c.attention.public_key}};
    manifest.files = {{"kiosk.toml", 5, file_hash(c.clinic, as_bytes("hello"))},
                      {"pages/da/når-smerter-aftager.md", 0, file_hash(c.clinic, {})}};
    return manifest;
}

void add_root_signed(SampleClinic& c, Vectors& to) {
    const Signer root(c.root.secret_key);
    const Admission kiosk{c.clinic, Role::Kiosk, c.device.public_key, {}, {}, 3, kNow, "Skærm 3"};
    const Admission computer{c.clinic,
                             Role::Computer,
                             c.computer.public_key,
                             c.recovery.public_key,
                             c.attention.public_key,
                             0,
                             kNow,
                             "Desk"};
    const Bytes admitted = make_admission(kiosk, c.root.secret_key).value();
    to.push_back({"admission-kiosk", "admission", "A tablet.", admitted});
    to.push_back({"admission-computer", "admission", "A clinic computer.",
                  make_admission(computer, c.root.secret_key).value()});
    add_altered("admission", admitted, kByRoot, to);
    add_too_long("admission", admitted, root, to);
    Bytes role(admitted.begin(), admitted.end() - kSignatureSize);
    role[34] = 3;
    to.push_back({"admission-role", "admission", "Signed, with role 3.",
                  root.signed_bytes(std::move(role)), "field-out-of-range", ""});
    const Bytes revoked = make_revocation({c.clinic, c.device_id, kNow}, c.root.secret_key).value();
    to.push_back({"revocation", "revocation", "Of the tablet.", revoked});
    add_altered("revocation", revoked, kByRoot, to);
    add_too_long("revocation", revoked, root, to);
}

void add_author_signed(SampleClinic& c, Vectors& to) {
    const auto session = SessionId{c.random.bytes<16>()};
    const auto head = Hash{c.random.bytes<32>()};
    const Bytes stone =
        make_tombstone({c.clinic, c.computer_id, 41, c.device_id, session}, c.computer_signer);
    to.push_back({"tombstone", "tombstone", "Of one session.", stone});
    add_altered("tombstone", stone, kByAuthor, to);
    add_too_long("tombstone", stone, c.computer_signer, to);
    const Bytes receipt =
        make_receipt({c.clinic, c.computer_id, c.device_id, session, 12, head}, c.computer_signer);
    to.push_back({"receipt", "receipt", "For one session.", receipt});
    add_altered("receipt", receipt, kByAuthor, to);
    add_too_long("receipt", receipt, c.computer_signer, to);
    to.push_back(
        {"receipt-by-a-tablet", "receipt", "Signed by the tablet in the computer's name.",
         make_receipt({c.clinic, c.computer_id, c.device_id, session, 12, head}, c.device_signer),
         "signature-wrong", ""});
}

void add_sealed(SampleClinic& c, Vectors& to) {
    const Bytes attention =
        make_attention(c.clinic, {kNow, 3, "Skærm 3"},
                       {c.attention.public_key, c.recovery.public_key}, c.device_signer)
            .value();
    to.push_back(
        {"attention", "attention", "To two computers.", attention, "accepted", "attention"});
    add_altered("attention", attention, kByAuthor, to);
    to.push_back({"attention-other-key", "attention", "Opened with a key it is not sealed to.",
                  attention, "not-a-recipient", "clinic"});
    const SessionId session{c.random.bytes<16>()};
    const auto add = [&](const char* name, const char* about, MarkKind kind, const Hash& undoes) {
        const MarkText text{kind, 42, kNow, c.device_id, session, undoes, "set på skærm"};
        to.push_back({name, "mark", about,
                      make_mark(c.clinic, text, c.clinic_key.public_key, c.computer_signer).value(),
                      "accepted", "clinic"});
    };
    add("mark-reviewed", "Reviewed.", MarkKind::Reviewed, {});
    const Bytes reviewed = to.back().bytes;
    add("mark-withdrawal", "Consent to research withdrawn.", MarkKind::Withdrawal, {});
    add("mark-takeover", "A Tier A patient taken over.", MarkKind::Takeover, {});
    add("mark-undo", "The first one undone.", MarkKind::Undo, hash(reviewed));
    add_altered("mark", reviewed, kByAuthor, to);
    add_too_long("mark", reviewed, c.computer_signer, to);
    Bytes box(reviewed.begin(), reviewed.end() - kSignatureSize);
    box[100] ^= 1U;
    to.push_back({"mark-box-altered", "mark", "The sealed box altered, signed anew.",
                  c.computer_signer.signed_bytes(std::move(box)), "sealed-text-altered", "clinic"});
}

}  // namespace

void add_manifests(SampleClinic& c, Vectors& to) {
    const Signer root(c.root.secret_key);
    const Manifest sample = sample_manifest(c);
    const Bytes bytes = make_manifest(sample, c.root.secret_key).value();
    to.push_back({"manifest", "manifest", "Two files, one computer.", bytes});
    Manifest bare = sample;
    bare.files.clear();
    bare.computers.clear();
    to.push_back({"manifest-bare", "manifest", "No file and no computer.",
                  make_manifest(bare, c.root.secret_key).value()});
    add_altered("manifest", bytes, kByRoot, to);
    add_too_long("manifest", bytes, root, to);
    const auto resigned = [&](const char* name, const char* about, const char* cause,
                              std::size_t at, ByteView value) {
        Bytes body(bytes.begin(), bytes.end() - kSignatureSize);
        std::copy(value.begin(), value.end(), body.begin() + static_cast<std::ptrdiff_t>(at));
        to.push_back({name, "manifest", about, root.signed_bytes(std::move(body)), cause, ""});
    };
    const Bytes zeros(32);
    resigned("manifest-version-none", "Signed, with version 0.", "field-out-of-range", 34,
             ByteView(zeros).first(8));
    resigned("manifest-other-root", "Signed, naming another root.", "field-out-of-range", 42,
             zeros);
    resigned("manifest-no-recovery", "Signed, without a recovery key.",
             "recovery-recipient-missing", 106, zeros);
    resigned("manifest-recovery-is-clinic", "Signed, the recovery key being the clinic's.",
             "recipient-unusable", 106, c.clinic_key.public_key.view());
    resigned("manifest-path-absolute", "Signed, with a path that begins with a slash.",
             "field-out-of-range", 194, as_bytes("/"));
    resigned("manifest-path-up", "Signed, with a path that leaves the folder.",
             "field-out-of-range", 194, as_bytes("../"));
    resigned("manifest-order", "Signed, with the files out of order.", "field-out-of-range", 194,
             as_bytes("z"));
    resigned("manifest-count", "Signed, with a file that is not there.", "size-wrong", 188,
             as_bytes("\x03"));
}

void add_objects(SampleClinic& c, Vectors& to) {
    add_root_signed(c, to);
    add_author_signed(c, to);
    add_sealed(c, to);
}

void add_text_decisions(SampleClinic& c, Vectors& to) {
    const SessionId session{c.random.bytes<16>()};
    TextDecision decision;
    decision.text = hash(as_bytes("the name of a text"));
    decision.roles = 3;
    const auto add = [&](const char* name, const char* about, MarkKind kind) {
        const MarkText text{kind, 43, kNow, c.device_id, session, {}, "Dr Østergård", decision};
        to.push_back({name, "mark", about,
                      make_mark(c.clinic, text, c.clinic_key.public_key, c.computer_signer).value(),
                      "accepted", "clinic"});
    };
    add("mark-text-withheld", "A free text withheld.", MarkKind::Withhold);
    decision.redactions_seen = 0x1122334455667788U;
    add("mark-text-released", "A free text released.", MarkKind::Release);
    decision.redactions_seen = 0;
    decision.from = 12;
    decision.to = 23;
    add("mark-text-kept", "A part of a free text kept.", MarkKind::Keep);
    decision.stands_for = 1;
    add("mark-text-redacted", "A part of a free text redacted.", MarkKind::Redact);
}

void add_key_files(SampleClinic& c, Vectors& to) {
    const WipedBytes clear =
        encode_key_file(KeyPurpose::Device, c.clinic, c.device.secret_key.view());
    const Bytes file(clear.begin(), clear.end());
    const Bytes locked =
        encode_key_file(KeyPurpose::Recovery, c.clinic, c.recovery.secret_key.view(),
                        as_bytes("blåbærgrød"), {.passes = 2, .memory = 65'536}, c.random)
            .value();
    const auto add = [&](const char* name, const char* about, const char* cause, Bytes bytes,
                         const char* passphrase = "") {
        to.push_back({name, "key-file", about, std::move(bytes), cause, "", {}, passphrase});
    };
    add("key-file-clear", "A tablet's key in clear.", "accepted", file);
    add("key-file-passphrase", "The recovery key under a passphrase.", "accepted", locked,
        "blåbærgrød");
    add("key-file-label", "One bit changed in the label.", "not-this-format",
        with_byte(file, 0, 0));
    add("key-file-version", "Version 2.", "version-unknown", with_byte(file, 32, 2));
    add("key-file-purpose", "Purpose 9.", "field-out-of-range", with_byte(file, 34, 9));
    add("key-file-protection", "Protection 2.", "field-out-of-range", with_byte(file, 35, 2));
    add("key-file-altered", "A byte of the secret changed.", "key-file-altered",
        with_byte(file, 40, static_cast<std::uint8_t>(file[40] ^ 1U)));
    add("key-file-cut", "The last byte is missing.", "size-wrong",
        Bytes(file.begin(), file.end() - 1));
    add("key-file-no-passphrase", "Protected, and no passphrase given.", "passphrase-needed",
        locked);
    add("key-file-wrong-passphrase", "Another passphrase.", "passphrase-wrong", locked,
        "blåbærgrod");
    add("key-file-greedy", "Asks for 2 GiB of memory.", "field-out-of-range",
        with_byte(with_byte(locked, 41, 0), 43, 0x80), "blåbærgrød");
}

}  // namespace spine::test
