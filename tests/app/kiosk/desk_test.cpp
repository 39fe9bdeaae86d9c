#include "kiosk/desk.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "memory_keeper.h"
#include "small_configuration.h"
#include "support/support.h"

using namespace spine;
using namespace spine::kiosk;
using session::StepKind;
using session::Stop;
using test::MemoryKeeper;

namespace {

struct Tablet {
    config::Config config = test::small_configuration();
    MemoryKeeper keeper;
    test::ManualClock clock;
    Desk desk{config, keeper, clock};
    std::optional<EndedSession> ended;

    Tablet() {
        desk.on_ended([this](const EndedSession& session) { ended = session; });
    }
    [[nodiscard]] const session::Step& step() const { return desk.walk()->step(); }
    void answer(std::string_view link_id, std::string_view json) {
        const auto* item = config.questionnaires.at("small").find(link_id);
        REQUIRE(item != nullptr);
        auto answer = questionnaire::decode(*item, json);
        if (!answer) FAIL(answer.error().sentence());
        REQUIRE_FALSE(desk.answer(link_id, *answer));
    }
    void consent(const char* care = "true") {
        desk.start("en");
        answer("consent.care", care);
        answer("consent.research", "false");
        REQUIRE_FALSE(desk.next());
    }
    void walk_to(std::string_view id) {
        for (int guard = 0; step().id != id; ++guard) {
            REQUIRE(guard < 100);
            if (const auto held = desk.next()) {
                if (held->link_id == "signs.a" || held->link_id == "signs.b")
                    answer(held->link_id, R"(["none"])");
                else
                    desk.decline(held->link_id);
            }
        }
    }
    void wait(int seconds) { clock.advance_ms(std::int64_t{1000} * seconds); }
    void time_out() {
        wait(240);
        REQUIRE(desk.tick());
        REQUIRE(desk.scene() == Scene::StillThere);
    }
};

}  // namespace

TEST_CASE("nothing is kept before care consent, and the code is durable before its screen") {
    Tablet tablet;
    tablet.desk.start("en");
    tablet.answer("consent.care", "true");
    tablet.answer("consent.research", "true");
    CHECK(tablet.keeper.calls.empty());
    CHECK(tablet.desk.saved() == SaveState::Nothing);
    REQUIRE_FALSE(tablet.desk.next());
    CHECK(tablet.step().kind == StepKind::Code);
    CHECK(tablet.desk.code() == "131873");
    const auto told = tablet.keeper.told();
    CHECK(told.code == "131873");
    CHECK(told.answers.at("consent.care") == "true");
    CHECK(told.answers.at("consent.research") == "true");
}

TEST_CASE("an answer says saved only after the keeper has it") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("about.part");
    CHECK(tablet.desk.saved() == SaveState::Nothing);
    tablet.answer("about.part", R"("low-back")");
    CHECK(tablet.desk.saved() == SaveState::Saved);
    CHECK(tablet.keeper.told().answers.at("about.part") == R"("low-back")");
    REQUIRE_FALSE(tablet.desk.next());
    CHECK(tablet.desk.saved() == SaveState::Nothing);
}

TEST_CASE("a failed write takes no more answers, keeps the code in view and says what to do") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("about.part");
    tablet.keeper.disk_fails = true;
    tablet.answer("about.part", R"("low-back")");
    CHECK(tablet.desk.scene() == Scene::Fault);
    CHECK(tablet.desk.saved() == SaveState::Nothing);
    REQUIRE(tablet.desk.fault());
    CHECK_FALSE(tablet.desk.fault()->next.empty());
    CHECK(tablet.desk.code() == "131873");
    CHECK(tablet.keeper.sessions.back().end == "abandoned");
    tablet.keeper.disk_fails = false;
    const auto calls = tablet.keeper.calls.size();
    CHECK(tablet.desk.answer("about.part", {}) == questionnaire::Problem::ReadOnly);
    CHECK_FALSE(tablet.desk.next());
    tablet.desk.start("en");
    tablet.wait(10'000);
    CHECK_FALSE(tablet.desk.tick());
    CHECK(tablet.desk.scene() == Scene::Fault);
    CHECK(tablet.keeper.calls.size() == calls);
}

TEST_CASE("a session that cannot be opened shows no code's screen") {
    Tablet tablet;
    tablet.keeper.disk_fails = true;
    tablet.consent();
    CHECK(tablet.desk.scene() == Scene::Fault);
}

TEST_CASE("care no stores nothing, and a warning sign still calls staff") {
    Tablet tablet;
    tablet.consent("false");
    CHECK(tablet.desk.code().empty());
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", R"(["urine"])");
    REQUIRE_FALSE(tablet.desk.next());
    CHECK(tablet.step().kind == StepKind::TellStaff);
    CHECK(tablet.keeper.calls == std::vector<std::string>{"call_staff", "wake_sync"});
    tablet.desk.staff_leads_on();
    tablet.walk_to("show.finish");
    tablet.desk.finish();
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.keeper.sessions.empty());
}

