// clinic rotate --computer: as scripts call it.
#include <algorithm>

#include "clinic_by_command.h"
#include "import/root_folder.h"

using namespace spine;
using nlohmann::json;
using test::ClinicByCommand;
using test::ClinicWorld;

namespace {

// The root's folder, as `clinic create` makes it; the options that name it.
std::string with_root(ClinicByCommand& clinic) {
    ClinicWorld& world = clinic.world();
    importing::RootFolder root(world.files, world.folder / "root");
    REQUIRE(root.create(
        world.root.secret_key,
        {world.root.public_key, {world.clinic_key.public_key, world.recovery.public_key}, 1}));
    REQUIRE(root.admit({world.id, crypto::Role::Computer, world.computer.public_key,
                        world.join.public_key, world.attention.public_key, 0, world.clock.now(),
                        "Computer 1"}));
    return fmt::format(R"(--root "{}")", clinic.in_folder("root"));
}

}  // namespace

TEST_CASE("a computer's keys are rotated by a command while a tablet's session is open") {
    ClinicByCommand clinic;
    test::WorldTablet& tablet = clinic.day.tablet;
    const std::string root = with_root(clinic);
    auto open = tablet.begin_early("200002");
    (void)clinic.printed("import");
    (void)clinic.printed("review", "131873");
    const json rotated = clinic.printed("clinic rotate", root + " --computer");
    CHECK(rotated["old_device"] == clinic.world().computer_id().hex());
    CHECK(rotated["new_device"] != rotated["old_device"]);
    CHECK(rotated["old_key"] == crypto::fingerprint_text(crypto::fingerprint(
                                    clinic.world().id, clinic.world().computer.public_key)));
    CHECK(rotated["new_key"] != rotated["old_key"]);
    CHECK(rotated["left_out"] == 0);
    const auto audited = clinic.audited();
    CHECK(std::count(audited.begin(), audited.end(), "computer keys rotated") == 1);
    REQUIRE(open.finish(crypto::SessionStatus::Complete));
    CHECK(tablet.sync().failed.empty());
    const json imported = clinic.printed("import");
    CHECK(imported["extended"] == 1);
    CHECK(imported["refused"] == json::array());
    CHECK(tablet.sync().receipts == 1);
    CHECK(clinic.row("131873")["reviewed"] == true);
    CHECK(clinic.printed("review", "131873 --undo")["reviewed"] == false);
    (void)clinic.printed("import");
    CHECK(clinic.printed("verify")["sound"] == true);
    const auto ran = clinic.run("clinic rotate", root + " --computer");
    CHECK(ran.code == 0);
    CHECK(ran.out.find("kioskctl clinic sign") != std::string::npos);
    CHECK(ran.out.find("Make a backup") != std::string::npos);
}

TEST_CASE("a computer's keys and a recovery key are not rotated by one call, each is by its own") {
    ClinicByCommand clinic;
    const std::string root = with_root(clinic);
    const std::string recovery = fmt::format(R"( --recovery-out "{}")", clinic.in_folder("new"));
    CHECK(clinic.run("clinic rotate", root + recovery + " --computer").code == 2);
    const json rotated = clinic.printed("clinic rotate", root + recovery);
    CHECK(rotated.contains("clinic_key"));
    CHECK(rotated.contains("recovery_key"));
    CHECK_FALSE(rotated.contains("new_device"));
    CHECK(clinic.printed("clinic rotate", root + " --computer").contains("new_device"));
    std::filesystem::remove(clinic.in_folder("root/root.key"));
    CHECK(clinic.run("clinic rotate", root + " --computer").code == 1);
}
