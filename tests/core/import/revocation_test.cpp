// What a revoked computer and a revoked tablet still say: what the clinic had taken before stays,
// nothing that comes after it counts, and no store can take it back.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/causes.h"
#include "crypto/endorsement.h"
#include "crypto/mark.h"
#include "crypto/tombstone.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// The clinic's second computer; it has no archive here, only a key.
class OtherComputer {
  public:
    explicit OtherComputer(ClinicWorld& of) : world(of), pair(crypto::make_sign_pair(of.random)) {
        world.admit_computer(pair.public_key, "Computer 2");
    }
    [[nodiscard]] crypto::DeviceId id() const {
        return crypto::device_id_of(world.id, pair.public_key);
    }
    [[nodiscard]] Bytes tombstone(const crypto::SessionRef& session) const {
        return crypto::make_tombstone({world.id, id(), 9, session.device, session.session},
                                      crypto::Signer(pair.secret_key));
    }
    [[nodiscard]] Bytes reviewed(const crypto::SessionRef& session) const {
        crypto::MarkText text;
        text.lamport = 9;
        text.device = session.device;
        text.session = session.session;
        text.note = "Dr Berg";
        return crypto::make_mark(world.id, text, world.clinic_key.public_key,
                                 crypto::Signer(pair.secret_key))
            .value();
    }
    void endorse(const Bytes& object) const {
        world.put(crypto::make_endorsement({world.id, id(), {crypto::hash(object)}},
                                           world.root.secret_key)
                      .value());
    }

    ClinicWorld& world;
    crypto::SignPair pair;
};

bool names(const importing::ImportResult& result, ByteView object, std::string_view cause) {
    for (const auto& refused : result.refused)
        if (refused.object == crypto::object_name(object) && refused.cause == cause) return true;
    return false;
}

std::size_t lose_objects(const ClinicWorld& world) {
    const auto files = world.stored("objects");
    for (const auto& file : files) std::filesystem::remove(file);
    return files.size();
}

}  // namespace

TEST_CASE("what a revoked computer says afterwards erases nothing and marks nothing") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const OtherComputer other(world);
    const auto first = world.archive->rows()->at(0).place.ref();
    const auto second = world.archive->rows()->at(1).place.ref();
    world.revoke(other.id());
    const Bytes tombstone = other.tombstone(first), mark = other.reviewed(second);
    world.put(tombstone);
    world.put(mark);
    const auto result = world.import();
    CHECK(names(result, tombstone, "device-revoked"));
    CHECK(names(result, mark, "device-revoked"));
    CHECK(world.archive->rows()->size() == 2);
    CHECK_FALSE(world.archive->row(second)->marks.reviewed);
    CHECK(day.tablet.sync().deleted == 0);
    // The control: what the root endorses counts.
    other.endorse(mark);
    CHECK_FALSE(names(world.import(), mark, "device-revoked"));
    CHECK(world.archive->row(second)->marks.reviewed);
    CHECK(world.archive->row(second)->marks.reviewed_by == "Dr Berg");
    other.endorse(tombstone);
    world.import();
    CHECK(world.archive->rows()->size() == 1);
}

TEST_CASE("a mark that was taken before counts after the revocation as far as it is endorsed") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const OtherComputer other(world);
    const auto first = world.archive->rows()->at(0).place.ref();
    const auto second = world.archive->rows()->at(1).place.ref();
    const Bytes endorsed = other.reviewed(first), not_endorsed = other.reviewed(second);
    world.put(endorsed);
    world.put(not_endorsed);
    world.import();
    CHECK(world.archive->row(second)->marks.reviewed);
    other.endorse(endorsed);
    world.revoke(other.id());
    CHECK(names(world.import(), not_endorsed, "device-revoked"));
    CHECK(world.archive->row(first)->marks.reviewed);
    CHECK_FALSE(world.archive->row(second)->marks.reviewed);
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(world.archive->row(first)->marks.reviewed);
    CHECK_FALSE(world.archive->row(second)->marks.reviewed);
}

