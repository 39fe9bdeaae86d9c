// What verify meets that is not wrong, only not done yet.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "import/configuration_shelf.h"
#include "import/verify.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

TEST_CASE("what no import has met yet is not missing, and what the archive lost is") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    const auto aside = world.folder / "aside";
    tablet.patient("131873", {});
    tablet.sync();
    REQUIRE(world.stored("bundles").size() == 1);
    const auto first = world.stored("bundles").front();
    std::filesystem::rename(first, aside);
    tablet.patient("100009", {});
    tablet.sync();
    REQUIRE(world.import().gaps.size() == 1);
    const auto cause = [&] {
        const auto verified = importing::verify_clinic(*world.archive, world.files, *world.store);
        REQUIRE(verified);
        REQUIRE(verified->devices.size() == 1);
        CHECK(verified->sound() == verified->devices.front().cause.empty());
        return std::pair(verified->devices.front().cause, verified->not_imported);
    };
    CHECK(cause() == std::pair(std::string("session-missing"), std::uint64_t{0}));
    std::filesystem::rename(aside, first);
    CHECK(cause() == std::pair(std::string(), std::uint64_t{1}));
    world.import();
    CHECK(cause() == std::pair(std::string(), std::uint64_t{0}));
    // A row that somebody took out of the archive's file was met.
    world.alter_archive("DELETE FROM response WHERE counter = 1");
    CHECK(cause() == std::pair(std::string("session-missing"), std::uint64_t{0}));
}

TEST_CASE("a configuration that an import was broken off at is not fetched yet, and not damaged") {
    ClinicWorld world;
    importing::ConfigurationShelf shelf(world.files, world.clinic_folder, world.root.public_key);
    REQUIRE(shelf.fetch(*world.store));
    const auto place = world.clinic_folder.configurations() / world.configuration.hex();
    std::filesystem::remove(place / sync::kManifestFile);
    const auto verified = importing::verify_clinic(*world.archive, world.files, *world.store);
    REQUIRE(verified);
    CHECK(verified->sound());
    CHECK(verified->not_yet_fetched == std::vector<std::string>{world.configuration.hex()});
}
