// A tablet of which nothing comes is told, and only that one.
#include <catch2/catch.hpp>

#include "clinic_world.h"

using namespace spine;
using importing::kSilentAfterMs;
using importing::Silence;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

std::vector<std::string> silent(ClinicWorld& world) {
    std::vector<std::string> names;
    for (const Silence& one : world.import().silent) names.push_back(one.name);
    return names;
}

void patient(WorldTablet& tablet) {
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a tablet of which nothing has come for a day is silent until it sends again") {
    ClinicWorld world;
    WorldTablet one(world, "Tablet 1", 1), two(world, "Tablet 2", 2);
    patient(one);
    patient(two);
    CHECK(silent(world).empty());
    const UnixMs heard = world.clock.now();
    world.clock.advance_ms(kSilentAfterMs - 5000);
    patient(two);  // takes a second
    CHECK(silent(world).empty());
    world.clock.advance_ms(5000);
    world.reopen();  // it is remembered durably
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(world.import().silent == std::vector<Silence>{{one.id().hex(), "Tablet 1", heard}});
    patient(one);
    CHECK(silent(world).empty());
}

TEST_CASE("a tablet that never sent is silent a day after its admission, a revoked one never") {
    ClinicWorld world;
    WorldTablet one(world, "Tablet 1", 1), two(world, "Tablet 2", 2);
    CHECK(silent(world).empty());
    world.clock.advance_ms(kSilentAfterMs);
    CHECK(silent(world) == Names{"Tablet 1", "Tablet 2"});
    world.revoke(one.id());
    CHECK(silent(world) == Names{"Tablet 2"});
}

TEST_CASE("of sessions from before arrivals were noted nobody says that they are old") {
    ClinicWorld world;
    WorldTablet one(world, "Tablet 1", 1);
    patient(one);
    CHECK(silent(world).empty());
    world.alter_archive("DELETE FROM heard");
    world.clock.advance_ms(3 * kSilentAfterMs);
    CHECK(silent(world).empty());
}