TEST_CASE("tier A: the answer is durable, then staff are called, then it leaves early, once") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", R"(["urine"])");
    tablet.keeper.calls.clear();
    REQUIRE_FALSE(tablet.desk.next());
    CHECK(tablet.keeper.calls == std::vector<std::string>{"record", "call_staff", "wake_sync",
                                                          "upload_early", "wake_sync"});
    CHECK(tablet.keeper.told().tier == "a");
    tablet.desk.staff_leads_on();
    tablet.walk_to("hope.proof");
    CHECK(tablet.keeper.count("call_staff") == 1);
}

TEST_CASE("a disk that fails beside a warning sign does not keep staff from being told") {
    const auto* fails_at = GENERATE("answer", "next", "call");
    INFO(fails_at);
    const std::string at = fails_at;
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("signs.a");
    if (at == "answer") tablet.keeper.disk_fails = true;
    tablet.answer("signs.a", R"(["urine"])");
    if (at == "next") tablet.keeper.disk_fails = true;
    if (at == "call") tablet.keeper.fails_alone = "upload_early";
    if (at != "answer") REQUIRE_FALSE(tablet.desk.next());
    CHECK(tablet.desk.scene() == Scene::Walking);
    CHECK(tablet.step().kind == StepKind::TellStaff);
    CHECK(tablet.desk.saved() == SaveState::Nothing);
    CHECK(tablet.keeper.count("call_staff") == 1);
    CHECK(tablet.keeper.count("wake_sync") >= 1);
    CHECK(tablet.keeper.sessions.back().end == "abandoned");
    // Staff lead on: the fault has waited for them, and nothing more is taken.
    tablet.desk.staff_leads_on();
    CHECK(tablet.desk.scene() == Scene::Fault);
    CHECK(tablet.desk.code() == "131873");
}

TEST_CASE("a disk that fails where no warning sign holds shows the fault alone") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("signs.a");
    tablet.keeper.disk_fails = true;
    tablet.answer("signs.a", R"(["none"])");
    CHECK(tablet.desk.scene() == Scene::Fault);
    CHECK(tablet.keeper.count("call_staff") == 0);
}

TEST_CASE("walking away from the tell-staff screen does not clear it") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", R"(["urine"])");
    REQUIRE_FALSE(tablet.desk.next());
    tablet.wait(24 * 3600);
    CHECK_FALSE(tablet.desk.tick());
    CHECK_FALSE(tablet.desk.next_tick_in());
    tablet.desk.ask_stop();
    CHECK(tablet.desk.scene() == Scene::Walking);
    CHECK(tablet.step().kind == StepKind::TellStaff);
}

TEST_CASE("who ticks a warning sign and walks away is still told to staff") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", R"(["urine"])");
    tablet.wait(120);
    REQUIRE(tablet.desk.tick());
    tablet.wait(60);
    REQUIRE(tablet.desk.tick());
    CHECK(tablet.desk.scene() == Scene::Walking);
    CHECK(tablet.step().kind == StepKind::TellStaff);
    CHECK(tablet.keeper.count("call_staff") == 1);
}

TEST_CASE("after the idle time the tablet asks, and a touch returns to the same place") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("about.age");
    tablet.desk.touched();
    tablet.wait(119);
    CHECK_FALSE(tablet.desk.tick());
    CHECK(tablet.desk.next_tick_in() == 1000);
    tablet.wait(1);
    REQUIRE(tablet.desk.tick());
    CHECK(tablet.desk.scene() == Scene::StillThere);
    CHECK(tablet.desk.seconds_left() == 60);
    tablet.wait(59);
    REQUIRE(tablet.desk.tick());
    CHECK(tablet.desk.seconds_left() == 1);
    tablet.desk.go_on();
    CHECK(tablet.desk.scene() == Scene::Walking);
    CHECK(tablet.step().id == "about.age");
    CHECK_FALSE(tablet.desk.tick());
}

TEST_CASE("who answers the countdown with No ends what the patient left, and sees nothing of it") {
    const std::string from = GENERATE("question", "stop asked");
    CAPTURE(from);
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("about.part");
    tablet.answer("about.part", R"("low-back")");
    if (from == "stop asked") tablet.desk.ask_stop();
    tablet.time_out();
    tablet.desk.stop(Stop::Keep);
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.desk.walk() == nullptr);
    CHECK(tablet.desk.code().empty());
    CHECK(tablet.keeper.sessions.back().end == "stopped");
    CHECK(tablet.keeper.told().answers.at("about.part") == R"("low-back")");
    CHECK(tablet.keeper.calls.back() == "wake_sync");
    REQUIRE(tablet.ended);
    CHECK(tablet.ended->code == "131873");
}

