#include "crypto/manifest.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <set>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "crypto/layout.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

Manifest sample(const SampleClinic& clinic) {
    Manifest manifest;
    manifest.clinic = clinic.clinic;
    manifest.version = 3;
    manifest.root = clinic.root.public_key;
    manifest.clinic_key = clinic.clinic_key.public_key;
    manifest.recovery_key = clinic.recovery.public_key;
    manifest.computers = {{clinic.computer_id, clinic.attention.public_key}};
    manifest.files = {{"kiosk.toml", 5, file_hash(clinic.clinic, as_bytes("hello"))},
                      {"pages/da/a.md", 0, file_hash(clinic.clinic, {})}};
    return manifest;
}

std::string made(const SampleClinic& clinic, const Manifest& manifest) {
    const auto bytes = make_manifest(manifest, clinic.root.secret_key);
    return bytes ? "made" : std::string(bytes.error().cause.name());
}

}  // namespace

TEST_CASE("a manifest comes back as it was signed, in one order") {
    const SampleClinic clinic;
    const Manifest manifest = sample(clinic);
    Manifest shuffled = manifest;
    std::swap(shuffled.files[0], shuffled.files[1]);
    const Bytes bytes = make_manifest(shuffled, clinic.root.secret_key).value();
    CHECK(bytes == make_manifest(manifest, clinic.root.secret_key).value());
    CHECK(verify_manifest(bytes, clinic.root.public_key).value() == manifest);
    CHECK(claimed_root(bytes).value() == clinic.root.public_key);
    CHECK(configuration_hash(bytes) == hash(bytes));
}

TEST_CASE("a manifest with any byte changed is refused by name") {
    const SampleClinic clinic(1);
    const SampleClinic other(2);
    const Bytes bytes = make_manifest(sample(clinic), clinic.root.secret_key).value();
    const auto is = [&](ByteView read) {
        const auto verified = verify_manifest(read, clinic.root.public_key);
        return verified ? "accepted" : std::string(verified.error().cause.name());
    };
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const std::string should = at < 16   ? "not-this-format"
                                   : at < 32 ? "other-clinic"
                                   : at < 34 ? "version-unknown"
                                             : "signature-wrong";
        INFO("byte " << at);
        CHECK(is(with_byte(bytes, at, static_cast<std::uint8_t>(bytes[at] + 1))) == should);
    }
    for (std::size_t size = 0; size < bytes.size(); ++size)
        CHECK(is(ByteView(bytes).first(size)) != "accepted");
    CHECK(verify_manifest(bytes, other.root.public_key).error().cause == causes::other_clinic);
}

TEST_CASE("a manifest that may not be is not made") {
    const SampleClinic clinic;
    Manifest bad = sample(clinic);
    bad.recovery_key = {};
    CHECK(made(clinic, bad) == "recovery-recipient-missing");
    bad = sample(clinic);
    bad.clinic_key = bad.recovery_key;
    CHECK(made(clinic, bad) == "recipient-unusable");
    bad = sample(clinic);
    bad.version = 0;
    CHECK(made(clinic, bad) == "field-out-of-range");
    bad = sample(clinic);
    bad.files.push_back(bad.files.front());
    CHECK(made(clinic, bad) == "field-out-of-range");
    bad = sample(clinic);
    bad.clinic.bytes[0] ^= 1U;
    CHECK(made(clinic, bad) == "other-clinic");
    for (const char* path : {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", ".", "a/./b",
                             "a\\b", "a\nb", "\xFF"}) {
        INFO(path);
        CHECK_FALSE(is_manifest_path(path));
        bad = sample(clinic);
        bad.files[0].path = path;
        CHECK(made(clinic, bad) == "field-out-of-range");
    }
    CHECK(is_manifest_path("pages/da/hvad-siger-ryggen.md"));
    CHECK_FALSE(is_manifest_path(std::string(256, 'a')));
}

TEST_CASE("a signed manifest whose fields may not be is refused when it is read") {
    const SampleClinic clinic;
    const Signer root(clinic.root.secret_key);
    const Bytes good = make_manifest(sample(clinic), clinic.root.secret_key).value();
    const auto resigned = [&](std::size_t at, std::uint8_t value) {
        Bytes body(good.begin(), good.end() - kSignatureSize);
        body[at] = value;
        const auto read = verify_manifest(root.signed_bytes(body), clinic.root.public_key);
        return read ? "accepted" : std::string(read.error().cause.name());
    };
    CHECK(resigned(34, 0) == "field-out-of-range");             // version 0
    CHECK(resigned(42, good[42] ^ 1) == "field-out-of-range");  // another root key
    CHECK(resigned(138, 2) == "size-wrong");                    // computers that are not there
    CHECK(resigned(188, 1) == "size-wrong");                    // fewer files than there are
    CHECK(resigned(194, '/') == "field-out-of-range");          // "/iosk.toml"
}

TEST_CASE("any list of files comes back the same") {
    const SampleClinic clinic;
    CHECK(rc::check([&](const std::set<std::uint16_t>& names, std::uint64_t size) {
        Manifest manifest = sample(clinic);
        manifest.files.clear();
        for (const std::uint16_t name : names)
            manifest.files.push_back(
                {"f/" + std::to_string(name), size, file_hash(clinic.clinic, as_bytes("x"))});
        std::sort(manifest.files.begin(), manifest.files.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
        const Bytes bytes = make_manifest(manifest, clinic.root.secret_key).value();
        RC_ASSERT(verify_manifest(bytes, clinic.root.public_key).value() == manifest);
    }));
}
