// The tablet's clock is set, forwards and back, in the middle of a patient's walk: order and
// completeness of what was answered are unharmed, and no chain breaks.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "journal/recorder.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

constexpr int kAnswers = 40;
constexpr UnixMs kSecond = 1'000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour,
                 kYear = 365 * kDay;
constexpr UnixMs kNow = 1'795'510'680'000;

struct Jump {
    UnixMs from, by;  // the clock's time when it is set, and by how much
};

std::vector<Jump> jumps() {
    std::vector<Jump> all;
    for (const UnixMs by : {kSecond, 2 * kSecond, 30 * kSecond, kMinute, 10 * kMinute, kHour,
                            2 * kHour, 12 * kHour, kDay, 7 * kDay, 30 * kDay, 182 * kDay, kYear,
                            2 * kYear, 5 * kYear, 9 * kYear, 10 * kYear}) {
        all.push_back({kNow, by});
        all.push_back({kNow, -by});
    }
    // Summer time begins and ends in Denmark: 2026-03-29 and 2026-10-25, 01:00 UTC.
    for (const UnixMs change : {1'774'746'000'000, 1'792'890'000'000}) {
        for (const UnixMs by : {kHour, -kHour}) all.push_back({change - kSecond, by});
    }
    // The ends of 32 bits of seconds, signed and not; the turn of a leap year; the first second.
    for (const UnixMs edge : {2'147'483'647'000, 4'294'967'295'000, 1'835'308'800'000}) {
        all.push_back({edge - 2 * kSecond, kMinute});
        all.push_back({edge + kMinute, -2 * kMinute});
        all.push_back({edge - 5 * kSecond, 0});
        all.push_back({kNow, edge - kNow});
    }
    return all;
}

session::Event answered(int number) {
    session::Event event;
    event.kind = session::EventKind::Answered;
    event.subject = "item." + std::to_string(number);
    event.value = std::to_string(number);
    return event;
}

session::Event of(session::EventKind kind, const std::string& subject) {
    session::Event event;
    event.kind = kind;
    event.subject = subject;
    return event;
}

// A walk of 40 answers, at the `at`-th of which the clock is set.
void walk(ClinicWorld& world, WorldTablet& tablet, const Jump& jump, int at) {
    journal::Recorder recorder(*tablet.journal, world.clock, world.random, {});
    auto began = of(session::EventKind::Began, recorder.new_code());
    began.value = "before-assessment";
    began.language = "da";
    world.clock.set_wall(jump.from - at * kSecond);
    REQUIRE(recorder.begin(
        {world.configuration, {world.clinic_key.public_key, world.recovery.public_key}, {}},
        {began}));
    for (int i = 0; i < kAnswers; ++i) {
        world.clock.advance_ms(kSecond);
        if (i == at) world.clock.set_wall(world.clock.now() + jump.by);
        REQUIRE(recorder.record({answered(i)}));
    }
    REQUIRE(recorder.finish({of(session::EventKind::Ended, "complete")},
                            crypto::SessionStatus::Complete));
}

// Every answer, in the order in which it was given.
bool in_order(const archive::Response& response) {
    int next = 0;
    for (const std::string& payload : response.events) {
        const auto event = session::decode(payload).value();
        if (event.kind == session::EventKind::Answered &&
            event.subject != "item." + std::to_string(next++))
            return false;
    }
    return next == kAnswers && response.answers.size() == kAnswers;
}

}  // namespace

TEST_CASE("a clock that jumps in the middle of a walk harms neither order nor completeness") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    const auto all = jumps();
    REQUIRE(all.size() >= 50);
    int at = 0;
    for (const Jump& jump : all) {
        CAPTURE(jump.from, jump.by);
        walk(world, tablet, jump, at = (at + 7) % kAnswers);
    }
    tablet.sync();
    const auto result = world.import();
    CHECK(result.imported == all.size());
    CHECK(result.refused.empty());
    CHECK(result.forks.empty());
    CHECK(result.gaps.empty());
    const auto rows = world.archive->rows().value();
    CHECK(rows.size() == all.size());
    for (const auto& row : rows) {
        const auto response = world.archive->response(row.place.ref());
        REQUIRE(response);
        CHECK(in_order(*response));
        CHECK(row.summary.status == crypto::SessionStatus::Complete);
    }
    CHECK(tablet.sync().receipts == all.size());
    CHECK(tablet.journal->verify().value().sound);
    test::figure(std::to_string(all.size()) +
                 " clocks set in mid-session: 0 answers lost or out of order");
}
