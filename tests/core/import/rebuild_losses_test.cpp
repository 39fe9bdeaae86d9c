// A rebuild takes nothing from anybody: no session's end, no erasure, no tablet's copy.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/tombstone.h"
#include "import/rebuild.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

Result<importing::Rebuilt> rebuild(ClinicWorld& world) {
    auto keys = world.give_away();
    auto done =
        importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store, world.files,
                                   world.clock, {}, importing::Losing::Refused);
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    return done;
}

std::set<std::filesystem::path> bundles(const ClinicWorld& world) {
    const auto all = world.stored("bundles");
    return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE(
    "a rebuild gives no receipts: an archive that is thrown away must not let tablets delete") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    CHECK(day.tablet.sync().receipts == 2);
    const auto imported = bundles(world);
    day.tablet.patient("200002", {{"pain.now", "2"}});
    day.tablet.sync();
    std::filesystem::remove(*imported.begin());
    CHECK(rebuild(world).error().cause == importing::causes::rebuild_would_lose);
    CHECK(day.tablet.sync().receipts == 0);
    CHECK(world.import().imported == 1);
    CHECK(day.tablet.sync().receipts == 1);
}

TEST_CASE("the receipts that a rebuild owes come with the next import") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    day.tablet.patient("200002", {{"pain.now", "2"}});
    day.tablet.sync();
    REQUIRE(rebuild(world));
    CHECK(day.tablet.sync().receipts == 0);
    world.import();
    CHECK(day.tablet.sync().receipts == 1);
}

TEST_CASE("a session's beginning is no rebuilt session where its end was here") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto open = tablet.begin_early("131873");
    const auto early = bundles(world);
    world.import();
    test::append(open, test::answered("pain.now", "9"));
    const bool withdrawn = GENERATE(false, true);
    INFO((withdrawn ? "its withdrawal" : "its end"));
    if (withdrawn) {
        REQUIRE(open.withdraw());
        tablet.sync();
        world.import();
        // Withdrawn is nothing that could be lost.
        for (const auto& file : bundles(world))
            if (!early.contains(file)) std::filesystem::remove(file);
        CHECK(rebuild(world)->lost == 0);
        return;
    }
    REQUIRE(open.finish(crypto::SessionStatus::Complete));
    tablet.sync();
    world.import();
    for (const auto& file : bundles(world))
        if (!early.contains(file)) std::filesystem::remove(file);
    CHECK(rebuild(world).error().cause == importing::causes::rebuild_would_lose);
    CHECK(world.archive->rows()->at(0).place.status == crypto::SessionStatus::Complete);
}

TEST_CASE("what was erased here stays erased in a rebuilt archive, whoever's word does not count") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const crypto::SignPair pair = crypto::make_sign_pair(world.random);
    const auto id = crypto::device_id_of(world.id, pair.public_key);
    world.admit_computer(pair.public_key, "Computer 2");
    const auto erased = world.archive->rows()->at(0).place.ref();
    world.put(crypto::make_tombstone({world.id, id, 41, erased.device, erased.session},
                                     crypto::Signer(pair.secret_key)));
    world.import();
    CHECK(world.archive->rows()->size() == 1);
    // Revoked without an endorsement, as where the store held the tombstone back at that time.
    world.revoke(id);
    REQUIRE(rebuild(world));
    CHECK(world.archive->rows()->size() == 1);
    CHECK(world.archive->erased().value() == std::vector<crypto::SessionRef>{erased});
    world.import();
    CHECK(world.archive->rows()->size() == 1);
}

TEST_CASE("an erased session that was open does not come back with its end") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto open = tablet.begin_early("131873");
    world.import();
    // Not admitted: its tombstones count for nobody.
    for (const auto& file : world.stored("objects"))
        if (test::slurp(file).find("Computer 1") != std::string::npos)
            std::filesystem::remove(file);
    world.alter_archive("DELETE FROM object");
    REQUIRE(world.archive->erase(world.archive->rows()->at(0).place.ref()));
    test::append(open, test::answered("pain.now", "9"));
    REQUIRE(open.finish(crypto::SessionStatus::Complete));
    tablet.sync();
    CHECK_FALSE(world.import().admitted);
    CHECK(world.archive->rows()->empty());
}

TEST_CASE("an archive is rebuilt by an administrator, and by nobody else") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    REQUIRE(world.archive->add_slot(
        {{"R. Holm", archive::Role::Researcher}, as_bytes("another one"), test::kSmallCost}));
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes("another one")));
    auto keys = world.give_away();
    CHECK(importing::rebuild_archive(std::move(keys), world.clinic_folder, *world.store,
                                     world.files, world.clock, {}, importing::Losing::Accepted)
              .error()
              .cause == archive::causes::role_refused);
}
