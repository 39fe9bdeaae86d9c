#include "base/pickup_code.h"

#include <catch2/catch.hpp>
#include <utility>

#include "support/support.h"

using namespace spine;

TEST_CASE("Damm's own example: 572 carries 4") {
    CHECK(damm_digit("572") == 4);
    CHECK(damm_digit("5724") == 0);
}

TEST_CASE("every single wrong digit and every swap of neighbours is found") {
    test::SeededRandom random(1);
    for (const CodeLength length : {CodeLength::Six, CodeLength::Eight}) {
        for (int round = 0; round < 200; ++round) {
            const std::string code = make_pickup_code(length, 7, random);
            REQUIRE(is_pickup_code(code));
            for (std::size_t at = 0; at < code.size(); ++at) {
                for (char digit = '0'; digit <= '9'; ++digit) {
                    std::string wrong = code;
                    wrong[at] = digit;
                    CHECK(is_pickup_code(wrong) == (wrong == code));
                }
                if (at + 1 == code.size()) continue;
                std::string swapped = code;
                std::swap(swapped[at], swapped[at + 1]);
                CHECK(is_pickup_code(swapped) == (swapped == code));
            }
        }
    }
}

TEST_CASE("a code carries the kiosk's number in front") {
    test::SeededRandom random(2);
    CHECK(make_pickup_code(CodeLength::Six, 3, random).front() == '3');
    CHECK(make_pickup_code(CodeLength::Eight, 42, random).substr(0, 2) == "42");
}

TEST_CASE("a code is read as people type it") {
    CHECK(read_pickup_code("572 ") == std::nullopt);
    test::SeededRandom random(3);
    const std::string code = make_pickup_code(CodeLength::Six, 1, random);
    CHECK(read_pickup_code(group_pickup_code(code)) == code);
    CHECK(read_pickup_code(code.substr(0, 3) + "-" + code.substr(3)) == code);
    CHECK_FALSE(read_pickup_code(code + "x"));
}
