#include "crypto/keyfile.h"

#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>

#include <catch2/catch.hpp>
#include <fstream>

#include "crypto/causes.h"
#include "crypto/constants.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;
using namespace spine::test;

namespace {

constexpr DeriveCost kCheap{.passes = 1, .memory = 8ULL * 1024};

std::string read_as(ByteView bytes, KeyPurpose purpose,
                    std::optional<ByteView> passphrase = std::nullopt) {
    const auto read = decode_key_file(bytes, purpose, passphrase);
    return read ? "read" : std::string(read.error().cause.name());
}

}  // namespace

TEST_CASE("a key file in clear is read back, and a damaged one is told") {
    const SampleClinic clinic;
    const WipedBytes file =
        encode_key_file(KeyPurpose::Device, clinic.clinic, clinic.device.secret_key.view());
    const auto read = decode_key_file(file, KeyPurpose::Device);
    REQUIRE(read);
    CHECK(read->clinic == clinic.clinic);
    CHECK(public_of(read->sign_key()) == clinic.device.public_key);
    CHECK(read_as(file, KeyPurpose::Root) == "field-out-of-range");
    const Bytes plain(file.begin(), file.end());
    for (std::size_t at = 0; at < plain.size(); ++at) {
        const std::string is = read_as(
            with_byte(plain, at, static_cast<std::uint8_t>(plain[at] + 2)), KeyPurpose::Device);
        const std::string should = at < 16                ? "not-this-format"
                                   : at == 32 || at == 33 ? "version-unknown"
                                   : at == 34 || at == 35 ? "field-out-of-range"
                                                          : "key-file-altered";
        INFO("byte " << at);
        CHECK(is == should);
    }
    for (std::size_t size = 0; size < plain.size(); ++size)
        CHECK(read_as(ByteView(plain).first(size), KeyPurpose::Device) != "read");
    // What is longer than any key file is not looked at.
    CHECK(read_as(Bytes(kMaxKeyFileSize), KeyPurpose::Device) == "not-this-format");
    CHECK(read_as(Bytes(kMaxKeyFileSize + 1), KeyPurpose::Device) == "size-wrong");
}

TEST_CASE("a key file under a passphrase opens with that passphrase alone") {
    SampleClinic clinic;
    const Bytes file =
        encode_key_file(KeyPurpose::Recovery, clinic.clinic, clinic.recovery.secret_key.view(),
                        as_bytes("correct"), kCheap, clinic.random)
            .value();
    CHECK(read_as(file, KeyPurpose::Recovery, as_bytes("correct")) == "read");
    CHECK(read_as(file, KeyPurpose::Recovery, as_bytes("Correct")) == "passphrase-wrong");
    CHECK(read_as(file, KeyPurpose::Recovery) == "passphrase-needed");
    const auto read = decode_key_file(file, KeyPurpose::Recovery, as_bytes("correct")).value();
    CHECK(public_of(read.seal_key()) == clinic.recovery.public_key);
    // The secret is nowhere in the file.
    const ByteView secret = clinic.recovery.secret_key.view();
    CHECK(std::search(file.begin(), file.end(), secret.begin(), secret.end()) == file.end());
    // Whatever is changed, nothing is read: the fields are bound to the wrapped secret.
    for (std::size_t at = 0; at < file.size(); ++at) {
        const auto changed = with_byte(file, at, static_cast<std::uint8_t>(file[at] + 1));
        CHECK(read_as(changed, KeyPurpose::Recovery, as_bytes("correct")) != "read");
    }
}

TEST_CASE("a key file cannot make the program use more memory or time than it should") {
    SampleClinic clinic;
    for (const DeriveCost cost :
         {DeriveCost{.passes = 0, .memory = 8192}, DeriveCost{.passes = 11, .memory = 8192},
          DeriveCost{.passes = 1, .memory = 4096}, DeriveCost{.passes = 1, .memory = 1ULL << 31U},
          DeriveCost{.passes = 1, .memory = 8193}}) {
        const auto key = derive_wrap_key(as_bytes("x"), {cost, {}});
        REQUIRE_FALSE(key);
        CHECK(key.error().cause == causes::field_out_of_range);
    }
}

TEST_CASE("the usual cost is what the design demands") {
    const Derivation usual = [] {
        SeededRandom random(1);
        return new_derivation({}, random);
    }();
    CHECK(usual.cost.passes == 3);
    CHECK(usual.cost.memory == 256ULL * 1024 * 1024);
    CHECK_FALSE(std::all_of(usual.salt.begin(), usual.salt.end(), [](auto b) { return b == 0; }));
    if (long_form()) CHECK(derive_wrap_key(as_bytes("passphrase"), usual));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("where the memory for a derivation cannot be had, there is no key and a named cause") {
    const SampleClinic clinic;  // which makes the library ready
    rlimit usual{};
    REQUIRE(getrlimit(RLIMIT_AS, &usual) == 0);
    std::uint64_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    REQUIRE(pages > 0);
    const rlimit little{pages * static_cast<std::uint64_t>(getpagesize()) + (32U << 20U),
                        usual.rlim_max};
    const DeriveCost large{1, std::uint64_t{512} << 20U};
    REQUIRE(setrlimit(RLIMIT_AS, &little) == 0);
    const auto refused = derive_wrap_key(as_bytes("passphrase"), {large, {}});
    const auto modest = derive_wrap_key(as_bytes("passphrase"), {{1, 8192}, {}});
    REQUIRE(setrlimit(RLIMIT_AS, &usual) == 0);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == causes::derivation_failed);
    CHECK(modest);
}
#endif

TEST_CASE("a wrapped secret opens under its own key and context alone") {
    SampleClinic clinic;
    const WrapKey key = WrapKey::random(clinic.random);
    const WrapKey other = WrapKey::random(clinic.random);
    const Bytes wrapped = wrap(key, as_bytes("row 7"), as_bytes("a secret"), clinic.random);
    CHECK(wrapped.size() == 8 + 40);
    CHECK(as_text(unwrap(key, as_bytes("row 7"), wrapped).value().view()) == "a secret");
    CHECK(as_text(unwrap_text(key, as_bytes("row 7"), wrapped).value()) == "a secret");
    CHECK(unwrap(key, as_bytes("row 8"), wrapped).error().cause == causes::key_file_altered);
    CHECK_FALSE(unwrap(other, as_bytes("row 7"), wrapped));
    CHECK_FALSE(unwrap(key, as_bytes("row 7"), {}));
    CHECK_FALSE(unwrap(key, as_bytes("row 7"), ByteView(wrapped).first(39)));
    // An empty text may be wrapped too.
    const Bytes nothing = wrap(key, {}, {}, clinic.random);
    CHECK(unwrap_text(key, {}, nothing).value().empty());
}
