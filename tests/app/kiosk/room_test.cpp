// A tablet whose disk has no room for one more patient: the next one is turned away kindly, the
// current one finishes, and room comes back by itself.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "journal/room.h"
#include "memory_keeper.h"
#include "support/test_disk.h"
#include "ward.h"

using namespace spine;
using journal::kRoomNeeded;
using kiosk::Scene;
using test::Ward;

namespace {

constexpr tool::Habits to_the_end{};

struct Waiting {
    config::Config config = test::small_configuration();
    test::MemoryKeeper keeper;
    test::ManualClock clock;
    kiosk::Desk desk{config, keeper, clock};
};

}  // namespace

TEST_CASE(
    "where there is no room nobody sits down, and with room the tablet takes patients again") {
    Waiting room;
    room.keeper.room = false;
    SECTION("seen before anybody came") {
        CHECK(room.desk.tick());
        CHECK_FALSE(room.desk.tick());
    }
    SECTION("seen when somebody chose a language") {
        room.desk.start("en");
    }
    CHECK(room.desk.scene() == Scene::NoRoom);
    REQUIRE(room.desk.fault());
    CHECK(room.desk.fault()->cause == journal::causes::no_room);
    CHECK(room.desk.walk() == nullptr);
    CHECK_FALSE(room.desk.next_tick_in());
    room.desk.start("en");
    room.desk.start_after_visit("en");
    CHECK(room.desk.scene() == Scene::NoRoom);
    CHECK(room.keeper.calls.empty());

    room.keeper.room = true;
    CHECK(room.desk.tick());
    CHECK(room.desk.scene() == Scene::Welcome);
    CHECK_FALSE(room.desk.fault());
    room.desk.start("en");
    CHECK(room.desk.scene() == Scene::Walking);
}

TEST_CASE("room that goes between the language and the consent stores nothing of the patient") {
    Waiting room;
    room.desk.start("en");
    REQUIRE_FALSE(room.desk.answer("consent.care", {{true}, false}));
    REQUIRE_FALSE(room.desk.answer("consent.research", {{false}, false}));
    room.keeper.room_at_begin = false;
    CHECK_FALSE(room.desk.next());
    CHECK(room.desk.scene() == Scene::NoRoom);
    CHECK(room.keeper.sessions.empty());
    CHECK(room.desk.code().empty());
    CHECK(room.desk.walk() == nullptr);
    room.keeper.room = room.keeper.room_at_begin = true;
    CHECK(room.desk.tick());
    CHECK(room.desk.scene() == Scene::Welcome);
}

TEST_CASE("whoever is in the middle when the room goes finishes, and the next one is refused") {
    Ward ward;
    std::uint64_t left = kRoomNeeded;
    ward.tablet.files.left = [&left] { return left; };
    ward.on_screen = [&] {
        if (ward.desk.walk()->begun()) left = 0;
    };
    const auto first = ward.visit(to_the_end);
    CHECK(first.status == "complete");
    CHECK(test::waiting(*ward.journal).size() == 1);
    ward.on_screen = {};
    const auto second = ward.try_visit(to_the_end);
    REQUIRE_FALSE(second);
    CHECK(second.error().cause == journal::causes::no_room);
    CHECK(ward.desk.scene() == Scene::NoRoom);
    CHECK(test::waiting(*ward.journal).size() == 1);
    left = kRoomNeeded;
    CHECK_FALSE(ward.desk.tick());  // nobody has looked yet
    CHECK(ward.journal->look_for_room());
    CHECK(ward.desk.tick());
    CHECK(ward.visit(to_the_end).status == "complete");
    CHECK(ward.journal->verify().value().sound);
}

TEST_CASE("a whole walk fits on the ballast of a disk that has nothing else left") {
    test::TestDisk disk;
    journal::JournalOptions options;
    options.vfs = disk.name();
    options.thread = database::Thread::Callers;
    SystemFiles files;
    auto config = config::load(files, test::project() / "kiosk-config");
    REQUIRE(config);
    Ward ward(options, std::move(*config));
    const auto& folder = ward.tablet.folder;
    bool full = false;
    ward.on_screen = [&] {
        if (full || !ward.desk.walk()->begun()) return;
        full = true;
        std::uint64_t used = 0;
        for (const auto& entry : std::filesystem::directory_iterator(folder.root))
            if (entry.is_regular_file()) used += entry.file_size();
        disk.holds_at_most(folder.root, used);
        ward.tablet.files.left = [&disk] { return disk.left(); };
    };
    CHECK(ward.visit(to_the_end).status == "complete");
    CHECK(full);
    test::figure(
        fmt::format("{} KiB written ahead",
                    std::filesystem::file_size(folder.database().string() + "-wal") >> 10U));
    CHECK_FALSE(ward.journal->has_room());
    const auto bundles = test::waiting(*ward.journal);
    REQUIRE(bundles.size() == 1);
    CHECK(ward.told(bundles.front()).status == "complete");
}
