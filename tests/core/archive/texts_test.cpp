// What people decide of free texts: folded from marks, and the same on every computer.
#include "archive/texts.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/import/clinic_world.h"
#include "crypto/mark.h"

using namespace spine;
using archive::Redaction;
using archive::TextReading;
using archive::TextState;
using crypto::MarkKind;
using test::ClinicWorld;
using Names = std::vector<std::string>;
using Spans = std::vector<Redaction>;

namespace {

constexpr std::string_view kText = "Dr Vang i Odense opererede mig";

// One text of the first patient, and Dr Lind, who reads it.
struct Reading : test::ImportedDay {
    Reading() {
        REQUIRE(world.archive->add_slot(
            {{"Dr Berg", archive::Role::Clinician}, as_bytes("the second"), test::kSmallCost}));
        REQUIRE(world.archive->add_slot(
            {{"Ms Holt", archive::Role::Researcher}, as_bytes("the third"), test::kSmallCost}));
    }
    void unlock_with(std::string_view passphrase) {
        world.archive->lock();
        REQUIRE(world.archive->unlock(as_bytes(passphrase)));
    }
    Status decide(MarkKind kind, Redaction span = {}) {
        return world.archive->decide_text(text, {kind, span});
    }
    [[nodiscard]] TextReading now() {
        const auto all = world.archive->text_readings();
        if (!all) FAIL(all.error().sentence());
        const auto found = all->find(text.name);
        return found == all->end() ? TextReading() : found->second;
    }
    // As another computer of the clinic says it, by way of the store.
    void said_elsewhere(std::uint64_t lamport, MarkKind kind, const crypto::TextDecision& decision,
                        const crypto::Hash& undoes = {}) {
        crypto::MarkText mark;
        mark.kind = kind;
        mark.lamport = lamport;
        mark.device = session.device;
        mark.session = session.session;
        mark.note = "Dr Elsewhere";
        mark.undoes = undoes;
        if (kind != MarkKind::Undo) mark.decision = decision;
        world.put(crypto::make_mark(world.id, mark, world.clinic_key.public_key,
                                    crypto::Signer(other.secret_key))
                      .value());
        world.import();
    }
    [[nodiscard]] crypto::TextDecision decision(std::uint32_t from = 0,
                                                std::uint32_t to = 0) const {
        crypto::TextDecision made;
        made.text = text.name;
        made.roles = 1;
        made.from = from;
        made.to = to;
        return made;
    }

    crypto::SessionRef session = world.archive->find_code("131873")->at(0).place.ref();
    archive::TextRef text = archive::text_ref(world.id, session, "words.hope", kText);
    crypto::SignPair other = crypto::make_sign_pair(world.random);
};

}  // namespace

TEST_CASE("a text waits until a person releases it, and again once a word of it changes") {
    Reading clinic;
    CHECK(clinic.now().state == TextState::Waiting);
    REQUIRE(clinic.decide(MarkKind::Release));
    CHECK(clinic.now().state == TextState::Released);
    CHECK(clinic.now().released_by == Names{"Dr Lind"});
    const auto& by = clinic.now().decisions.at(0);
    CHECK(by.roles == (archive::Role::Clinician | archive::Role::Administrator));
    CHECK(by.at == clinic.world.clock.now());
    const auto readings = clinic.world.archive->text_readings().value();
    const auto name = [&](std::string_view item, std::string_view text) {
        return archive::text_ref(clinic.world.id, clinic.session, item, text).name;
    };
    CHECK(readings.contains(name("words.hope", kText)));
    CHECK_FALSE(readings.contains(name("words.hope", "Dr Vang i Odense opererede mig.")));
    CHECK_FALSE(readings.contains(name("ask.own", kText)));
    CHECK_FALSE(
        readings.contains(archive::text_ref(clinic.world.id, {}, "words.hope", kText).name));
}

TEST_CASE("the second person is another one, and what both released is the same") {
    Reading clinic;
    REQUIRE(clinic.decide(MarkKind::Release));
    const auto again = clinic.decide(MarkKind::Release);
    REQUIRE_FALSE(again);
    CHECK(again.error().cause == archive::causes::text_released_already);
    clinic.unlock_with("the second");
    REQUIRE(clinic.decide(MarkKind::Release));
    CHECK(clinic.now().released_by == Names{"Dr Lind", "Dr Berg"});
    // Who takes a part out has read another text than the two.
    REQUIRE(clinic.decide(MarkKind::Redact, {0, 7, 5}));
    CHECK(clinic.now().state == TextState::Waiting);
    CHECK(clinic.now().released_by.empty());
    REQUIRE(clinic.decide(MarkKind::Release));
    CHECK(clinic.now().released_by == Names{"Dr Berg"});
    REQUIRE(clinic.decide(MarkKind::Keep, {3, 7}));
    CHECK(clinic.now().state == TextState::Waiting);
    CHECK(clinic.now().redactions == Spans{{0, 3, 5}});
}

TEST_CASE("each decision is taken back by one undo, the last one first") {
    Reading clinic;
    REQUIRE(clinic.decide(MarkKind::Redact, {0, 7, 5}));
    REQUIRE(clinic.decide(MarkKind::Release));
    REQUIRE(clinic.decide(MarkKind::Withhold));
    CHECK(clinic.now().state == TextState::Withheld);
    CHECK(clinic.now().redactions == Spans{{0, 7, 5}});
    REQUIRE(clinic.world.archive->undo_text(clinic.text));
    CHECK(clinic.now().state == TextState::Released);
    REQUIRE(clinic.world.archive->undo_text(clinic.text));
    CHECK(clinic.now().state == TextState::Waiting);
    REQUIRE(clinic.world.archive->undo_text(clinic.text));
    CHECK(clinic.now().redactions.empty());
    const auto none = clinic.world.archive->undo_text(clinic.text);
    REQUIRE_FALSE(none);
    CHECK(none.error().cause == archive::causes::nothing_to_undo);
    // It can be decided anew.
    REQUIRE(clinic.decide(MarkKind::Release));
    CHECK(clinic.now().state == TextState::Released);
}

