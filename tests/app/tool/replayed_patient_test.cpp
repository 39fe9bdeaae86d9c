#include "tool/replayed_patient.h"

#include <catch2/catch.hpp>

#include "app/kiosk/memory_keeper.h"
#include "app/kiosk/small_configuration.h"
#include "support/support.h"

using namespace spine;
using namespace spine::tool;

namespace {

struct Room {
    config::Config config = test::small_configuration();
    test::MemoryKeeper keeper;
    test::ManualClock clock;
    kiosk::Desk desk{config, keeper, clock};

    questionnaire::Response response(
        const std::vector<std::pair<std::string, std::string>>& answers, std::string status) {
        questionnaire::Response response;
        response.head.status = std::move(status);
        for (const auto& [link_id, json] : answers) {
            const auto* item = config.questionnaires.at("small").find(link_id);
            REQUIRE(item != nullptr);
            response.answers[link_id] = questionnaire::decode(*item, json).value();
        }
        return response;
    }
};

}  // namespace

TEST_CASE("a response walks to its end, and what it leaves out counts as rather not answered") {
    Room room;
    const auto visit = replay_visit(room.desk, room.response({{"consent.care", "true"},
                                                              {"consent.research", "false"},
                                                              {"about.part", R"("low-back")"},
                                                              {"signs.a", R"(["none"])"},
                                                              {"know.normal.after", R"("false")"}},
                                                             "completed"));
    REQUIRE(visit);
    CHECK(visit->status == "complete");
    CHECK(visit->code == "131873");
    CHECK(visit->not_asked.empty());
    const auto told = room.keeper.told();
    CHECK(told.language == "da");
    CHECK(told.answers.at("know.normal.after") == R"("false")");
    CHECK(told.answers.at("hope.proof") == "null");
    CHECK(room.desk.scene() == kiosk::Scene::Welcome);
}

TEST_CASE("a stopped response is stopped and kept where its answers end") {
    Room room;
    const auto visit = replay_visit(room.desk, room.response({{"consent.care", "true"},
                                                              {"consent.research", "true"},
                                                              {"about.part", R"("low-back")"}},
                                                             "stopped"));
    REQUIRE(visit);
    CHECK(visit->status == "stopped");
    CHECK_FALSE(room.keeper.told().answers.contains("about.age"));
}

TEST_CASE("a tier A answer in a response is led on from, and reported") {
    Room room;
    const auto visit = replay_visit(room.desk, room.response({{"consent.care", "true"},
                                                              {"consent.research", "true"},
                                                              {"signs.a", R"(["urine"])"}},
                                                             "completed"));
    REQUIRE(visit);
    CHECK(visit->tier == "a");
    CHECK(room.keeper.count("call_staff") == 1);
}

TEST_CASE("an answer to a question that was never asked is named, not stored") {
    Room room;
    const auto visit = replay_visit(room.desk, room.response({{"consent.care", "true"},
                                                              {"consent.research", "true"},
                                                              {"signs.a", R"(["none"])"},
                                                              {"signs.a.each.urine", R"("yes")"}},
                                                             "completed"));
    REQUIRE(visit);
    CHECK(visit->not_asked == std::vector<std::string>{"signs.a.each.urine"});
    CHECK_FALSE(room.keeper.told().answers.contains("signs.a.each.urine"));
}

TEST_CASE("a response without consent, or with another status, is refused by name") {
    Room room;
    const auto missing = replay_visit(room.desk, room.response({}, "completed"));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().cause == tool::causes::answer_missing);
    CHECK(missing.error().where == "consent.care");
    CHECK(room.desk.scene() == kiosk::Scene::Welcome);
    const auto amended = replay_visit(room.desk, room.response({}, "amended"));
    REQUIRE_FALSE(amended);
    CHECK(amended.error().cause == tool::causes::response_status);
    CHECK(room.keeper.sessions.empty());
}

TEST_CASE("a response that is refused on its way leaves nothing behind") {
    Room room;
    auto response =
        room.response({{"consent.care", "true"}, {"consent.research", "true"}}, "completed");
    response.answers["about.part"].values = {questionnaire::Coding{{}, "nowhere", "Nowhere"}};
    const auto refused = replay_visit(room.desk, response);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == tool::causes::answer_refused);
    CHECK(refused.error().where == "about.part");
    CHECK(room.desk.scene() == kiosk::Scene::Welcome);
    REQUIRE(room.keeper.sessions.size() == 1);
    CHECK(room.keeper.sessions.back().end == "withdrawn");
}

TEST_CASE("a stopped response ends at the first question that it must answer and does not") {
    Room room;
    const auto nothing = replay_visit(room.desk, room.response({}, "stopped"));
    REQUIRE(nothing);
    CHECK(nothing->code.empty());
    CHECK(room.keeper.sessions.empty());
    const auto half = replay_visit(
        room.desk,
        room.response({{"consent.care", "true"}, {"about.part", R"("low-back")"}}, "stopped"));
    REQUIRE(half);
    CHECK(half->code.empty());
    CHECK(half->not_asked == std::vector<std::string>{"about.part"});
    CHECK(room.keeper.sessions.empty());
}

TEST_CASE("a response of another questionnaire, or in a language not offered, is refused") {
    Room room;
    auto other = room.response({{"consent.care", "true"}}, "completed");
    other.head.questionnaire = "https://example.org/Questionnaire/phq-9|1.0";
    const auto refused = replay_visit(room.desk, other);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().cause == tool::causes::response_of_another);
    auto foreign = room.response({{"consent.care", "true"}}, "completed");
    foreign.head.language = "xx";
    const auto not_offered = replay_visit(room.desk, foreign);
    REQUIRE_FALSE(not_offered);
    CHECK(not_offered.error().cause == tool::causes::language_not_offered);
    CHECK(room.keeper.sessions.empty());
}
