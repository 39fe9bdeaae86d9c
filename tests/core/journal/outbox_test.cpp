// What leaves the kiosk, what comes back, and what is deleted when.
#include <catch2/catch.hpp>

#include "clinic.h"

using namespace spine;
using crypto::SessionStatus;
using journal::ReceiptOutcome;
using journal::TombstoneOutcome;
using test::begun;
using test::Clinic;
using test::receipt_for;
using test::saved;
using test::Tablet;
using test::waiting;

namespace {
constexpr std::int64_t kHour = 3'600'000;
}

TEST_CASE("bundles come oldest first, a few at a time, until they are marked as sent") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    for (int i = 0; i < 5; ++i) test::whole_session(*journal, clinic, {"a"});
    auto& outbox = journal->outbox();
    const auto first = outbox.next_bundles(2).value();
    REQUIRE(first.size() == 2);
    CHECK(first[0].counter == 1);
    // So many that they have the bytes together, and one however large it is.
    const std::size_t one = first[0].bytes.size();
    CHECK(outbox.next_bundles(9, 0, std::nullopt, one + 1).value().size() == 2);
    CHECK(outbox.next_bundles(9, 0, std::nullopt, 1).value().size() == 1);
    // A failed upload is passed over and comes again in the next round.
    CHECK(outbox.next_bundles(2, first[1].counter + 1).value().at(0).counter == 3);
    for (const auto& bundle : first) REQUIRE(outbox.mark_sent(bundle.session, bundle.head));
    const auto rest = outbox.next_bundles(9).value();
    CHECK(rest.size() == 3);
    const auto status = journal->status().value();
    CHECK(status.waiting == 3);
    CHECK(status.awaiting_receipt == 2);
    CHECK(status.last_sent == tablet.clock.now());
    const std::vector<journal::SentHead> sent = {{rest[0].session, rest[0].head},
                                                 {rest[2].session, rest[2].head}};
    REQUIRE(outbox.mark_sent(sent));
    REQUIRE(outbox.next_bundles(9).value().size() == 1);
    CHECK(outbox.next_bundles(9).value()[0].counter == 4);
}

TEST_CASE("only an equal head hash counts as a receipt") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    test::whole_session(*journal, clinic, {"a"});
    auto& outbox = journal->outbox();
    const auto right = receipt_for(tablet, waiting(*journal).at(0));

    auto other_head = right;
    other_head.head.bytes[0] ^= 1U;
    CHECK(outbox.apply_receipt(other_head).value() == ReceiptOutcome::WrongHead);
    auto other_counter = right;
    other_counter.counter = 2;
    CHECK(outbox.apply_receipt(other_counter).value() == ReceiptOutcome::WrongHead);
    auto other_session = right;
    other_session.session.bytes[0] ^= 1U;
    CHECK(outbox.apply_receipt(other_session).value() == ReceiptOutcome::Unknown);
    auto other_device = right;
    other_device.device.bytes[0] ^= 1U;
    CHECK(outbox.apply_receipt(other_device).value() == ReceiptOutcome::Unknown);
    tablet.clock.advance_ms(1000 * kHour);
    CHECK(outbox.delete_due(0).value().sessions == 0);
    CHECK(journal->status().value().counters.wrong_heads == 2);

    CHECK(outbox.apply_receipt(right).value() == ReceiptOutcome::Accepted);
    CHECK(outbox.apply_receipt(right).value() == ReceiptOutcome::Already);
    CHECK(journal->status().value().counters.receipts == 1);
    CHECK(outbox.delete_due(0).value().sessions == 1);
}

TEST_CASE("a receipt for an early upload is not one for the session that went on") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto& outbox = journal->outbox();
    auto session = begun(*journal, clinic);
    REQUIRE(session.upload_early());
    const auto early = receipt_for(tablet, waiting(*journal).at(0));
    CHECK(outbox.apply_receipt(early).value() == ReceiptOutcome::Accepted);
    REQUIRE(saved(session, "later"));
    REQUIRE(session.finish(SessionStatus::Complete));
    CHECK(outbox.apply_receipt(early).value() == ReceiptOutcome::WrongHead);
    tablet.clock.advance_ms(1000 * kHour);
    CHECK(outbox.delete_due(24).value().sessions == 0);
    CHECK(waiting(*journal).size() == 1);
}

