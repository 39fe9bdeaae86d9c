// The control of secrecy_test.cpp: without a cipher the same search finds everything.
#include <algorithm>
#include <catch2/catch.hpp>

#include "clinic.h"
#include "folder_search.h"

using namespace spine;

TEST_CASE("with a null cipher the byte search finds texts, options and codes") {
    const test::Clinic clinic;
    // The kiosk itself would not have started: the self-test knows what a cipher answers.
    CHECK_FALSE(clinic.started);
    test::Tablet tablet(clinic);
    const auto haul = test::use_for_a_day(tablet);
    const auto running = test::found_in(haul.while_running, haul.canaries);
    const auto has = [&](const std::string& canary) {
        return std::find(running.begin(), running.end(), canary) != running.end();
    };
    CHECK(has(haul.canaries.options[0]));
    CHECK(has(haul.canaries.texts[0]));
    CHECK(has(haul.canaries.codes[0]));
    CHECK(has(haul.canaries.texts[3]));
    CHECK_FALSE(test::found_in(haul.afterwards, haul.canaries).empty());
    // What was withdrawn is gone even so.
    CHECK_FALSE(has(haul.canaries.texts[1]));
    CHECK_FALSE(has(haul.canaries.codes[1]));
}
