// The search itself: what it finds, and what it leaves alone.
#include "support/byte_search.h"

#include <catch2/catch.hpp>

using namespace spine;
using test::ByteSearch;
using test::encodings_of;

namespace {

// Where nothing else is, as in a page that was never written.
std::string amid_zeros(const std::string& bytes) {
    return std::string(4096, '\0') + bytes + std::string(4096, '\0');
}

}  // namespace

TEST_CASE("typed text is found in every encoding, and a piece of eight characters of it too") {
    ByteSearch search;
    search.add_text("abcdæøåefghij");
    for (const std::string& form : encodings_of("abcdæøåefghij"))
        CHECK(search.found_in(amid_zeros(form)).size() == 1);
    for (const std::string& form : encodings_of("æøåefghi"))
        CHECK(search.found_in(amid_zeros(form)).size() == 1);
    CHECK(search.found_in("abcdæøå").empty());
}

TEST_CASE("a pickup code is found alone, in groups and in hexadecimal, not in a longer number") {
    ByteSearch search;
    search.add_code("131873");
    for (const std::string& form : encodings_of("131873"))
        CHECK(search.found_in(amid_zeros(form)).size() == 1);
    for (const char* text :
         {"131 873", "131\u00A0873", R"({"code":"131873"})", "7b22313331383733227d"})
        CHECK(search.found_in(text) == std::set<std::string>{"code: 131873"});
    CHECK(search.found_in("disk_left 9131873").empty());
    CHECK(search.found_in("1318734").empty());
}

TEST_CASE("short option codes are found as a record encodes them, long ones anywhere") {
    ByteSearch search;
    search.add_option("low-back");
    search.add_option("self");
    search.add_answer("pain", "7");
    CHECK(search.found_in("my low-back hurts").size() == 1);
    CHECK(search.found_in("by itself").empty());
    CHECK(search.found_in(R"("item":"who","value":"self"})").size() == 1);
    CHECK(search.found_in(R"("value":["self","low-back"])").size() == 2);
    CHECK(search.found_in(R"({"e":"answer","item":"pain","value":7})").size() == 2);
}
