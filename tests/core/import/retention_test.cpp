// What goes once its time is over, and by whose clock.
#include <catch2/catch.hpp>
#include <fstream>

#include "crypto/attention.h"
#include "import/rebuild.h"
#include "keeping.h"

using namespace spine;
using test::Keeping;
using test::WorldTablet;

TEST_CASE(
    "answers go from archive and store once the clinic's retention is over, not a day before") {
    Keeping clinic;
    const auto bundle = clinic.world.stored("bundles").at(0);
    const std::string sealed = test::slurp(bundle);
    clinic.pass(89);
    CHECK(clinic.patient("100009").expired == 0);
    CHECK(clinic.codes().size() == 2);
    clinic.pass(1);
    const auto result = clinic.patient("200002");
    CHECK(result.expired == 1);
    CHECK(result.taken_out == 1);
    CHECK(result.refused.empty());
    CHECK(clinic.codes() == std::set<std::string>{"100009", "200002"});
    CHECK(clinic.said("retention ended") == 1);
    CHECK_FALSE(std::filesystem::exists(bundle));
    CHECK(clinic.world.stored("bundles").size() == 2);
    CHECK(clinic.sound());
    CHECK(result.gaps.empty());
    // Who has kept a copy cannot bring it back.
    std::ofstream(bundle, std::ios::binary) << sealed;
    const auto again = clinic.world.import();
    CHECK(again.expired == 0);
    CHECK(clinic.codes().size() == 2);
    CHECK_FALSE(std::filesystem::exists(bundle));
    CHECK(clinic.sound());
}

TEST_CASE("a tablet that still has the answers lets them go, too") {
    Keeping clinic;
    auto waiting = clinic.tablet.begin_early("100009");
    REQUIRE(waiting.finish(crypto::SessionStatus::Complete));
    clinic.world.import();
    clinic.pass(100);
    // It was switched off meanwhile: it has not kept the receipts for a day, as it would have to.
    WorldTablet other(clinic.world, "Tablet 2", 2);
    other.patient("200002", {});
    other.sync();
    CHECK(clinic.world.import().expired == 2);
    CHECK(clinic.codes() == std::set<std::string>{"200002"});
    CHECK(clinic.tablet.sync().deleted == 2);
}

