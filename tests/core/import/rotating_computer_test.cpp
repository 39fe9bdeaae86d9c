// A computer's own keys made anew, while sessions are open and receipts are on their way.
#include "import/rotating_computer.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "crypto/causes.h"
#include "crypto/mark.h"
#include "crypto/object_common.h"
#include "crypto/receipt.h"
#include "import/rebuild.h"
#include "import/rotating.h"
#include "rotating_scene.h"

using namespace spine;
using test::ClinicWorld;
using Scene = test::RotatingScene;

namespace {

constexpr std::int64_t kDay = 86'400'000;

}  // namespace

TEST_CASE("a computer's keys are made anew while a session is open: all that was said counts on") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    auto open = clinic.tablet.begin_early("100009");
    world.import();
    const auto session = world.archive->find_code("131873")->at(0).place.ref();
    REQUIRE(world.archive->mark_reviewed(session));  // not sent yet
    const auto old = world.archive->computer();
    const auto done = clinic.rotated();
    CHECK(done.old_id == old);
    CHECK(done.new_id == world.archive->computer());
    CHECK(done.new_id != old);
    CHECK(done.old_key ==
          crypto::fingerprint_text(crypto::fingerprint(world.id, world.computer.public_key)));
    CHECK(done.new_key != done.old_key);
    CHECK(done.left_out == 0);
    CHECK(world.archive->audit()->back().what == "computer keys rotated");
    // The receipts that the old key gave are met only now.
    CHECK(clinic.tablet.sync().receipts == 2);
    world.reopen();
    clinic.unlock();
    CHECK(world.archive->computer() == done.new_id);
    REQUIRE(open.finish(crypto::SessionStatus::Complete));
    clinic.tablet.patient("200002", {{"pain.now", "2"}});
    clinic.tablet.sync();
    const auto imported = world.import();
    CHECK(imported.admitted);
    CHECK(imported.refused.empty());
    CHECK(imported.extended == 1);
    CHECK(imported.imported == 1);
    CHECK(imported.receipts_again == 0);
    const auto synced = clinic.tablet.sync();
    CHECK(synced.receipts == 2);
    CHECK(synced.failed.empty());
    world.clock.advance_ms(2 * kDay);
    CHECK(clinic.tablet.sync().deleted == 3);
    CHECK(clinic.marks("131873").reviewed);
    REQUIRE(world.archive->undo_reviewed(session));
    CHECK_FALSE(clinic.marks("131873").reviewed);
    world.import();
    CHECK(clinic.sound());
    CHECK(clinic.rotated().old_id == done.new_id);  // and once more
    CHECK(world.import().refused.empty());
    CHECK(clinic.sound());
}

TEST_CASE("what only the store shows under a computer's old key counts no more after a rotation") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    // Whoever has stolen the key marks a patient, and lets the tablet delete one that nobody has.
    const crypto::Signer thief(world.computer.secret_key);
    crypto::MarkText text;
    text.kind = crypto::MarkKind::Reviewed;
    text.lamport = 9;
    const auto place = world.archive->find_code("131873")->at(0).place;
    text.device = place.device;
    text.session = place.session;
    world.put(crypto::make_mark(world.id, text, world.clinic_key.public_key, thief).value());
    world.import();
    REQUIRE(clinic.marks("131873").reviewed);
    const auto before = world.stored("bundles");
    std::string forgery;
    clinic.tablet.patient("100009", {{"pain.now", "3"}});
    clinic.tablet.sync();
    for (const auto& file : world.stored("bundles")) {
        if (std::find(before.begin(), before.end(), file) != before.end()) continue;
        const std::string bytes = test::slurp(file);
        const auto bundle =
            crypto::verify_bundle(as_bytes(bytes), clinic.tablet.key.public_key, world.id).value();
        const Bytes forged = crypto::make_receipt(
            {world.id, world.computer_id(), clinic.tablet.id(), bundle.header().session,
             bundle.header().counter, bundle.head_hash()},
            thief);
        REQUIRE(sync::put_object(*world.store, sync::places::receipts(clinic.tablet.id()), forged));
        forgery = crypto::object_name(forged);
    }
    CHECK(clinic.rotated().left_out == 1);
    CHECK_FALSE(clinic.marks("131873").reviewed);
    const auto synced = clinic.tablet.sync();
    CHECK(synced.receipts == 0);
    CHECK(std::count(synced.failed.begin(), synced.failed.end(),
                     sync::RefusedObject{forgery, "device-revoked"}) == 1);
    world.clock.advance_ms(2 * kDay);
    CHECK(clinic.tablet.sync().deleted == 1);  // 131873, whose receipt the archive knows
    CHECK(world.import().imported == 1);
    CHECK(clinic.tablet.sync().receipts == 1);
}