TEST_CASE("a No to the countdown forgets what was never stored") {
    const std::string at = GENERATE("consent", "care no");
    CAPTURE(at);
    Tablet tablet;
    if (at == "consent") tablet.desk.start("en");
    if (at == "care no") tablet.consent("false");
    tablet.time_out();
    tablet.desk.stop(Stop::Keep);
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.desk.walk() == nullptr);
    CHECK(tablet.keeper.sessions.empty());
}

TEST_CASE("a No to the countdown does not hide a warning sign from staff") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("signs.a");
    tablet.answer("signs.a", R"(["urine"])");
    tablet.time_out();
    tablet.desk.stop(Stop::Keep);
    CHECK(tablet.desk.scene() == Scene::Walking);
    CHECK(tablet.step().kind == StepKind::TellStaff);
    CHECK(tablet.keeper.count("call_staff") == 1);
}

TEST_CASE("on the last screen a No to the countdown leaves a session that is complete") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("show.finish");
    tablet.time_out();
    tablet.desk.stop(Stop::Keep);
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.keeper.sessions.back().end == "complete");
}

TEST_CASE("pages give more time, and nobody answering ends the session as expired") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("page:symptoms");
    tablet.desk.touched();
    tablet.wait(239);
    CHECK_FALSE(tablet.desk.tick());
    tablet.wait(1);
    REQUIRE(tablet.desk.tick());
    tablet.wait(60);
    REQUIRE(tablet.desk.tick());
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.desk.walk() == nullptr);
    CHECK(tablet.desk.code().empty());
    CHECK(tablet.keeper.sessions.back().end == "expired");
    REQUIRE(tablet.ended);
    CHECK(tablet.ended->code == "131873");
    CHECK(tablet.ended->session == "1");
}

TEST_CASE("stop and keep shows the code once more, stop and delete leaves no record") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("about.age");
    tablet.desk.ask_stop();
    CHECK(tablet.desk.scene() == Scene::StopAsked);
    CHECK(tablet.desk.code() == "131873");
    tablet.desk.go_on();
    CHECK(tablet.desk.scene() == Scene::Walking);
    tablet.desk.ask_stop();
    tablet.desk.stop(Stop::Keep);
    CHECK(tablet.desk.scene() == Scene::Stopped);
    CHECK(tablet.desk.code() == "131873");
    CHECK(tablet.desk.walk() == nullptr);
    CHECK(tablet.keeper.sessions.back().end == "stopped");
    tablet.desk.done();
    CHECK(tablet.desk.code().empty());
    tablet.consent();
    tablet.desk.ask_stop();
    tablet.desk.stop(Stop::Delete);
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.keeper.sessions.back().end == "withdrawn");
    CHECK(tablet.keeper.sessions.back().events.empty());
}

TEST_CASE("the code of who stopped does not stay on the screen for the next patient") {
    Tablet tablet;
    tablet.consent();
    tablet.desk.ask_stop();
    tablet.desk.stop(Stop::Keep);
    tablet.wait(120);
    REQUIRE(tablet.desk.tick());
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.desk.code().empty());
}

TEST_CASE("a finished patient leaves nothing for the next one, and is sent at once") {
    Tablet tablet;
    tablet.consent();
    tablet.walk_to("about.part");
    tablet.answer("about.part", R"("low-back")");
    tablet.walk_to("show.finish");
    tablet.desk.finish();
    CHECK(tablet.desk.scene() == Scene::Welcome);
    CHECK(tablet.keeper.sessions.back().end == "complete");
    CHECK(tablet.keeper.calls.back() == "wake_sync");
    tablet.consent();
    CHECK(tablet.keeper.sessions.size() == 2);
    CHECK_FALSE(tablet.keeper.told().answers.contains("about.part"));
    CHECK(tablet.desk.walk()->answer_of("about.part") == nullptr);
}

TEST_CASE("consent that is taken back deletes what was kept, and the walk goes on without") {
    Tablet tablet;
    tablet.consent();
    tablet.desk.back();
    tablet.answer("consent.care", "false");
    REQUIRE_FALSE(tablet.desk.next());
    CHECK(tablet.keeper.sessions.back().end == "withdrawn");
    CHECK(tablet.desk.code().empty());
    CHECK(tablet.desk.scene() == Scene::Walking);
    tablet.walk_to("show.finish");
    tablet.desk.finish();
    CHECK(tablet.keeper.sessions.size() == 1);
}

TEST_CASE("without a sign-off it is a demonstration") {
    Tablet tablet;
    CHECK(tablet.desk.demonstration());
    tablet.config.signed_off = true;
    CHECK_FALSE(tablet.desk.demonstration());
}

TEST_CASE("a configuration without its questionnaire takes no patient") {
    config::Config empty;
    MemoryKeeper keeper;
    const test::ManualClock clock;
    Desk desk(empty, keeper, clock);
    CHECK(desk.scene() == Scene::Fault);
    desk.start("en");
    CHECK(desk.walk() == nullptr);
}