TEST_CASE("redactions that meet become one, and a keep takes its part out") {
    Reading clinic;
    REQUIRE(clinic.decide(MarkKind::Redact, {10, 16, 6}));
    REQUIRE(clinic.decide(MarkKind::Redact, {0, 4, 5}));
    CHECK(clinic.now().redactions == Spans{{0, 4, 5}, {10, 16, 6}});
    REQUIRE(clinic.decide(MarkKind::Redact, {3, 12, 8}));
    CHECK(clinic.now().redactions == Spans{{0, 16, 8}});
    REQUIRE(clinic.decide(MarkKind::Keep, {4, 6}));
    CHECK(clinic.now().redactions == Spans{{0, 4, 8}, {6, 16, 8}});
    CHECK(clinic.now().kept == Spans{{4, 6, 0}});
    REQUIRE(clinic.decide(MarkKind::Redact, {5, 6, 0}));
    CHECK(clinic.now().kept == Spans{{4, 5, 0}});
}

TEST_CASE(
    "what another computer decides is seen after an import, and a release of other redactions "
    "counts for nothing") {
    Reading clinic;
    clinic.world.admit_computer(clinic.other.public_key, "Computer 2");
    REQUIRE(clinic.decide(MarkKind::Redact, {0, 7, 5}));
    // Elsewhere somebody has read the text before the redaction came there.
    auto stale = clinic.decision();
    stale.redactions_seen = archive::redactions_digest(clinic.world.id, clinic.text.name, {});
    clinic.said_elsewhere(50, MarkKind::Release, stale);
    CHECK(clinic.now().state == TextState::Waiting);
    auto fresh = clinic.decision();
    fresh.redactions_seen =
        archive::redactions_digest(clinic.world.id, clinic.text.name, {{0, 7, 5}});
    clinic.said_elsewhere(51, MarkKind::Release, fresh);
    CHECK(clinic.now().released_by == Names{"Dr Elsewhere"});
    clinic.said_elsewhere(52, MarkKind::Keep, clinic.decision(0, 3));
    CHECK(clinic.now().state == TextState::Waiting);
    CHECK(clinic.now().redactions == Spans{{3, 7, 5}});
    // A revoked computer's word counts no more.
    clinic.world.revoke(crypto::device_id_of(clinic.world.id, clinic.other.public_key));
    clinic.world.import();
    CHECK(clinic.now().redactions == Spans{{0, 7, 5}});
    CHECK(clinic.now().released_by.empty());
}

TEST_CASE("a redaction that is undone elsewhere takes the release with it") {
    Reading clinic;
    clinic.world.admit_computer(clinic.other.public_key, "Computer 2");
    REQUIRE(clinic.decide(MarkKind::Redact, {0, 7, 5}));
    const auto redaction = clinic.now().decisions.back().mark;
    REQUIRE(clinic.decide(MarkKind::Release));
    clinic.said_elsewhere(90, MarkKind::Undo, {}, redaction);
    CHECK(clinic.now().redactions.empty());
    CHECK(clinic.now().state == TextState::Waiting);
}

TEST_CASE("decisions are a clinician's, stand in the audit trail, and no text does") {
    Reading clinic;
    REQUIRE(clinic.decide(MarkKind::Redact, {0, 7, 5}));
    REQUIRE(clinic.decide(MarkKind::Release));
    REQUIRE(clinic.world.archive->undo_text(clinic.text));
    std::vector<std::string> about;
    const auto trail = clinic.world.archive->audit().value();
    for (const auto& entry : trail) {
        CHECK(entry.what.find("Vang") == std::string::npos);
        CHECK(entry.session.find("Vang") == std::string::npos);
        if (entry.session == clinic.text.name.hex()) about.push_back(entry.what);
    }
    CHECK(about == Names{"redacted a text", "released a text", "undid a decision on a text"});
    clinic.unlock_with("the third");
    CHECK(clinic.decide(MarkKind::Release).error().cause == archive::causes::role_refused);
    CHECK(clinic.world.archive->undo_text(clinic.text).error().cause ==
          archive::causes::role_refused);
    CHECK(clinic.world.archive->note_texts_read().error().cause == archive::causes::role_refused);
    CHECK(clinic.world.archive->text_readings());
}

TEST_CASE(
    "of a session that is not here nothing is decided, and a mark that does not open stops all") {
    Reading clinic;
    crypto::SessionRef unknown = clinic.session;
    unknown.session.bytes[0] ^= 1U;
    const auto text = archive::text_ref(clinic.world.id, unknown, "words.hope", kText);
    CHECK(clinic.world.archive->decide_text(text, {MarkKind::Release, {}}).error().cause ==
          archive::causes::session_unknown);
    REQUIRE(clinic.decide(MarkKind::Withhold));
    clinic.world.alter_archive("UPDATE object SET bytes = zeroblob(450) WHERE kind = " +
                               std::to_string(static_cast<int>(crypto::ObjectKind::Mark)));
    const auto readings = clinic.world.archive->text_readings();
    REQUIRE_FALSE(readings);
    CHECK(readings.error().cause == archive::causes::archive_damaged);
}