TEST_CASE("after a computer's rotation no tablet names its receipts of early uploads as unsound") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    auto open = clinic.tablet.begin_early("100009");
    world.import();
    REQUIRE(open.finish(crypto::SessionStatus::Complete));
    clinic.tablet.sync();
    world.import();
    (void)clinic.rotated();
    clinic.tablet.uploader = std::make_unique<sync::Uploader>(
        clinic.tablet.journal->outbox(), *world.store, world.root.public_key, clinic.tablet.id());
    CHECK(clinic.tablet.sync().failed.empty());
}

TEST_CASE("a receipt of the old key that the store has lost is given again with the new one") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    (void)clinic.rotated();
    const auto place = sync::places::receipts(clinic.tablet.id());
    const auto given = world.store->list(place).value();
    for (const auto& name : given) REQUIRE(world.store->remove(place, name));
    CHECK(world.import().receipts_again == 1);
    CHECK(clinic.tablet.sync().receipts == 1);
    CHECK(world.import().receipts_again == 0);
}

TEST_CASE("a second computer sees the marks and the erasures of a computer's old and new key") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    for (const char* code : {"131873", "100009", "200002"})
        clinic.tablet.patient(code, {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    const auto session = [&](const char* code) {
        return world.archive->find_code(code)->at(0).place.ref();
    };
    auto second = clinic.second_computer();
    REQUIRE(world.archive->mark_reviewed(session("131873")));
    REQUIRE(world.archive->erase(session("200002")));
    (void)clinic.rotated();
    REQUIRE(world.archive->mark_reviewed(session("100009")));
    world.import();
    CHECK(clinic.import(*second).refused.empty());
    CHECK(second->find_code("131873")->at(0).marks.reviewed);
    CHECK(second->find_code("100009")->at(0).marks.reviewed);
    CHECK(second->find_code("200002")->empty());
}

TEST_CASE("a clinic key that was passed to the old join key, or to nobody yet, is not lost") {
    const bool passed_before = GENERATE(true, false);
    INFO((passed_before ? "passed before" : "passed after"));
    Scene clinic;
    ClinicWorld& world = clinic.world;
    auto second = clinic.second_computer();
    REQUIRE(clinic.import(*second).admitted);
    REQUIRE(importing::rotate_keys(*second, clinic.root_folder(), {}, clinic.desk()));
    clinic.sign(world.attention.public_key);
    if (passed_before) (void)clinic.import(*second);
    (void)clinic.rotated();
    // Where it was passed before, the other computer may be gone for good.
    if (!passed_before) (void)clinic.import(*second);
    world.import();
    CHECK(world.archive->clinic_keys()->size() == 2);
    CHECK(crypto::public_of(world.archive->clinic_key().value()) == world.clinic_key.public_key);
}

TEST_CASE("a former attention key stays while a configuration names it, and goes 31 days after") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    const auto old = world.attention.public_key;
    clinic.sign(old);
    (void)clinic.rotated();
    const auto in_use = clinic.attention_in(world.clinic_folder.attention_key());
    CHECK(in_use != old);
    REQUIRE(clinic.former().size() == 1);
    CHECK(clinic.attention_in(clinic.former()[0]) == old);
    CHECK((std::filesystem::status(clinic.former()[0]).permissions() ==
           (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)));
    world.import();
    world.clock.advance_ms(100 * kDay);
    world.import();
    CHECK(clinic.former().size() == 1);
    clinic.sign(in_use);
    world.import();
    world.clock.advance_ms(31 * kDay - 1);
    world.import();
    CHECK(clinic.former().size() == 1);
    // The folder may be lost: the archive brings both back.
    std::filesystem::remove_all(world.clinic_folder.former_attention_keys());
    std::filesystem::remove(world.clinic_folder.attention_key());
    REQUIRE(world.archive->restore_attention_key(world.clinic_folder, world.files));
    REQUIRE(clinic.former().size() == 1);
    CHECK(clinic.attention_in(clinic.former()[0]) == old);
    CHECK(clinic.attention_in(world.clinic_folder.attention_key()) == in_use);
    world.clock.advance_ms(1);
    world.import();
    CHECK(clinic.former().empty());
    REQUIRE(world.archive->restore_attention_key(world.clinic_folder, world.files));
    CHECK(clinic.former().empty());
}

