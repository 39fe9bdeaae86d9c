// A tablet as it is switched on: what it trusts, and what it refuses.
#include "kiosk/tablet.h"

#include <catch2/catch.hpp>

#include "base/pickup_code.h"
#include "core/import/real_clinic.h"
#include "journal/room.h"
#include "kiosk/desk.h"
#include "support/measured_files.h"

using namespace spine;
using test::RealClinic;

namespace {

Result<std::unique_ptr<kiosk::Tablet>> switch_on(RealClinic& clinic) {
    return kiosk::Tablet::open(clinic.folder / "tablet", "test", clinic.files, clinic.clock,
                               clinic.random);
}

}  // namespace

TEST_CASE("an enrolled tablet takes a patient whose session reaches the store") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet"));
    const auto tablet = switch_on(clinic);
    REQUIRE(tablet);
    CHECK_FALSE((*tablet)->config().signed_off);  // a demonstration until a clinician has signed
    const auto keeper = (*tablet)->make_keeper();
    REQUIRE(keeper);
    kiosk::Desk desk((*tablet)->config(), **keeper, clinic.clock);
    desk.start("da");
    REQUIRE_FALSE(desk.answer("consent.care", {{true}, false}));
    REQUIRE_FALSE(desk.answer("consent.research", {{false}, false}));
    REQUIRE_FALSE(desk.next());
    CHECK(is_pickup_code(desk.code()));
    desk.ask_stop();
    desk.stop(session::Stop::Keep);
    const auto synced = (*tablet)->sync_once();
    REQUIRE(synced);
    CHECK(synced->sent == 1);
}

TEST_CASE("a round of sync looks for room, also where the store is out of reach") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet"));
    std::uint64_t left = 0;
    test::MeasuredFiles files;
    files.left = [&left] { return left; };
    const auto tablet =
        kiosk::Tablet::open(clinic.folder / "tablet", "test", files, clinic.clock, clinic.random);
    REQUIRE(tablet);
    const auto keeper = (*tablet)->make_keeper();
    REQUIRE(keeper);
    CHECK_FALSE((*keeper)->has_room());
    left = journal::kRoomNeeded;
    sync::StoreSettings nowhere;
    nowhere.address = (clinic.folder / "stick-that-is-out").string();
    CHECK_FALSE((*tablet)->sync_once(nowhere));
    CHECK((*keeper)->has_room());
    // What the round deletes makes room for the next patient.
    left = 0;
    int looks = 0;
    files.left = [&] { return ++looks > 1 ? journal::kRoomNeeded : 0; };
    REQUIRE((*tablet)->sync_once());
    CHECK((*keeper)->has_room());
}

TEST_CASE("a tablet that nobody enrolled says what to do") {
    RealClinic clinic;
    const auto tablet = switch_on(clinic);
    REQUIRE_FALSE(tablet);
    CHECK(tablet.error().cause == journal::causes::not_enrolled);
}

TEST_CASE("another clinic's root, or another tablet's admission, is named by its file") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet"));
    REQUIRE(clinic.enrol("other"));
    const auto admission = clinic.folder / "tablet/admission.signed";
    const auto root = clinic.folder / "tablet/clinic.root";
    const auto names = [&](const std::filesystem::path& file) {
        const auto tablet = switch_on(clinic);
        return !tablet && tablet.error().where.find(file.string()) != std::string::npos;
    };
    const std::string own_root = test::slurp(root);
    test::spit(root, test::slurp(clinic.folder / "other/clinic.root").substr(1) + "x");
    CHECK(names(root));
    CHECK(names(admission));
    test::spit(root, "short");
    CHECK(names(root));
    test::spit(root, own_root);
    test::spit(admission, test::slurp(clinic.folder / "other/admission.signed"));
    CHECK(names(admission));
}

TEST_CASE("a changed configuration keeps the tablet from taking patients, and names the file") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet"));
    const auto page = clinic.folder / "tablet/config/pages/da/tier-a.md";
    test::spit(page, test::slurp(page) + " ");
    const auto tablet = switch_on(clinic);
    REQUIRE_FALSE(tablet);
    CHECK(tablet.error().cause == config::causes::file_altered);
    CHECK(tablet.error().where.find("pages/da/tier-a.md") != std::string::npos);
    // Staff who are asked which tablet it is can still read its name.
    const auto folder = clinic.folder / "tablet";
    CHECK(kiosk::Tablet::name_in(folder, clinic.files) == "tablet");
    test::spit(folder / "admission.signed", "");
    CHECK(kiosk::Tablet::name_in(folder, clinic.files).empty());
}

TEST_CASE(
    "a newer configuration comes with sync and stands at the next start, and the older one never "
    "again") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet"));
    const test::TemporaryFolder kept;
    std::filesystem::copy(clinic.folder / "tablet/config", kept / "config",
                          std::filesystem::copy_options::recursive);
    clinic.config.replace("kiosk.toml", "idle_seconds = 120", "idle_seconds = 150");
    REQUIRE(clinic.sign());
    {
        const auto tablet = switch_on(clinic);
        REQUIRE(tablet);
        CHECK((*tablet)->config().settings.idle_seconds == 120);
        REQUIRE((*tablet)->sync_once());
    }
    {
        const auto tablet = switch_on(clinic);
        REQUIRE(tablet);
        CHECK((*tablet)->config().settings.idle_seconds == 150);
    }
    std::filesystem::remove_all(clinic.folder / "tablet/config");
    std::filesystem::copy(kept / "config", clinic.folder / "tablet/config",
                          std::filesystem::copy_options::recursive);
    const auto older = switch_on(clinic);
    REQUIRE_FALSE(older);
    CHECK(older.error().cause == config::causes::older_version);
}

TEST_CASE("the power goes while one configuration replaces the other: the tablet still starts") {
    RealClinic clinic;
    REQUIRE(clinic.sign());
    REQUIRE(clinic.enrol("tablet"));
    const auto tablet = clinic.folder / "tablet";
    std::filesystem::rename(tablet / "config", tablet / "config.previous");
    SECTION("before the newer one had its place") {}
    SECTION("half of it was there") {
        std::filesystem::create_directory(tablet / "config");
        test::spit(tablet / "config/kiosk.toml", "");
    }
    REQUIRE(switch_on(clinic));
    CHECK(std::filesystem::exists(tablet / "config/kiosk.toml"));
    CHECK_FALSE(std::filesystem::exists(tablet / "config.previous"));
}
