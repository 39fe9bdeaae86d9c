// A store that loses or damages receipts: without one a tablet keeps its session for ever.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "tampering_store.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

std::vector<std::filesystem::path> receipts(const test::ImportedDay& day) {
    return day.world.stored("receipts/" + day.tablet.id().hex());
}

}  // namespace

TEST_CASE("a receipt that the store has lost, or damaged, is given again, once") {
    test::ImportedDay day;
    const auto given = receipts(day);
    REQUIRE(given.size() == 2);
    const std::string whole = test::slurp(given[0]);
    const std::string damaged = GENERATE_COPY(std::string("gone"), std::string(), whole.substr(9),
                                              "x" + whole.substr(1), std::string(80'000, 'x'));
    if (damaged == "gone")
        std::filesystem::remove(given[0]);
    else
        test::spit(given[0], damaged);
    CHECK(day.world.import().receipts_again == 1);
    CHECK(test::slurp(given[0]) == whole);
    CHECK(day.tablet.sync().receipts == 2);
    CHECK(day.world.import().receipts_again == 0);
}

TEST_CASE("a program that keeps running looks for lost receipts every hour, not every time") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    importing::Importer importer(*world.archive, *world.store, world.clock, {});
    REQUIRE(importer.run());
    std::filesystem::remove(receipts(day).at(1));
    CHECK(importer.run()->receipts_again == 0);
    world.clock.advance_ms(importing::kMendEveryMs);
    CHECK(importer.run()->receipts_again == 1);
    CHECK(receipts(day).size() == 2);
    std::filesystem::remove(receipts(day).at(1));
    world.clock.advance_ms(-10 * importing::kMendEveryMs);
    CHECK(importer.run()->receipts_again == 1);
}

TEST_CASE("a computer that the root has not admitted reads, and writes nothing to the store") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto lose = [&] {
        for (const auto& file : world.stored("objects"))
            if (test::slurp(file).find("Computer 1") != std::string::npos)
                std::filesystem::remove(file);
    };
    lose();
    const auto result = world.import();
    CHECK_FALSE(result.admitted);
    CHECK(result.imported == 1);
    CHECK(tablet.sync().receipts == 0);
    world.admit_computer(world.computer.public_key, "Computer 1");
    CHECK(world.import().admitted);
    CHECK(tablet.sync().receipts == 1);
}

TEST_CASE("a tablet whose receipts cannot be written keeps no other tablet from its own") {
    ClinicWorld world;
    WorldTablet one(world, "Tablet 1", 1), two(world, "Tablet 2", 2);
    for (WorldTablet* tablet : {&one, &two}) {
        tablet->patient("131873", {{"pain.now", "7"}});
        tablet->sync();
    }
    const auto at = world.folder.path() / "store" / world.id.hex() / "receipts";
    std::filesystem::create_directories(at);
    test::spit(at / one.id().hex(), "no folder");
    const auto result = world.import();
    CHECK(result.imported == 2);
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].object == "receipts/" + one.id().hex());
    CHECK(two.sync().receipts == 1);
    std::filesystem::remove(at / one.id().hex());
    CHECK(world.import().refused.empty());
    CHECK(one.sync().receipts == 1);
}
