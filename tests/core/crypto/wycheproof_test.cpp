// C2SP's Wycheproof cases through this project's own wrappers. A case may be valid (must pass),
// invalid (must fail) or acceptable (either, but never a wrong answer).
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <nlohmann/json.hpp>

#include "crypto/aead.h"
#include "crypto/constants.h"
#include "crypto/init.h"
#include "crypto/seal.h"
#include "crypto/sign.h"
#include "support/support.h"

using namespace spine;
using namespace spine::crypto;
using nlohmann::json;

namespace {

Bytes hex(const json& object, const char* field) {
    return from_hex(object.at(field).get<std::string>()).value();
}

struct Count {
    int run = 0, wrong = 0;
    void expect(const json& test, bool passed) {
        ++run;
        const std::string result = test.at("result");
        if ((result == "valid") != passed && result != "acceptable") {
            ++wrong;
            UNSCOPED_INFO("case " << test.at("tcId"));
        }
    }
};

// Calls `each` with the group and the test of every case in the file.
template <typename Each>
void for_each_case(const std::filesystem::path& file, Each each) {
    const json all = json::parse(test::slurp(file));
    for (const json& group : all.at("testGroups")) {
        for (const json& one : group.at("tests")) each(group, one);
    }
}

// Sealing must give the published bytes; opening must give the text back.
bool cipher_passes(const json& one) {
    const Bytes key = hex(one, "key");
    const Bytes nonce = hex(one, "iv");
    const Bytes data = hex(one, "aad");
    const Bytes text = hex(one, "msg");
    Bytes sealed = hex(one, "ct");
    const Bytes tag = hex(one, "tag");
    sealed.insert(sealed.end(), tag.begin(), tag.end());
    // Our nonces are typed by their place in a record: 24 bytes or nothing.
    if (key.size() != kKeySize || nonce.size() != kNonceSize || tag.size() != kTagSize)
        return false;
    Bytes opened(text.size());
    if (!aead_open(sealed, data, nonce, key, opened) || opened != text) return false;
    Bytes again(sealed.size());
    aead_seal(text, data, nonce, key, again);
    return again == sealed;
}

bool signature_passes(const json& group, const json& one) {
    const auto key = SignPublicKey::from(hex(group.at("publicKey"), "pk"));
    const auto signature = Signature::from(hex(one, "sig"));
    return key && signature && verify(hex(one, "msg"), *signature, *key);
}

}  // namespace

TEST_CASE("Wycheproof: XChaCha20-Poly1305, 315 cases") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    REQUIRE(start());
    Count count;
    for_each_case(*shared / "vectors" / "xchacha20_poly1305_test.json",
                  [&](const json&, const json& one) { count.expect(one, cipher_passes(one)); });
    std::cout << "XChaCha20-Poly1305: " << count.run << " cases, " << count.wrong << " wrong\n";
    CHECK(count.wrong == 0);
    CHECK(count.run == 315);
}

TEST_CASE("Wycheproof: Ed25519, 151 cases") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    REQUIRE(start());
    Count count;
    for_each_case(*shared / "vectors" / "ed25519_test.json",
                  [&](const json& group, const json& one) {
                      count.expect(one, signature_passes(group, one));
                  });
    std::cout << "Ed25519: " << count.run << " cases, " << count.wrong << " wrong\n";
    CHECK(count.wrong == 0);
    CHECK(count.run == 151);
}

TEST_CASE("Wycheproof: X25519, 518 cases") {
    const auto shared = test::shared_or_skip();
    if (!shared) return;
    REQUIRE(start());
    Count count;
    int refused = 0;
    for_each_case(*shared / "vectors" / "x25519_test.json", [&](const json&, const json& one) {
        const auto agreed = agree(SealSecretKey::copy_of(hex(one, "private")),
                                  *SealPublicKey::from(hex(one, "public")));
        const Bytes expected = hex(one, "shared");
        const bool zero = std::ranges::all_of(expected, [](auto byte) { return byte == 0; });
        // An agreement on zeros is refused; every other one must be right, acceptable or not.
        if (!agreed) ++refused;
        if (agreed && !std::ranges::equal(agreed->view(), expected)) FAIL(one.at("tcId"));
        if (!agreed && !zero) FAIL(one.at("tcId"));
        count.expect(one, agreed.has_value());
    });
    std::cout << "X25519: " << count.run << " cases, " << count.wrong << " wrong, " << refused
              << " agreements on zero refused\n";
    CHECK(count.wrong == 0);
    CHECK(count.run == 518);
    CHECK(refused > 0);
}
