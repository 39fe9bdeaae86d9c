// A tablet that is off gives no answer, no code and no key. null_cipher_test.cpp is the control.
#include <catch2/catch.hpp>

#include "clinic.h"
#include "folder_search.h"
#include "open/session_opening.h"

using namespace spine;
using test::Clinic;
using test::Tablet;

namespace {

std::vector<crypto::SessionHeader> headers_of(Tablet& tablet) {
    const auto journal = tablet.open();
    std::vector<crypto::SessionHeader> headers;
    for (const auto& bundle : test::waiting(*journal))
        headers.push_back(tablet.verified(bundle.bytes).header());
    return headers;
}

}  // namespace

TEST_CASE("nothing in the tablet's folder holds an answer or a code") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const auto haul = test::use_for_a_day(tablet);
    CHECK(test::found_in(haul.while_running, haul.canaries).empty());
    CHECK(test::found_in(haul.afterwards, haul.canaries).empty());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(tablet.place.path()))
        CHECK(test::found_in(entry.path().filename().string(), haul.canaries).empty());
}

TEST_CASE("no 32 bytes in the tablet's folder open a session, and a key left there is found") {
    const Clinic clinic;
    Tablet tablet(clinic);
    test::Haul haul;
    if (test::long_form()) {
        haul = test::use_for_a_day(tablet);
    } else {
        // One session that runs and stays without an end: its key is nowhere.
        const auto journal = tablet.open();
        auto session = test::begun(*journal, clinic);
        REQUIRE(test::saved(session, "an answer"));
        haul.while_running = tablet.everything();
    }
    const auto headers = headers_of(tablet);
    REQUIRE_FALSE(headers.empty());
    CHECK(test::keys_in(haul.while_running, headers).empty());
    CHECK(test::keys_in(haul.afterwards, headers).empty());

    const opening::SessionOpener opener(clinic.id, clinic.clinic.secret_key.copy());
    const auto key = opener.open_key(headers[0]).value();
    const auto left_behind = [&](ByteView secret) {
        return "log: " + std::string(as_text(secret)) + "\n";
    };
    CHECK(test::keys_in(left_behind(key.view()), headers) == std::set<std::string>{"session 1"});
    CHECK(test::keys_in(left_behind(clinic.clinic.secret_key.view()), headers) ==
          std::set<std::string>{"clinic"});
    CHECK(test::keys_in(left_behind(clinic.recovery.secret_key.view()), headers) ==
          std::set<std::string>{"recovery"});
}