TEST_CASE("a receipted session is deleted after its retention, never before, never unreceipted") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto& outbox = journal->outbox();
    test::whole_session(*journal, clinic, {"a"});
    test::whole_session(*journal, clinic, {"b"});
    const auto bundles = waiting(*journal);
    REQUIRE(outbox.apply_receipt(receipt_for(tablet, bundles[0])));
    tablet.clock.advance_ms(24 * kHour - 1);
    CHECK(outbox.delete_due(24).value().sessions == 0);
    tablet.clock.advance_ms(1);
    CHECK(outbox.delete_due(24).value().sessions == 1);
    tablet.clock.advance_ms(1000 * kHour);
    CHECK(outbox.delete_due(24).value().sessions == 0);
    CHECK(waiting(*journal).size() == 1);

    const std::string left = tablet.everything();
    const auto gone = bundles[0].bytes;
    CHECK(left.find(std::string(as_text(ByteView(gone).subspan(600, 64)))) == std::string::npos);

    // The counter and the last head outlive what they counted.
    REQUIRE(outbox.apply_receipt(receipt_for(tablet, bundles[1])));
    tablet.clock.advance_ms(24 * kHour);
    CHECK(outbox.delete_due(24).value().sessions == 1);
    journal.reset();
    journal = tablet.open();
    test::whole_session(*journal, clinic, {"c"});
    const auto next = waiting(*journal).at(0);
    CHECK(next.counter == 3);
    CHECK(tablet.verified(next.bytes).header().previous_head == bundles[1].head);
    CHECK(journal->status().value().counters.deleted == 2);
}

TEST_CASE("nothing is deleted while a patient is there") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto& outbox = journal->outbox();
    test::whole_session(*journal, clinic, {"a"});
    REQUIRE(outbox.apply_receipt(receipt_for(tablet, waiting(*journal).at(0))));
    tablet.clock.advance_ms(48 * kHour);
    auto session = begun(*journal, clinic);
    const auto held_back = outbox.delete_due(24).value();
    CHECK(held_back.sessions == 0);
    CHECK(held_back.more);
    REQUIRE(session.finish(SessionStatus::Complete));
    CHECK(outbox.delete_due(24).value().sessions == 1);
}

TEST_CASE("a tombstone deletes the local copy whatever its receipt") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto& outbox = journal->outbox();
    auto session = begun(*journal, clinic);
    CHECK(outbox.apply_tombstone(session.id()).value() == TombstoneOutcome::Running);
    REQUIRE(session.finish(SessionStatus::Complete));
    CHECK(outbox.delete_due(24).value().sessions == 0);
    CHECK(outbox.apply_tombstone(session.id()).value() == TombstoneOutcome::Taken);
    CHECK(outbox.delete_due(24).value().sessions == 1);
    CHECK(waiting(*journal).empty());
    CHECK(outbox.apply_tombstone(session.id()).value() == TombstoneOutcome::Unknown);
}

TEST_CASE("a session without a receipt is offered again after its time, and after any clock") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    auto& outbox = journal->outbox();
    for (int i = 0; i < 2; ++i) test::whole_session(*journal, clinic, {"a"});
    const auto bundles = waiting(*journal);
    for (const auto& bundle : bundles) REQUIRE(outbox.mark_sent(bundle.session, bundle.head));
    const auto offered = [&](std::int64_t again_after_ms) {
        return outbox.next_bundles(9, 0, again_after_ms).value().size();
    };
    CHECK(waiting(*journal).empty());
    CHECK(offered(0) == 2);
    CHECK(offered(kHour) == 0);
    tablet.clock.advance_ms(kHour);
    CHECK(offered(kHour) == 2);
    REQUIRE(outbox.apply_receipt(receipt_for(tablet, bundles[0])));
    CHECK(offered(kHour) == 1);
    CHECK(outbox.next_bundles(9, 0, kHour).value().at(0).counter == 2);
    REQUIRE(outbox.mark_sent(bundles[1].session, bundles[1].head));
    CHECK(offered(kHour) == 0);
    // The clock was a year fast when it was sent, and was put right.
    tablet.clock.set_wall(tablet.clock.now() - UnixMs{365} * 24 * kHour);
    CHECK(offered(kHour) == 1);
}

TEST_CASE("a tablet that was taken back stays so") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    CHECK_FALSE(journal->outbox().revoked().value());
    REQUIRE(journal->outbox().note_revoked());
    journal.reset();
    journal = tablet.open();
    CHECK(journal->outbox().revoked().value());
    CHECK(journal::read_status(tablet.files, tablet.folder.status()).value().revoked);
}

TEST_CASE("attention objects wait in order until they are sent") {
    const Clinic clinic;
    Tablet tablet(clinic);
    auto journal = tablet.open();
    REQUIRE(journal->outbox().queue_attention(as_bytes("one")));
    CHECK(journal->outbox().attention_calls() == 1);
    REQUIRE(journal->outbox().queue_attention(as_bytes("two")));
    CHECK(journal->outbox().attention_calls() == 2);
    journal.reset();
    journal = tablet.open();
    CHECK(journal->status().value().attention_waiting == 2);
    const auto objects = journal->outbox().next_attentions(5).value();
    REQUIRE(objects.size() == 2);
    CHECK(as_text(objects[0].bytes) == "one");
    REQUIRE(journal->outbox().mark_attention_sent(objects[0].id));
    CHECK(as_text(journal->outbox().next_attentions(5).value().at(0).bytes) == "two");
}