TEST_CASE("an archive is rebuilt, and sound, after a computer's rotation") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    REQUIRE(world.archive->mark_reviewed(world.archive->rows()->at(0).place.ref()));
    const auto done = clinic.rotated();
    world.import();
    const auto rows = world.archive->rows().value();
    const auto rebuilt =
        importing::rebuild_archive(world.give_away(), world.clinic_folder, *world.store,
                                   world.files, world.clock, {}, importing::Losing::Refused);
    if (!rebuilt) FAIL(rebuilt.error().sentence());
    world.reopen();
    clinic.unlock();
    CHECK(world.archive->computer() == done.new_id);
    REQUIRE(world.archive->rows()->size() == rows.size());
    CHECK(world.archive->rows()->at(0).marks == rows[0].marks);
    CHECK(world.import().refused.empty());
    CHECK(clinic.sound());
}

TEST_CASE("what a rebuilt archive found under its own key counts on after a rotation") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    const auto backup = world.folder / "backup";
    REQUIRE(world.archive->backup(backup));
    REQUIRE(world.archive->withdraw_research(world.archive->rows()->at(0).place.ref()));
    world.import();
    std::filesystem::create_directory(world.folder / "old");
    std::filesystem::copy(backup, world.folder / "old" / "archive.db");
    world.archive.reset();
    auto keys =
        archive::Archive::open({world.folder / "old"}, world.files, world.clock, world.random);
    REQUIRE((*keys)->unlock(as_bytes(test::kPassphrase)));
    REQUIRE(importing::rebuild_archive(std::move(*keys), world.clinic_folder, *world.store,
                                       world.files, world.clock, {}, importing::Losing::Refused));
    world.reopen();
    clinic.unlock();
    CHECK(clinic.rotated().left_out == 0);
    CHECK(clinic.marks("131873").research_withdrawn);
}

TEST_CASE("a computer's keys are rotated by an administrator, with its own clinic's root") {
    Scene clinic;
    ClinicWorld& world = clinic.world;
    REQUIRE(world.archive->add_slot(
        {{"Dr Holm", archive::Role::Clinician}, as_bytes("another one"), test::kSmallCost}));
    const auto id = world.archive->computer();
    Scene other;
    auto done = importing::rotate_computer(*world.archive, other.root_folder(), *world.store,
                                           clinic.desk());
    CHECK(done.error().cause == crypto::causes::other_clinic);
    world.archive->lock();
    REQUIRE(world.archive->unlock(as_bytes("another one")));
    CHECK(clinic.rotate().error().cause == archive::causes::role_refused);
    CHECK(world.archive->computer() == id);
    CHECK(clinic.root.revocations()->empty());
    world.archive->lock();
    clinic.unlock();
    world.revoke(world.computer_id());
    CHECK(clinic.rotate().error().cause == crypto::causes::device_revoked);
    CHECK(clinic.root.admissions()->size() == 1);
}
