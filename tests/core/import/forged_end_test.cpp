// Somebody has a tablet's key, and signs further ends of its sessions.
#include <algorithm>
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

namespace {

// What every import says of it, and where.
void is_named(TwoEnds& two, ByteView bundle, std::string_view where) {
    for (int times = 0; times < 2; ++times) {
        const auto result = two.world.import();
        REQUIRE(result.refused.size() == 1);
        CHECK(result.refused[0].object == crypto::hash(bundle).hex());
        CHECK(result.refused[0].cause == "record-altered");
    }
    const auto aside = two.world.archive->quarantine().value();
    REQUIRE(aside.size() == 1);
    CHECK(aside[0].where == where);
}

// One by one, or all in one listing.
void meet(TwoEnds& two, const std::vector<Bytes>& bundles, bool at_once) {
    for (const Bytes& bundle : bundles) {
        test::send(two.world, bundle);
        if (!at_once) two.world.import();
    }
    two.world.import();
}

}  // namespace

TEST_CASE("stop and delete over an early upload takes what was cut off, whichever comes first") {
    TwoEnds two;
    auto walk = two.session.walk();
    const Bytes early = walk.answer(1).end(SessionStatus::Open);
    // A backup of mid-walk is put back, whose start signs what is there; the patient withdraws.
    const Bytes cut_off = walk.answer(2).end(SessionStatus::Interrupted);
    const Bytes withdrawn = two.session.withdrawn();
    const bool at_once = GENERATE(false, true);
    const int turns = GENERATE(range(0, 6));
    std::vector<Bytes> bundles{early, cut_off, withdrawn};
    std::sort(bundles.begin(), bundles.end());
    for (int turn = 0; turn < turns; ++turn) std::next_permutation(bundles.begin(), bundles.end());
    meet(two, bundles, at_once);
    CHECK(two.keys() == 0);
    CHECK(two.world.archive->rows()->empty());
    CHECK(two.world.archive->place(two.session.ref())->status == SessionStatus::Withdrawn);
    // It is not known whose word the withdrawal was.
    is_named(two, cut_off, "an end of what was withdrawn");
    CHECK(two.world.archive->given_receipts()->size() == 1);
}

TEST_CASE("stop and delete takes every end that its patient has not ended") {
    TwoEnds two;
    two.import(two.session.walk().answer(2).end(SessionStatus::Interrupted));
    two.import(two.session.walk().answer(1).end(SessionStatus::Open));
    CHECK(two.keys() == 2);
    CHECK(two.import(two.session.withdrawn()).extended == 1);
    CHECK(two.keys() == 0);
    CHECK(two.world.archive->rows()->empty());
    CHECK(two.world.archive->branch_places()->empty());
}

TEST_CASE("a withdrawal takes nothing that its patient has ended, whichever comes first") {
    TwoEnds two;
    auto walk = two.session.walk();
    const Bytes early = walk.answer(1).end(SessionStatus::Open);
    const Bytes ended = walk.answer(7).end(SessionStatus::Complete);
    const Bytes forged = two.session.withdrawn();
    const bool at_once = GENERATE(false, true);
    const int turns = GENERATE(range(0, 6));
    std::vector<Bytes> bundles{early, ended, forged};
    std::sort(bundles.begin(), bundles.end());
    for (int turn = 0; turn < turns; ++turn) std::next_permutation(bundles.begin(), bundles.end());
    meet(two, bundles, at_once);
    REQUIRE(two.ends().size() == 1);
    CHECK(two.ends()[0].answers.at("pain.now") == "7");
    CHECK(two.ends()[0].receipted);
    is_named(two, forged, "a withdrawal of what its patient has ended");
    const auto there = two.world.stored("bundles");
    for (const Bytes& bundle : {ended, forged})
        CHECK(std::count_if(there.begin(), there.end(), [&](const auto& file) {
                  return file.filename() == crypto::hash(bundle).hex();
              }) == 1);
}

TEST_CASE("an end that overrules a withdrawal has what was cut off beside it again") {
    TwoEnds two;
    const Bytes cut_off = two.session.walk().answer(2).end(SessionStatus::Interrupted);
    const Bytes forged = two.session.withdrawn();
    const Bytes ended = two.session.walk().answer(7).end(SessionStatus::Stopped);
    meet(two, {cut_off, forged, ended}, false);
    REQUIRE(two.ends().size() == 2);
    CHECK(two.ends()[0].answers.at("pain.now") == "7");
    CHECK(two.ends()[1].answers.at("pain.now") == "2");
    is_named(two, forged, "a withdrawal of what its patient has ended");
}

TEST_CASE("the first records of what was withdrawn, signed as the whole, bring nothing back") {
    TwoEnds two;
    auto walk = two.session.walk();
    two.import(walk.answer(1).end(SessionStatus::Open));
    two.import(two.session.withdrawn());
    const Bytes forged = walk.cut_end(SessionStatus::Complete);
    two.import(forged);
    CHECK(two.keys() == 0);
    is_named(two, forged, "an end of what was withdrawn");
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
