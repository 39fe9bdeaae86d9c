// Memory runs out at any allocation of an import: whatever becomes of the program, the next import
// brings every session exactly once.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "support/failing_new.h"
#include "support/forked.h"

using namespace spine;
using test::ClinicWorld;
using test::Ending;
using test::WorldTablet;

namespace {

// In a process of its own; progress is 1 if all went well and no allocation had to fail.
Ending import_until_memory_ends(ClinicWorld& world, std::uint64_t at) {
    return test::forked([&](const std::function<void()>& done) {
        world.reopen();
        REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
        test::fail_allocation(at);
        importing::Importer importer(*world.archive, *world.store, world.clock, {});
        if (importer.run() && !test::allocation_failed()) done();
    });
}

}  // namespace

TEST_CASE("memory that runs out at any allocation of an import doubles and loses no session") {
    const std::uint64_t step = test::long_form() ? 1 : 211;
    int runs = 0, aborted = 0;
    for (std::uint64_t at = 1;; at += step, ++runs) {
        CAPTURE(at);
        ClinicWorld world;
        WorldTablet tablet(world, "Tablet 1", 1);
        for (const char* code : {"131873", "100009", "100012"})
            tablet.patient(code, {{"pain.now", "7"}, {"hope.proof", "\"3\""}});
        tablet.sync();
        world.archive.reset();
        const Ending ending = import_until_memory_ends(world, at);
        world.reopen();
        REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
        const auto result = world.import();
        REQUIRE(result.refused.empty());
        REQUIRE(result.forks.empty());
        REQUIRE(world.archive->rows()->size() == 3);
        CHECK(tablet.sync().receipts == 3);
        aborted += ending.by_signal ? 1 : 0;
        if (ending.progress > 0) break;
    }
    test::figure(std::to_string(runs) + " allocations of an import failed, one at a time: " +
                 std::to_string(aborted) + " ended the program, 0 lost or doubled");
    CHECK(runs >= 5);
}
