#include "crypto/init.h"
// What a walk says happened, recorded and read again as the clinic reads it.
#include "journal/recorder.h"

#include <catch2/catch.hpp>
#include <set>

#include "clinic.h"
#include "opened.h"
#include "session/event.h"

using namespace spine;
using crypto::SessionStatus;
using journal::Recorder;
using session::Event;
using session::EventKind;
using test::Clinic;
using test::Tablet;

namespace {

Event event(EventKind kind, std::string subject, std::string value = {}) {
    Event made;
    made.kind = kind;
    made.subject = std::move(subject);
    made.value = std::move(value);
    return made;
}

std::vector<Event> beginning(const std::string& code) {
    Event began = event(EventKind::Began, code, "before-assessment");
    began.language = "da";
    return {began, event(EventKind::Answered, "consent.care", "true"),
            event(EventKind::Answered, "consent.research", "false")};
}

// The first waiting session, opened and folded.
session::Told told(const Tablet& tablet, const Clinic& clinic, journal::Journal& journal) {
    std::vector<Event> events;
    const auto bundle = test::waiting(journal).at(0);
    for (const auto& payload : test::opened(clinic, tablet.verified(bundle.bytes)))
        events.push_back(session::decode(payload).value());
    return session::fold(events);
}

}  // namespace

TEST_CASE("a patient's events reach the clinic with their times") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const auto journal = tablet.open();
    Recorder recorder(*journal, tablet.clock, tablet.random, {CodeLength::Six, 3});
    const std::string code = recorder.new_code();
    CHECK(code[0] == '3');
    CHECK(is_pickup_code(code));

    const UnixMs start = tablet.clock.now();
    REQUIRE(recorder.begin(clinic.inputs(), beginning(code)));
    CHECK(recorder.running());
    tablet.clock.advance_ms(5'000);
    REQUIRE(recorder.record({event(EventKind::Answered, "worry", "7")}));
    tablet.clock.advance_ms(5'000);
    REQUIRE(recorder.record({event(EventKind::Answered, "worry", "4")}));
    REQUIRE(recorder.finish({event(EventKind::Ended, "complete")}, SessionStatus::Complete));
    CHECK_FALSE(recorder.running());

    const auto result = told(tablet, clinic, *journal);
    CHECK(result.code == code);
    CHECK(result.language == "da");
    CHECK(result.status == "complete");
    CHECK(result.answers.at("worry") == "4");
    CHECK(result.answers.at("consent.research") == "false");
    CHECK(result.started == start);
    CHECK(result.ended == start + 10'000);
}

TEST_CASE("without care consent nothing is recorded, and the walk need not know") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const auto journal = tablet.open();
    Recorder recorder(*journal, tablet.clock, tablet.random, {});
    CHECK(recorder.record({event(EventKind::Answered, "worry", "7")}));
    CHECK(recorder.upload_early());
    CHECK(recorder.finish({}, SessionStatus::Complete));
    CHECK(test::waiting(*journal).empty());
    CHECK(journal->status().value().counters.sessions == 0);
}

TEST_CASE("stop and delete, and the next patient, by one recorder") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const auto journal = tablet.open();
    Recorder recorder(*journal, tablet.clock, tablet.random, {});
    REQUIRE(recorder.begin(clinic.inputs(), beginning(recorder.new_code())));
    REQUIRE(recorder.withdraw());
    REQUIRE(recorder.begin(clinic.inputs(), beginning(recorder.new_code())));
    recorder.abandon();
    REQUIRE(recorder.begin(clinic.inputs(), beginning(recorder.new_code())));
    REQUIRE(recorder.finish({event(EventKind::Ended, "stopped")}, SessionStatus::Stopped));
    std::vector<SessionStatus> statuses;
    for (const auto& bundle : test::waiting(*journal))
        statuses.push_back(tablet.verified(bundle.bytes).head().status);
    CHECK(statuses == std::vector{SessionStatus::Withdrawn, SessionStatus::Interrupted,
                                  SessionStatus::Stopped});
}

TEST_CASE("no code comes twice until nine tenths of them were given") {
    const Clinic clinic;
    Tablet tablet(clinic);
    const auto journal = tablet.open();
    test::SeededRandom random(1);
    Recorder recorder(*journal, tablet.clock, random, {CodeLength::Six, 7});
    std::set<std::string> given;
    for (int i = 0; i < 9000; ++i) REQUIRE(given.insert(recorder.new_code()).second);
    // And then the tablet does not come to a stop.
    for (int i = 0; i < 2000; ++i) CHECK(is_pickup_code(recorder.new_code()));
}

TEST_CASE("eight-digit codes are kept apart by all five digits") {
    REQUIRE(crypto::start());  // locked memory needs the library
    journal::GivenCodes given(CodeLength::Eight);
    CHECK(given.take("12000010"));
    CHECK(given.take("12000020"));
    CHECK_FALSE(given.take("12000010"));
}