TEST_CASE("what was erased here stays erased when whoever erased it is revoked: it is said again") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const OtherComputer other(world);
    const auto first = world.archive->rows()->at(0).place.ref();
    world.put(other.tombstone(first));
    world.import();
    REQUIRE(world.archive->rows()->size() == 1);
    world.revoke(other.id());
    world.import();
    sync::ClinicObjects objects(world.root.public_key);
    REQUIRE(objects.refresh(*world.store));
    REQUIRE(objects.tombstones().contains(first));
    CHECK(objects.tombstones().at(first).author == world.computer_id());
    CHECK(world.archive->audit()->back().what == "erasure affirmed");
    const auto files = world.stored("objects").size();
    world.import();
    CHECK(world.stored("objects").size() == files);  // once
}

TEST_CASE("a store that deletes a revocation un-revokes nobody, and has it again") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const OtherComputer other(world);
    world.import();
    world.revoke(other.id());
    world.revoke(day.tablet.id());
    world.import();
    const std::size_t all = lose_objects(world);
    const auto first = world.archive->rows()->at(0).place.ref();
    world.put(other.tombstone(first));
    day.tablet.patient("200002", {{"pain.now", "1"}});
    day.tablet.sync();
    const auto result = world.import();
    CHECK(result.imported == 0);
    CHECK(result.refused.size() == 2);
    for (const auto& refused : result.refused) CHECK(refused.cause == "device-revoked");
    CHECK(world.archive->rows()->size() == 2);
    CHECK(world.stored("objects").size() == all + 1);
}

TEST_CASE(
    "a tablet keeps what it knows: no receipt of a revoked computer, whatever the store has") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const auto admission = world.stored("objects");
    world.revoke(world.computer_id());
    CHECK(tablet.sync().receipts == 0);
    // The store forgets the revocation; the tablet starts anew.
    for (const auto& file : world.stored("objects"))
        if (std::find(admission.begin(), admission.end(), file) == admission.end())
            std::filesystem::remove(file);
    CHECK(world.import().admitted);  // this archive never met the revocation
    tablet.uploader = std::make_unique<sync::Uploader>(tablet.journal->outbox(), *world.store,
                                                       world.root.public_key, tablet.id());
    const auto result = tablet.sync();
    CHECK(result.receipts == 0);
    // The receipt, and the clinic's key as it was passed on to the computer and to recovery.
    REQUIRE(result.failed.size() == 3);
    for (const auto& failed : result.failed) CHECK(failed.cause == "device-revoked");
}

TEST_CASE("a revoked tablet's key ends no session that is open") {
    ClinicWorld world;
    WorldTablet tablet(world, "Tablet 1", 1);
    auto session = tablet.begin_early("131873");
    world.import();
    world.revoke(tablet.id());
    REQUIRE(session.withdraw());
    tablet.sync();
    const auto result = world.import();
    REQUIRE(result.refused.size() == 1);
    CHECK(result.refused[0].cause == "device-revoked");
    CHECK(world.archive->find_code("131873")->size() == 1);
}

TEST_CASE("a revoked tablet's sessions that have a receipt count for an archive that lacks them") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    world.revoke(day.tablet.id());
    world.import();
    const auto places = world.archive->places().value();
    world.alter_archive("DELETE FROM response");
    world.alter_archive("DELETE FROM bundle");
    // The control: without its receipt a session is as good as new.
    const auto receipts = world.stored("receipts/" + day.tablet.id().hex());
    REQUIRE(receipts.size() == 2);
    std::filesystem::rename(receipts[0], world.folder / "aside");
    CHECK(world.import().imported == 1);
    std::filesystem::rename(world.folder / "aside", receipts[0]);
    CHECK(world.import().imported == 1);
    CHECK(world.archive->places().value() == places);
}

TEST_CASE(
    "a computer that was revoked takes no mark back, and says so instead of trying for ever") {
    test::ImportedDay day;
    ClinicWorld& world = day.world;
    const auto session = world.archive->rows()->at(0).place.ref();
    REQUIRE(world.archive->mark_reviewed(session));
    world.import();
    world.put(
        crypto::make_endorsement(
            {world.id, world.computer_id(), {world.archive->row(session)->marks.reviewed_mark}},
            world.root.secret_key)
            .value());
    world.revoke(world.computer_id());
    world.import();
    REQUIRE(world.archive->row(session)->marks.reviewed);
    CHECK(world.archive->undo_reviewed(session).error().cause == crypto::causes::device_revoked);
}
