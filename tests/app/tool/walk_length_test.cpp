// How long a walk is by the stated model (design.md, "A patient's walk"), on the project's own
// configuration.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iostream>
#include <map>

#include "app/kiosk/memory_keeper.h"
#include "base/files.h"
#include "support/support.h"
#include "tool/simulated_patient.h"

using namespace spine;

namespace {

template <typename T>
T median(std::vector<T> values) {
    REQUIRE_FALSE(values.empty());
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

TEST_CASE("without a warning sign a walk is at most 48 screens and 10 minutes in the median") {
    SystemFiles files;
    const auto config = config::load(files, test::project() / "kiosk-config");
    if (!config) FAIL(config.error().sentence());
    test::MemoryKeeper keeper;
    test::ManualClock clock;
    kiosk::Desk desk(*config, keeper, clock);
    test::SeededRandom random(7);
    std::map<std::string, std::vector<int>> screens;
    std::map<std::string, std::vector<double>> minutes;
    for (int patient = 0; patient < 1000; ++patient) {
        const auto visit = tool::simulate_visit(desk, random);
        if (!visit) FAIL(visit.error().sentence());
        CHECK(session::fold(keeper.sessions.back().events).answers == visit->answers);
        if (visit->warned || visit->status != "complete") continue;
        screens[visit->language].push_back(visit->length.screens);
        minutes[visit->language].push_back(visit->length.minutes);
    }
    REQUIRE(screens.size() == 7);
    for (const auto& [language, counted] : screens) {
        const auto& taken = minutes[language];
        std::cout << language << ": " << counted.size() << " patients, median " << median(counted)
                  << " screens and " << median(taken) << " minutes, at most "
                  << *std::max_element(counted.begin(), counted.end()) << " and "
                  << *std::max_element(taken.begin(), taken.end()) << "\n";
        CHECK(median(counted) <= 48);
        CHECK(median(taken) <= 10.0);
    }
}
