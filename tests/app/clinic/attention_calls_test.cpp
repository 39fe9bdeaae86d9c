// Tablets that call: shown wherever their clocks stand, once, and under the name that the clinic
// gave them.
#include <catch2/catch.hpp>

#include "clinic_room.h"
#include "import/rotating_computer.h"

using namespace spine;
using test::ClinicRoom;
using test::ClinicWorld;

namespace {

constexpr std::int64_t kHour = 3'600'000;

std::size_t calls(ClinicRoom& room) {
    const auto found = room.data->attentions();
    if (!found) FAIL(found.error().sentence());
    return found->size();
}

}  // namespace

TEST_CASE("a call is shown although the tablet's clock is a day behind, and for 12 hours here") {
    ClinicRoom room;
    room.start();
    CHECK(calls(room) == 0);
    room.call(room.world.clock.now() - 24 * kHour);
    const auto found = room.data->attentions();
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->at(0).at == room.world.clock.now());
    room.world.clock.advance_ms(11 * kHour);
    CHECK(calls(room) == 1);
    room.world.clock.advance_ms(2 * kHour);
    CHECK(calls(room) == 0);
}

TEST_CASE(
    "a call that nobody answered is still shown after a restart, and one of yesterday is not") {
    ClinicRoom room;
    room.start();
    CHECK(calls(room) == 0);
    room.call(room.world.clock.now() - 24 * kHour);
    CHECK(calls(room) == 1);
    room.start();
    CHECK(calls(room) == 1);
    room.stop();
    room.call(room.world.clock.now() - 13 * kHour, "Yesterday");
    room.start();
    CHECK(calls(room) == 1);
}

TEST_CASE("the clinic's clock may be set while a call is shown") {
    ClinicRoom room;
    room.start();
    CHECK(calls(room) == 0);
    room.call(room.world.clock.now());
    CHECK(calls(room) == 1);
    room.world.clock.set_wall(room.world.clock.now() + 100 * kHour);
    CHECK(calls(room) == 1);
}

TEST_CASE("an answered call never sounds again: not under another name, not after a restart") {
    ClinicRoom room;
    room.start();
    const std::string name = room.call(room.world.clock.now());
    REQUIRE(calls(room) == 1);
    REQUIRE(room.data->answered(name));
    CHECK(calls(room) == 0);
    REQUIRE(room.world.store->put(sync::places::attention, std::string(64, 'a'), room.last_call));
    CHECK(calls(room) == 0);
    room.start();
    CHECK(calls(room) == 0);
}

TEST_CASE("a tablet is named as the clinic admitted it, whatever it calls itself") {
    ClinicRoom room;
    room.start();
    room.call(room.world.clock.now(), "Tablet 9");
    const auto found = room.data->attentions();
    REQUIRE(found);
    REQUIRE(found->size() == 1);
    CHECK(found->at(0).tablet == "Tablet 1");
}

TEST_CASE("a call of a tablet that is admitted a moment later is shown then") {
    ClinicRoom room;
    test::WorldTablet late(room.world, "Tablet 2", 2, false);
    room.start();
    const auto own = room.tablet.key.secret_key.copy();
    room.tablet.key.secret_key = late.key.secret_key.copy();
    room.call(room.world.clock.now());
    CHECK(calls(room) == 0);
    late.admit();
    CHECK(calls(room) == 1);
}

TEST_CASE("a call that was read while it was being written is shown as soon as it is whole") {
    ClinicRoom room;
    room.start();
    room.call(room.world.clock.now());
    const auto file = room.world.stored(sync::places::attention).at(0);
    const std::string whole = test::slurp(file);
    test::spit(file, whole.substr(0, 60));
    CHECK(calls(room) == 0);
    test::spit(file, whole);
    CHECK(calls(room) == 1);
}

TEST_CASE(
    "a call to the attention key of before a rotation is heard, as long as tablets may call it") {
    ClinicRoom room;
    ClinicWorld& world = room.world;
    importing::RootFolder root(world.files, world.folder / "root");
    REQUIRE(root.create(
        world.root.secret_key,
        {world.root.public_key, {world.clinic_key.public_key, world.recovery.public_key}, 1}));
    REQUIRE(importing::rotate_computer(*world.archive, world.folder / "root", *world.store,
                                       {world.files, world.clock, world.random}));
    room.start();
    room.call(world.clock.now());
    CHECK(calls(room) == 1);
    const auto import = [&] {
        room.stop();
        world.reopen();
        REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
        world.import();
        room.start();
    };
    room.publish(3);  // it names no key of before
    import();
    world.clock.advance_ms(30 * (24 * kHour));
    import();
    room.call(world.clock.now());
    CHECK(calls(room) == 1);
    world.clock.advance_ms(24 * kHour);
    import();
    room.call(world.clock.now());
    CHECK(calls(room) == 0);
    world.attention.public_key = root.admissions()->back().admission.attention;
    room.call(world.clock.now());
    CHECK(calls(room) == 1);
}
