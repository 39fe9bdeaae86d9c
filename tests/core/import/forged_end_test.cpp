// Somebody has a tablet's key, and signs further ends of its sessions.
#include <catch2/catch.hpp>

#include "forked_session.h"

using namespace spine;
using crypto::SessionStatus;
using test::TwoEnds;

TEST_CASE("an end that does not open, or has another header, is no branch") {
    TwoEnds two;
    two.import(two.session.walk().answer(1).end(SessionStatus::Complete));
    const bool altered = GENERATE(false, true);
    const auto result =
        two.import(altered ? two.session.walk().answer(2).altered_end(SessionStatus::Complete)
                           : two.session.with_another_header());
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].cause == "record-altered");
    CHECK(two.world.archive->quarantine()->at(0).where ==
          (altered ? "record 0" : "another head of this session"));
    CHECK(result.branches == 0);
    CHECK(two.ends().size() == 1);
    CHECK(two.ends()[0].answers.at("pain.now") == "1");
    CHECK(two.world.archive->without_receipt()->empty());
    CHECK(two.world.archive->given_receipts()->size() == 1);
}

TEST_CASE("the first records of a session, signed as the whole, do not take its place") {
    TwoEnds two;
    auto walk = two.session.walk();
    for (int value = 0; value < 70; ++value) walk.answer(value % 10);
    walk.answer(10);
    const Bytes whole = walk.end(SessionStatus::Expired);
    const Bytes cut = walk.cut_end(SessionStatus::Complete);
    const bool whole_first = GENERATE(false, true);
    two.import(whole_first ? whole : cut);
    const auto result = two.import(whole_first ? cut : whole);
    CHECK(result.refused.empty());
    CHECK(result.forks.size() == 1);
    REQUIRE(two.ends().size() == 2);
    CHECK(two.ends()[0].answers.at("pain.now") == "10");
    CHECK(two.ends()[0].place.status == SessionStatus::Expired);
    CHECK(two.ends()[1].place.records == 64);
}

TEST_CASE("stop and delete takes every end with it while one of them is open, and nothing else") {
    TwoEnds two;
    auto walk = two.session.walk();
    walk.answer(1);
    const bool open_branch = GENERATE(false, true);
    two.import(two.session.walk().answer(2).end(SessionStatus::Interrupted));
    // Anybody with the tablet's key can sign this: it takes nothing that has ended.
    const auto early = two.import(two.session.withdrawn());
    REQUIRE(early.refused.size() == 1);
    CHECK(early.refused[0].cause == "record-altered");
    CHECK(two.keys() == 1);
    if (open_branch) {
        two.import(walk.end(SessionStatus::Open));
        CHECK(two.world.import().refused.empty());
        CHECK(two.keys() == 0);
        CHECK(two.world.archive->rows()->empty());
        CHECK(two.world.archive->quarantine()->empty());
    } else {
        two.import(walk.end(SessionStatus::Complete));
        CHECK(two.world.import().refused.size() == 1);
        CHECK(two.keys() == 2);
    }
}

TEST_CASE(
    "a withdrawal that a thief of the tablet's key signs takes no ended session from the store") {
    TwoEnds two;
    // He sends it before the end comes; a computer that was off meets both.
    const auto met = two.import(two.session.withdrawn());
    CHECK(met.refused.empty());
    auto walk = two.session.walk();
    const auto result = two.import(walk.answer(7).end(SessionStatus::Complete));
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].cause == "record-altered");
    CHECK(two.world.import().taken_out == 0);
    CHECK(two.world.stored("bundles").size() == 2);
    CHECK(two.world.archive->quarantine()->size() == 1);
    CHECK(two.tablet.sync().receipts == 0);
}

TEST_CASE("a withdrawal that comes with an ended session takes nothing back, however it is named") {
    TwoEnds two;
    const Bytes withdrawn = two.session.withdrawn();
    const bool named_first = GENERATE(true, false);
    Bytes complete;
    do {
        complete = two.session.walk().answer(7).end(SessionStatus::Complete);
    } while ((crypto::hash(withdrawn) < crypto::hash(complete)) != named_first);
    test::send(two.world, withdrawn);
    const auto result = two.import(complete);
    CHECK(result.imported == 1);
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].object == crypto::hash(withdrawn).hex());
    CHECK(two.keys() == 1);
}
