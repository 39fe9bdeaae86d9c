// A long archive is exported in the memory of a short one.
#include <catch2/catch.hpp>

#include "study_world.h"
#include "support/weight.h"

using namespace spine;
using namespace spine::exporting;
using test::StudyText;
using test::StudyWorld;

namespace {

constexpr std::size_t kMb = std::size_t{1} << 20U;

// So many sessions that say the same as one that was drawn, quickly made; of every fourth patient
// also what was answered after the visit.
void put_copies(StudyWorld& clinic, std::size_t count) {
    const auto drawn = clinic.add({});
    archive::Response response;
    response.questionnaire = clinic.config.settings.walk_questionnaire;
    response.language = "da";
    response.started = StudyWorld::Session().started;
    response.answers = clinic.answers_of(drawn);
    archive::Response after;
    after.questionnaire = "after-visit";
    after.language = "da";
    after.started = response.started + 86'400'000;
    after.after_visit = true;
    after.answers = {{"visit.satisfaction", "7"}};
    REQUIRE(clinic.world.archive->transact([&]() -> Status {
        for (std::size_t i = 0; i < count; ++i) {
            archive::SessionPlace place;
            clinic.drawn.fill(place.session.bytes);
            place.configuration = clinic.world.configuration;
            place.status = crypto::SessionStatus::Complete;
            response.code = std::to_string(100'000 + i % 900'000);
            if (auto put = clinic.world.archive->put_response(place, response, {}); !put)
                return put;
            if (i % 4 > 0) continue;
            clinic.drawn.fill(place.session.bytes);
            after.code = response.code;
            if (auto put = clinic.world.archive->put_response(place, after, {}); !put) return put;
        }
        return {};
    }));
    REQUIRE(clinic.world.archive->tidy());
}

// The most that the heap holds at any step of an export.
std::size_t heaviest(std::size_t sessions) {
    StudyWorld clinic;
    put_copies(clinic, sessions);
    auto wanted = clinic.request(StudyText().toml());
    const std::size_t before = test::weigh().in_use;
    std::size_t most = 0, steps = 0;
    clinic.progress = [&](const ExportStep&) {
        if (++steps % 64 == 0) most = std::max(most, test::weigh().in_use - before);
        return true;
    };
    const auto result = clinic.run(wanted);
    if (!result) FAIL(result.error().sentence());
    CHECK(result->rows == sessions + 1);
    CHECK(result->flow.after_visits == (sessions + 3) / 4);
    return most;
}

}  // namespace

TEST_CASE("an export of many sessions takes the memory of one of few") {
    const std::size_t few = test::long_form() ? 10'000 : 500;
    const std::size_t many = test::long_form() ? 1'000'000 : 4'000;
    const std::size_t light = heaviest(few), heavy = heaviest(many);
    test::figure(std::to_string(few) + " sessions: " + std::to_string(light / 1024) + " kB, " +
                 std::to_string(many) + ": " + std::to_string(heavy / 1024) + " kB, " +
                 std::to_string((heavy - std::min(light, heavy)) / (many - few)) +
                 " bytes a session more");
    if (!test::memory_means_something()) return;
    CHECK(heavy < light + (test::long_form() ? 64 : 8) * kMb);
}
