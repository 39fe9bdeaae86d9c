#include "crypto/keys.h"

#include <catch2/catch.hpp>
#include <set>

#include "crypto/random.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;

TEST_CASE("a fingerprint is compared as people type it") {
    const test::SampleClinic clinic;
    const Hash print = root_fingerprint(clinic.root.public_key);
    const std::string text = fingerprint_text(print);
    CHECK(text.size() == 10 * 4 + 9);
    CHECK(fingerprint_matches(print, text));
    CHECK(fingerprint_matches(print, print.hex()));
    std::string typed = text;
    for (char& c : typed) c = c == ' ' ? '-' : static_cast<char>(std::toupper(c));
    CHECK(fingerprint_matches(print, typed));
    typed.back() = typed.back() == '0' ? '1' : '0';
    CHECK_FALSE(fingerprint_matches(print, typed));
    CHECK_FALSE(fingerprint_matches(print, ""));
    CHECK_FALSE(fingerprint_matches(print, text.substr(0, 44)));
    CHECK_FALSE(fingerprint_matches(print, text + "x"));
}

TEST_CASE("ids and fingerprints depend on clinic, key and the key's kind") {
    const test::SampleClinic a(1);
    const test::SampleClinic b(2);
    const SignPublicKey key = a.device.public_key;
    const SealPublicKey same_bytes{key.bytes};
    CHECK(a.clinic != b.clinic);
    CHECK(device_id_of(a.clinic, key) != device_id_of(b.clinic, key));
    CHECK(fingerprint(a.clinic, key) != fingerprint(b.clinic, key));
    CHECK(fingerprint(a.clinic, key) != fingerprint(a.clinic, same_bytes));
    CHECK(a.clinic.hex() == clinic_id_of(a.root.public_key).hex());
}

TEST_CASE("hashing in parts is hashing the whole") {
    const Bytes whole = {1, 2, 3, 4, 5};
    const ByteView view = whole;
    for (std::size_t cut = 0; cut <= whole.size(); ++cut)
        CHECK(hash_parts({view.first(cut), view.subspan(cut)}) == hash(view));
}

TEST_CASE("the system's randomness does not repeat itself") {
    SystemRandom random;
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i) seen.insert(to_hex(random.bytes<16>()));
    CHECK(seen.size() == 1000);
}
