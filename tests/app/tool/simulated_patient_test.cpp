#include "tool/simulated_patient.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "app/kiosk/memory_keeper.h"
#include "app/kiosk/small_configuration.h"
#include "base/files.h"
#include "support/support.h"

using namespace spine;
using namespace spine::tool;
using test::MemoryKeeper;

namespace {

struct Waiting {
    config::Config config;
    MemoryKeeper keeper;
    test::ManualClock clock;
    kiosk::Desk desk{config, keeper, clock};
    test::SeededRandom random;
    explicit Waiting(std::uint64_t seed, config::Config of = test::small_configuration())
        : config(std::move(of)), random(seed) {}

    SimulatedVisit visit(const Habits& habits = {}) {
        auto visit =
            simulate_visit(desk, random, habits, [this](std::int64_t ms) { clock.advance_ms(ms); });
        if (!visit) FAIL(visit.error().sentence());
        return *visit;
    }
};

// Answers that stand there before anybody has come: one to look at, one that nobody sees, and one
// late in the walk, where those who leave early never come.
config::Config with_answers_filled_in() {
    config::Config config = test::small_configuration();
    for (questionnaire::Item& item : config.questionnaires.at("small").items) {
        if (item.link_id == "words.hope") item.initial = {std::string("to know")};
        if (item.link_id == "words.hope") item.hidden = true;
        if (item.link_id == "hope.proof" || item.link_id == "ask.prepared")
            item.initial = {item.options.front().value};
        if (item.link_id == "hope.proof") item.read_only = true;
    }
    return config;
}

}  // namespace

TEST_CASE("what was filled in beforehand stands in the answers of whoever left it so") {
    Waiting room(7, with_answers_filled_in());
    const Habits restless{0, 10, 10, 10, 30, 20, 20, 20, 20, 30, 30};
    std::size_t filled_in = 0;
    for (std::size_t patient = 0; patient < 200; ++patient) {
        const SimulatedVisit visit = room.visit(restless);
        CHECK(session::fold(room.keeper.sessions.at(patient).events).answers == visit.answers);
        filled_in += visit.answers.contains("hope.proof") && visit.answers.contains("words.hope");
    }
    CHECK(filled_in > 100);
}

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

TEST_CASE("patients come in every language that is offered, and write in it") {
    SystemFiles files;
    auto loaded = config::load(files, test::project() / "kiosk-config");
    if (!loaded) FAIL(loaded.error().sentence());
    std::map<std::string, std::string> written;
    const auto see = [&](config::Config config) {
        Waiting room(5, std::move(config));
        written.clear();
        for (int patient = 0; patient < 150; ++patient) {
            const SimulatedVisit visit = room.visit();
            const auto words = visit.answers.find("words.hope");
            written[visit.language] += words == visit.answers.end() ? "" : words->second;
        }
    };
    see(*loaded);
    CHECK(written.size() == 7);
    const std::map<std::string, std::string> letters{{"da", "ø"}, {"de", "ö"}, {"pl", "ż"},
                                                     {"tr", "ı"}, {"uk", "щ"}, {"ar", "ال"}};
    for (const auto& [language, letter] : letters)
        CHECK_THAT(written.at(language), Catch::Contains(letter));
    // Under a sign-off nobody has read anything but the clinic's own language is offered.
    config::Config signed_off = *loaded;
    signed_off.signed_off = true;
    see(std::move(signed_off));
    CHECK(written.size() == 1);
    CHECK(written.contains("da"));
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
