// Whole patients through the desk and the sealed journal, read again as the clinic reads them.
#include "kiosk/journal_keeper.h"

#include <catch2/catch.hpp>

#include "crypto/attention.h"
#include "open/object_opening.h"
#include "ward.h"

using namespace spine;
using test::Ward;

namespace {

constexpr tool::Habits everything{0, 15, 15, 15, 30, 15, 15, 15, 10, 10, 10};

}  // namespace

TEST_CASE("what simulated patients answered is what the clinic opens") {
    Ward ward;
    std::vector<tool::SimulatedVisit> visits;
    visits.reserve(30);
    for (int patient = 0; patient < 30; ++patient) visits.push_back(ward.visit(everything));
    const auto bundles = test::waiting(*ward.journal);
    REQUIRE(bundles.size() == visits.size());
    for (std::size_t i = 0; i < visits.size(); ++i) {
        const session::Told told = ward.told(bundles[i]);
        CHECK(bundles[i].session.hex() == visits[i].session);
        CHECK(told.answers == visits[i].answers);
        if (visits[i].status == "withdrawn") continue;
        CHECK(told.code == visits[i].code);
        CHECK(told.status == visits[i].status);
        CHECK(told.started < told.ended);
    }
    CHECK(ward.woken >= 30);
}

TEST_CASE(
    "a tier A answer leaves as an attention object without an answer, and as an open bundle") {
    Ward ward;
    ward.desk.start("en");
    const auto answer = [&](std::string_view link_id, const questionnaire::Value& value) {
        REQUIRE_FALSE(ward.desk.answer(link_id, {{value}, false}));
    };
    answer("consent.care", true);
    answer("consent.research", true);
    while (ward.desk.walk()->step().id != "signs.a") {
        if (const auto held = ward.desk.next()) ward.desk.decline(held->link_id);
    }
    const auto& signs = ward.desk.walk()->step().items.front()->options;
    answer("signs.a", signs.front().value);
    CHECK(ward.journal->outbox().next_attentions(8)->empty());
    CHECK(ward.desk.call_state() == kiosk::CallState::None);
    REQUIRE_FALSE(ward.desk.next());
    CHECK(ward.desk.call_state() == kiosk::CallState::Waiting);

    const auto calls = ward.journal->outbox().next_attentions(8);
    REQUIRE(calls);
    REQUIRE(calls->size() == 1);
    const auto call =
        crypto::verify_attention(calls->front().bytes, ward.tablet.key.public_key, ward.clinic.id);
    REQUIRE(call);
    const auto text = opening::open_attention(*call, ward.attention.secret_key);
    REQUIRE(text);
    CHECK(text->number == 2);
    CHECK(text->name == "Tablet 2");
    ward.keeper.sync_ended(false);
    CHECK(ward.desk.call_state() == kiosk::CallState::Unreachable);
    REQUIRE(ward.journal->outbox().mark_attention_sent(calls->front().id));
    ward.keeper.sync_ended(true);
    CHECK(ward.desk.call_state() == kiosk::CallState::Sent);
    const auto bundles = test::waiting(*ward.journal);
    REQUIRE(bundles.size() == 1);
    CHECK(ward.told(bundles.front()).tier == "a");
    CHECK(ward.told(bundles.front()).answers.at("signs.a") == R"(["urine"])");
}
