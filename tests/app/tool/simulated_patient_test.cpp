#include "tool/simulated_patient.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "app/kiosk/memory_keeper.h"
#include "app/kiosk/small_configuration.h"
#include "support/support.h"

using namespace spine;
using namespace spine::tool;
using test::MemoryKeeper;

namespace {

struct Waiting {
    config::Config config = test::small_configuration();
    MemoryKeeper keeper;
    test::ManualClock clock;
    kiosk::Desk desk{config, keeper, clock};
    test::SeededRandom random;
    explicit Waiting(std::uint64_t seed) : random(seed) {}

    SimulatedVisit visit(const Habits& habits = {}) {
        auto visit =
            simulate_visit(desk, random, habits, [this](std::int64_t ms) { clock.advance_ms(ms); });
        if (!visit) FAIL(visit.error().sentence());
        return *visit;
    }
};

}  // namespace

TEST_CASE("what a patient answered is what was kept, whatever the patient did on the way") {
    Waiting room(7);
    const Habits restless{0, 10, 10, 10, 30, 20, 20, 20, 20, 30, 30};
    std::set<std::string> ends;
    for (int patient = 0; patient < 200; ++patient) {
        const SimulatedVisit visit = room.visit(restless);
        ends.insert(visit.status);
        const auto& kept = room.keeper.sessions.at(static_cast<std::size_t>(patient));
        CHECK(kept.end == visit.status);
        CHECK(session::fold(kept.events).answers == visit.answers);
        CHECK(room.desk.scene() == kiosk::Scene::Welcome);
    }
    CHECK(ends == std::set<std::string>{"complete", "expired", "stopped", "withdrawn"});
}

TEST_CASE("equal seeds give equal patients, other seeds others") {
    const auto lines = [](std::uint64_t seed) {
        Waiting room(seed);
        std::string all;
        for (int patient = 0; patient < 20; ++patient) all += to_ndjson(room.visit());
        return all;
    };
    CHECK(lines(7) == lines(7));
    CHECK(lines(7) != lines(8));
}

TEST_CASE("who declines care has no code and leaves nothing") {
    Waiting room(3);
    Habits habits;
    habits.declines_care = 100;
    const SimulatedVisit visit = room.visit(habits);
    CHECK(visit.code.empty());
    CHECK(visit.answers.empty());
    CHECK(room.keeper.sessions.empty());
}

TEST_CASE("a line of answers.ndjson carries every kind of answer") {
    SimulatedVisit visit;
    visit.code = "131873";
    visit.session = "ab";
    visit.status = "complete";
    visit.answers = {{"a", "null"}, {"b", R"(["x","y"])"}, {"c", "7"}, {"d", R"("æ")"}};
    CHECK(to_ndjson(visit) == R"({"code":"131873","session":"ab","status":"complete",)"
                              R"("answers":{"a":null,"b":["x","y"],"c":7,"d":"æ"}})");
}
