// Who speaks for the clinic is a fold: the same words in any order say the same.
#include "crypto/authors.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "crypto/endorsement.h"
#include "crypto/revocation.h"
#include "sample_clinic.h"

using namespace spine;
using namespace spine::crypto;

TEST_CASE("the root's words count the same in every order") {
    test::SampleClinic c;
    const auto admission = [&](const SignPair& of, UnixMs at, const char* name) {
        return make_admission({c.clinic, Role::Computer, of.public_key, c.clinic_key.public_key,
                               c.attention.public_key, 0, at, name},
                              c.root.secret_key)
            .value();
    };
    const Hash endorsed = hash(as_bytes("a mark")), other = hash(as_bytes("another"));
    std::vector<Bytes> words = {
        admission(c.computer, 1, "Desk"), admission(c.computer, 2, "Front desk"),
        make_revocation({c.clinic, c.computer_id, 3}, c.root.secret_key).value(),
        make_endorsement({c.clinic, c.computer_id, {endorsed}}, c.root.secret_key).value()};
    std::vector<std::size_t> order = {0, 1, 2, 3};
    do {
        Authors authors(c.root.public_key);
        CHECK(authors.author_of(c.computer_id, endorsed) == nullptr);
        for (const std::size_t i : order) REQUIRE(authors.take(words[i]));
        REQUIRE(authors.find(c.computer_id) != nullptr);
        CHECK(authors.find(c.computer_id)->name == "Front desk");
        CHECK(authors.computer(c.computer_id) == nullptr);
        CHECK(authors.author_of(c.computer_id, endorsed) != nullptr);
        CHECK(authors.author_of(c.computer_id, other) == nullptr);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("nobody but the root says who speaks, and a tablet never does") {
    test::SampleClinic c, stranger(2);
    Authors authors(c.root.public_key);
    const Admission tablet{c.clinic, Role::Kiosk, c.device.public_key, {}, {}, 3, 1, "Tablet 3"};
    REQUIRE(authors.take(make_admission(tablet, c.root.secret_key).value()));
    CHECK(authors.find(c.device_id) != nullptr);
    CHECK(authors.computer(c.device_id) == nullptr);
    CHECK(authors.author_of(c.device_id, {}) == nullptr);
    CHECK_FALSE(authors.take(
        make_revocation({stranger.clinic, c.device_id, 3}, stranger.root.secret_key).value()));
    CHECK_FALSE(authors.take(test::make_session(c).bundle()));
    CHECK_FALSE(authors.revoked(c.device_id));
}
