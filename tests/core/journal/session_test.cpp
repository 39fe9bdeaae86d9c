// A patient's session as the journal keeps it, opened as the clinic would.
#include <catch2/catch.hpp>

#include "clinic.h"
#include "crypto/causes.h"
#include "opened.h"

using namespace spine;
using crypto::SessionStatus;
using test::begun;
using test::Clinic;
using test::opened;
using test::saved;
using test::Tablet;
using test::waiting;
using Payloads = std::vector<std::string>;

TEST_CASE("a finished session reaches the clinic with every answer, in order, filled to 64") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto session = begun(*journal, clinic, {"consent-care", "consent-research", "code"});
    CHECK(session.counter() == 1);
    REQUIRE(saved(session, "first"));
    REQUIRE(session.append(Payloads{"second", std::string(1000, 'x')}));
    CHECK(waiting(*journal).empty());
    REQUIRE(session.finish(SessionStatus::Complete));
    CHECK(session.over());

    const auto bundles = waiting(*journal);
    REQUIRE(bundles.size() == 1);
    const auto bundle = tablet.verified(bundles[0].bytes);
    CHECK(bundle.record_count() == 64);
    CHECK(bundle.head().status == SessionStatus::Complete);
    CHECK(bundle.head_hash() == bundles[0].head);
    CHECK(opened(clinic, bundle) == Payloads{"consent-care", "consent-research", "code", "first",
                                             "second", std::string(1000, 'x')});
}

TEST_CASE("sessions are counted and chained, across restarts too") {
    const Clinic clinic;
    Tablet tablet(clinic);
    for (int i = 0; i < 3; ++i) {
        auto journal = tablet.open();
        test::whole_session(*journal, clinic, {"a"});
    }
    auto journal = tablet.open();
    const auto bundles = waiting(*journal);
    REQUIRE(bundles.size() == 3);
    crypto::Hash previous;
    for (std::uint64_t i = 0; i < 3; ++i) {
        const auto bundle = tablet.verified(bundles[i].bytes);
        CHECK(bundle.header().counter == i + 1);
        CHECK(bundle.header().previous_head == previous);
        previous = bundle.head_hash();
    }
    const auto chain = journal->verify().value();
    CHECK(chain.sound);
    CHECK(chain.checked == 3);
}

TEST_CASE("a session that was let go of is signed as interrupted before the next one begins") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    {
        auto session = begun(*journal, clinic);
        REQUIRE(saved(session, "first"));
    }
    test::whole_session(*journal, clinic, {"next"});
    const auto bundles = waiting(*journal);
    REQUIRE(bundles.size() == 2);
    const auto broken = tablet.verified(bundles[0].bytes);
    CHECK(broken.head().status == SessionStatus::Interrupted);
    CHECK(broken.record_count() == 64);
    CHECK(opened(clinic, broken) == Payloads{"consent", "first"});
    CHECK(tablet.verified(bundles[1].bytes).header().previous_head == broken.head_hash());
    CHECK(journal->status().value().counters.interrupted == 1);
}

TEST_CASE("only one session runs, and nothing is added to one that is over") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto session = begun(*journal, clinic);
    const Payloads payloads = {"consent"};
    CHECK(journal->begin(clinic.inputs(), payloads).error().cause ==
          journal::causes::session_running);
    REQUIRE(session.finish(SessionStatus::Stopped));
    CHECK(saved(session, "late").error().cause == journal::causes::session_over);
    CHECK(session.withdraw().error().cause == journal::causes::session_over);
    CHECK(session.finish(SessionStatus::Complete).error().cause == journal::causes::session_over);
    CHECK_FALSE(journal->session_running());
}

TEST_CASE("a session without a recovery recipient, or without a first answer, does not begin") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto inputs = clinic.inputs();
    const Payloads payloads = {"consent"};
    CHECK(journal->begin(inputs, {}).error().cause == journal::causes::session_empty);
    inputs.recipients.recovery = {};
    CHECK(journal->begin(inputs, payloads).error().cause == crypto::causes::recovery_missing);
    CHECK_FALSE(journal->session_running());
    CHECK(journal->status().value().counters.sessions == 0);
    CHECK(begun(*journal, clinic).counter() == 1);
}

TEST_CASE("an early upload leaves at once, and the end of the session extends it") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto session = begun(*journal, clinic);
    REQUIRE(saved(session, "numb"));
    REQUIRE(session.upload_early());
    const auto early = waiting(*journal);
    REQUIRE(early.size() == 1);
    CHECK(tablet.verified(early[0].bytes).head().status == SessionStatus::Open);
    CHECK(opened(clinic, tablet.verified(early[0].bytes)) == Payloads{"consent", "numb"});
    REQUIRE(journal->outbox().mark_sent(early[0].session, early[0].head));
    CHECK(waiting(*journal).empty());

    REQUIRE(saved(session, "later"));
    CHECK(waiting(*journal).empty());
    REQUIRE(session.finish(SessionStatus::Complete));
    const auto late = waiting(*journal);
    REQUIRE(late.size() == 1);
    const auto whole = tablet.verified(late[0].bytes);
    CHECK(whole.extends(tablet.verified(early[0].bytes).head()));
    CHECK(whole.record_count() == 128);
    CHECK(opened(clinic, whole) == Payloads{"consent", "numb", "later"});
}

TEST_CASE("a withdrawn session leaves no record, and its head keeps the chain whole") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    test::whole_session(*journal, clinic, {"before"});
    const bool sent_early = GENERATE(false, true);
    auto session = begun(*journal, clinic);
    for (int i = 0; i < 100; ++i) REQUIRE(saved(session, "an answer"));
    REQUIRE(session.upload_early());
    const Bytes records = waiting(*journal).at(1).bytes;
    if (sent_early)
        REQUIRE(journal->outbox().mark_sent(session.id(), waiting(*journal).at(1).head));
    REQUIRE(tablet.everything().find(test::record_text(records, 0)) != std::string::npos);

    REQUIRE(session.withdraw());
    const std::string left = tablet.everything();
    for (std::size_t i = 0; i < 128; ++i)
        REQUIRE(left.find(test::record_text(records, i)) == std::string::npos);
    test::whole_session(*journal, clinic, {"after"});

    const auto bundles = waiting(*journal);
    REQUIRE(bundles.size() == 3);
    const auto withdrawn = tablet.verified(bundles[1].bytes);
    CHECK(withdrawn.head().status == SessionStatus::Withdrawn);
    CHECK(withdrawn.record_count() == 0);
    CHECK(opened(clinic, withdrawn).empty());
    CHECK(tablet.verified(bundles[2].bytes).header().previous_head == withdrawn.head_hash());
    CHECK(journal->verify().value().sound);
    CHECK(journal->status().value().counters.withdrawn == 1);
}

TEST_CASE("an answer that is too long is refused and the session goes on") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto session = begun(*journal, clinic);
    CHECK(session.append(Payloads{"a", std::string(40'000, 'x')}).error().cause ==
          crypto::causes::answer_too_long);
    REQUIRE(saved(session, "b"));
    REQUIRE(session.finish(SessionStatus::Complete));
    CHECK(opened(clinic, tablet.verified(waiting(*journal).at(0).bytes)) ==
          Payloads{"consent", "b"});
}
