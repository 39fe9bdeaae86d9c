// Endorsements, passed keys, and what two machines exchange at enrolment.
#include "crypto/constants.h"
#include "crypto/endorsement.h"
#include "crypto/objects.h"
#include "crypto/package.h"
#include "crypto/passed_key.h"
#include "crypto/request.h"
#include "vector_set.h"

namespace spine::test {

using namespace crypto;

namespace {

constexpr UnixMs kNow = 1'795'510'680'000;

// `bytes` without their signature.
Bytes body_of(const Bytes& bytes) {
    return {bytes.begin(), bytes.end() - kSignatureSize};
}

// The body with `put` at `at`, signed anew.
Bytes resigned(const Bytes& bytes, std::size_t at, ByteView put, const Signer& signer) {
    Bytes body = body_of(bytes);
    std::copy(put.begin(), put.end(), body.begin() + static_cast<std::ptrdiff_t>(at));
    return signer.signed_bytes(std::move(body));
}

void add_endorsements(SampleClinic& c, Vectors& to) {
    const Signer root(c.root.secret_key);
    const Endorsement two{
        c.clinic, c.computer_id, {Hash{c.random.bytes<32>()}, Hash{c.random.bytes<32>()}}};
    const Bytes bytes = make_endorsement(two, c.root.secret_key).value();
    to.push_back({"endorsement", "endorsement", "Of two objects.", bytes});
    add_altered("endorsement", bytes, kByRoot, to);
    add_too_long("endorsement", bytes, root, to);
    const auto add = [&](const char* name, const char* about, const char* cause, Bytes altered) {
        to.push_back({name, "endorsement", about, std::move(altered), cause, ""});
    };
    const ByteView first = ByteView(bytes).subspan(52, 32);
    add("endorsement-twice", "Signed, with one name twice.", "field-out-of-range",
        resigned(bytes, 84, first, root));
    Bytes falling(bytes.begin() + 84, bytes.begin() + 116);
    falling.insert(falling.end(), first.begin(), first.end());
    add("endorsement-order", "Signed, with the names falling.", "field-out-of-range",
        resigned(bytes, 52, falling, root));
    add("endorsement-count", "Signed, with a name that is not there.", "size-wrong",
        resigned(bytes, 50, as_bytes("\x03"), root));
    Bytes none(bytes.begin(), bytes.begin() + 52);
    none[50] = 0;
    add("endorsement-none", "Signed, of nothing.", "field-out-of-range",
        root.signed_bytes(std::move(none)));
}

void add_passed_keys(SampleClinic& c, Vectors& to) {
    const Bytes bytes =
        make_passed_key(c.clinic, c.clinic_key.secret_key, c.recovery.public_key, c.computer_signer)
            .value();
    to.push_back({"passed-key", "passed-key", "The clinic key, to the recovery key.", bytes,
                  "accepted", "recovery"});
    add_altered("passed-key", bytes, kByAuthor, to);
    add_too_long("passed-key", bytes, c.computer_signer, to);
    to.push_back({"passed-key-other-key", "passed-key", "Opened with a key it is not sealed to.",
                  bytes, "not-a-recipient", "attention"});
    const auto add = [&](const char* name, const char* about, const char* cause, Bytes altered) {
        to.push_back({name, "passed-key", about, std::move(altered), cause, "recovery"});
    };
    const Bytes box{static_cast<std::uint8_t>(bytes[150] ^ 1U)};
    add("passed-key-box-altered", "The sealed box altered, signed anew.", "sealed-text-altered",
        resigned(bytes, 150, box, c.computer_signer));
    add("passed-key-other-content", "Signed, with the fingerprint of another key.",
        "key-commitment-wrong",
        resigned(bytes, 82, fingerprint(c.clinic, c.attention.public_key).view(),
                 c.computer_signer));
    to.push_back({"passed-key-by-a-tablet", "passed-key",
                  "Signed by the tablet in the computer's name.",
                  c.device_signer.signed_bytes(body_of(bytes)), "signature-wrong", ""});
}

void add_requests(SampleClinic& c, Vectors& to) {
    const Request tablet{{}, Role::Kiosk, {}, {}, {}, "Skærm 3"};
    const Request computer{
        c.clinic, Role::Computer, {}, c.recovery.public_key, c.attention.public_key, "Desk"};
    const Bytes bytes = make_request(computer, c.computer_signer).value();
    to.push_back({"request-kiosk", "request", "Of a tablet, which knows no clinic yet.",
                  make_request(tablet, c.device_signer).value()});
    to.push_back({"request-computer", "request", "Of a computer.", bytes});
    add_altered("request", bytes, {.clinic = "signature-wrong", .length = "size-wrong"}, to);
    add_too_long("request", bytes, c.computer_signer, to);
    const auto add = [&](const char* name, const char* about, const char* cause, Bytes altered) {
        to.push_back({name, "request", about, std::move(altered), cause, ""});
    };
    add("request-for-another", "It asks for a key that is not its signer's.", "signature-wrong",
        c.device_signer.signed_bytes(body_of(bytes)));
    add("request-without-clinic", "Signed, of a computer that names no clinic.",
        "field-out-of-range", resigned(bytes, 16, Bytes(16), c.computer_signer));
    add("request-without-key", "Signed, of a computer without a key to pass the clinic's to.",
        "field-out-of-range", resigned(bytes, 67, Bytes(32), c.computer_signer));
    add("request-role", "Signed, with role 3.", "field-out-of-range",
        resigned(bytes, 34, as_bytes("\x03"), c.computer_signer));
}

void add_packages(SampleClinic& c, Vectors& to) {
    const Signer root(c.root.secret_key);
    const Admission admitted{c.clinic, Role::Kiosk, c.device.public_key, {}, {}, 3,
                             kNow,     "Skærm 3"};
    const Package package{c.root.public_key, make_admission(admitted, c.root.secret_key).value(),
                          "https://spine.example/clinic"};
    const Bytes bytes = make_package(package, c.root.secret_key).value();
    to.push_back({"package", "package", "With a store's address.", bytes});
    Package bare = package;
    bare.store.clear();
    to.push_back({"package-no-store", "package", "Without a store's address.",
                  make_package(bare, c.root.secret_key).value()});
    // The root key that it holds decides which clinic's it can be.
    add_altered("package", bytes, {.first_field = "other-clinic"}, to);
    add_too_long("package", bytes, root, to);
    to.push_back({"package-by-a-computer", "package", "Signed by a computer in the root's name.",
                  c.computer_signer.signed_bytes(body_of(bytes)), "signature-wrong", ""});
    to.push_back({"package-address", "package", "Signed, with a control character in the address.",
                  resigned(bytes, bytes.size() - kSignatureSize - 1, as_bytes("\n"), root),
                  "field-out-of-range", ""});
}

}  // namespace

void add_life_cycle(SampleClinic& c, Vectors& to) {
    add_endorsements(c, to);
    add_passed_keys(c, to);
    add_requests(c, to);
    add_packages(c, to);
}

}  // namespace spine::test