TEST_CASE("without a rule, or by one that does not hold, nothing goes") {
    const auto* const rule =
        GENERATE("kiosk_days = 1", "archive_days = 1", "archive_days = \"90\"", "archive_day = 90");
    Keeping clinic(rule);
    clinic.pass(20'000);
    const auto result = clinic.patient("100009");
    CHECK(result.expired == 0);
    CHECK(result.taken_out == 0);
    CHECK(clinic.codes().size() == 2);
}

TEST_CASE("the newest rule counts, and no older one that a store shows instead") {
    Keeping clinic;
    clinic.sign("[retention]\narchive_days = 3650\n");
    clinic.pass(100);
    CHECK(clinic.patient("100009").expired == 0);
    std::filesystem::path newest;
    for (const auto& file : clinic.world.stored("configs"))
        if (file.filename() == clinic.world.configuration.hex()) newest = file;
    REQUIRE(std::filesystem::remove(newest));
    CHECK(clinic.world.import().expired == 0);
    CHECK(clinic.codes().size() == 2);
}

TEST_CASE("a rule that the store holds back is said, since nothing goes without it") {
    Keeping clinic;
    clinic.pass(100);
    clinic.sign("[retention]\narchive_days = 90\n# anew\n");
    CHECK_FALSE(clinic.world.import().rule_held_back);
    const bool manifest = GENERATE(true, false);
    const auto newest = clinic.world.configuration;
    std::filesystem::path held;
    for (const auto& file : clinic.world.stored(manifest ? "configs" : "contents"))
        if (!manifest ? test::slurp(file).find("# anew") != std::string::npos
                      : file.filename() == newest.hex())
            held = file;
    const std::string content = test::slurp(held);
    REQUIRE(std::filesystem::remove(held));
    const auto result = clinic.patient("100009");
    CHECK(result.rule_held_back);
    CHECK(result.expired == 0);
    CHECK(clinic.codes().contains("131873"));
    std::ofstream(held, std::ios::binary) << content;
    const auto after = clinic.patient("200002");
    CHECK_FALSE(after.rule_held_back);
    CHECK(after.expired == 1);
}

TEST_CASE("a rule that was made shorter says for a week what it will take, and takes nothing") {
    Keeping clinic("archive_days = 3650");
    clinic.pass(100);
    clinic.sign("[retention]\narchive_days = 90\n");
    const auto said = clinic.patient("100009");
    CHECK(said.expired == 0);
    CHECK(said.expiring == 1);
    CHECK(said.expiring_at == clinic.world.clock.now() + importing::kRuleWaitsMs);
    clinic.pass(6);
    // Whoever sees the slip in time loses nothing.
    const bool seen = GENERATE(true, false);
    if (seen) clinic.sign("[retention]\narchive_days = 900\n");
    CHECK(clinic.patient("200002").expired == 0);
    clinic.pass(1);
    CHECK(clinic.patient("300008").expired == (seen ? 0 : 1));
    CHECK(clinic.codes().size() == (seen ? 4 : 3));
}

TEST_CASE("a computer whose clock is ahead takes nothing away before a tablet's bears it out") {
    Keeping clinic;
    clinic.pass(10);
    clinic.patient("100009");
    clinic.pass(3650);
    const auto doubted = clinic.world.import();
    CHECK(doubted.expired == 0);
    CHECK(doubted.clock_doubted);
    CHECK(clinic.codes().size() == 2);
    // The clock was right: the clinic had been closed.
    const auto borne_out = clinic.patient("200002");
    CHECK(borne_out.expired == 2);
    CHECK_FALSE(borne_out.clock_doubted);
}

TEST_CASE("what counts as now needs two clocks that say so") {
    const UnixMs day = kDayMs;
    const UnixMs now = 20'000 * day;
    const UnixMs told = now - day;
    // Right, ahead, behind.
    CHECK(importing::ending_time(told, now) == now);
    CHECK(importing::ending_time(told, now + 1000 * day) == now + 6 * day);
    CHECK(importing::ending_time(told, now - 50 * day) == now - 50 * day);
    CHECK(importing::borne_out(told, now));
    CHECK(importing::borne_out(told, now - 50 * day));
    CHECK_FALSE(importing::borne_out(told, now + 7 * day));
    CHECK_FALSE(importing::borne_out(0, now));
    CHECK(importing::arrival_time(0, now) == now);
    // What came under a clock that was put back does not seem old later.
    CHECK(importing::arrival_time(told, 0) == told);
    // A tablet that is ahead of us bears nothing out; one that is behind turns nothing back.
    CHECK(importing::told_with(told, now + 2 * day, now) == told);
    CHECK(importing::told_with(told, now + day / 2, now) == now + day / 2);
    CHECK(importing::told_with(told, 5, now) == told);
    // Two that were both ahead are put right by two that agree, and by no single one.
    CHECK(importing::told_with(now + 900 * day, now, now) == now);
    CHECK(importing::told_with(now + 900 * day, now - 2 * day, now) == now + 900 * day);
}

TEST_CASE(
    "a computer that joins under a clock that is behind takes nothing away when it is put right") {
    Keeping clinic;
    clinic.pass(20);
    clinic.patient("100009");
    const std::int64_t behind = GENERATE(91, 4000);
    clinic.pass(-behind);
    auto second = clinic.join();
    CHECK(clinic.import(*second).imported == 2);
    clinic.pass(behind);
    clinic.tablet.patient("200002", {});
    clinic.tablet.sync();
    CHECK(clinic.import(*second).expired == 0);
    CHECK(clinic.import(*second).expired == 0);
    clinic.pass(8);
    clinic.tablet.patient("300008", {});
    clinic.tablet.sync();
    CHECK(clinic.import(*second).expired == 0);
    CHECK(second->answered()->size() == 4);
}

TEST_CASE(
    "what came while the clinic's clock was wrong has its time from then on that it is right") {
    Keeping clinic;
    const bool ahead = GENERATE(true, false);
    const std::int64_t wrong = ahead ? 4000 : -4000;
    // The tablets' clocks are right.
    clinic.tablet.patient("100009", {});
    clinic.tablet.sync();
    clinic.pass(wrong);
    CHECK(clinic.world.import().imported == 1);
    clinic.pass(-wrong + 80);
    CHECK(clinic.patient("200002").expired == 0);
    CHECK(clinic.codes().size() == 3);
    clinic.pass(11);
    CHECK(clinic.patient("300008").expired == (ahead ? 1 : 2));
    clinic.pass(90);
    CHECK(clinic.patient("300107").expired == (ahead ? 3 : 2));
}

TEST_CASE("what was kept aside goes when its time is over, from the store, too") {
    Keeping clinic;
    WorldTablet stranger(clinic.world, "Tablet 9", 9, false);
    stranger.patient("300008", {});
    stranger.sync();
    CHECK(clinic.world.import().refused.size() == 1);
    CHECK(clinic.world.archive->quarantine()->size() == 1);
    clinic.pass(89);
    clinic.patient("100009");
    CHECK(clinic.world.archive->quarantine()->size() == 1);
    clinic.pass(2);
    clinic.patient("200002");
    CHECK(clinic.world.archive->quarantine()->empty());
    CHECK(clinic.said("retention ended") == 2);
    CHECK(clinic.world.stored("bundles").size() == 2);
    // It has no receipt, and sends it again: it is looked at again.
    CHECK(stranger.uploader->run());
    CHECK(clinic.world.import().refused.size() == 1);
}

TEST_CASE("an archive that is rebuilt begins no retention anew") {
    Keeping clinic;
    clinic.pass(60);
    clinic.patient("100009");
    auto rebuilt = importing::rebuild_archive(clinic.world.give_away(), clinic.world.clinic_folder,
                                              *clinic.world.store, clinic.world.files,
                                              clinic.world.clock, {}, importing::Losing::Refused);
    REQUIRE(rebuilt);
    clinic.world.reopen();
    REQUIRE(clinic.world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(clinic.codes().size() == 2);
    clinic.pass(31);
    CHECK(clinic.patient("200002").expired == 1);
    CHECK(clinic.codes() == std::set<std::string>{"100009", "200002"});
}

TEST_CASE("in an archive from before retention the time runs from the first import on") {
    Keeping clinic;
    clinic.world.alter_archive("DELETE FROM arrived");
    clinic.world.alter_archive("DELETE FROM setting WHERE name = 'arrivals-noted'");
    clinic.pass(80);
    clinic.patient("100009");
    clinic.pass(20);
    CHECK(clinic.patient("200002").expired == 0);
    clinic.pass(70);
    CHECK(clinic.patient("300008").expired == 2);
}

TEST_CASE(
    "a call for staff goes from the store a month after it was first seen, not a day before") {
    // Also in a clinic without a rule.
    Keeping clinic("kiosk_days = 1");
    const auto call = [&](UnixMs at) {
        const auto made = crypto::make_attention(clinic.world.id, {at, 1, "Tablet 1"},
                                                 {clinic.world.attention.public_key},
                                                 crypto::Signer(clinic.tablet.key.secret_key));
        REQUIRE(made);
        REQUIRE(sync::put_object(*clinic.world.store, sync::places::attention, *made));
    };
    const auto calls = [&] { return clinic.world.stored("attention").size(); };
    // Whatever the tablet's clock says.
    call(1);
    clinic.world.import();
    clinic.pass(20);
    call(clinic.world.clock.now());
    clinic.patient("100009");
    CHECK(calls() == 2);
    clinic.pass(10);
    clinic.patient("200002");
    CHECK(calls() == 2);
    clinic.pass(1);
    CHECK(clinic.patient("300008").refused.empty());
    CHECK(calls() == 1);
    // A clock that is ahead takes none before a tablet's bears it out.
    clinic.pass(300);
    clinic.world.import();
    CHECK(calls() == 1);
    clinic.patient("131873");
    CHECK(calls() == 0);
    CHECK(clinic.sound());
}
