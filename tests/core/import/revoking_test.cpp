// Revoking with the root's folder at hand: nobody whom it concerns can prevent it or widen it, and
// what was said before goes on to count, whatever goes first.
#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/endorsement.h"
#include "crypto/ledger_part.h"
#include "crypto/receipt.h"
#include "crypto/tombstone.h"
#include "import/enrolment.h"

using namespace spine;
using test::ClinicWorld;

namespace {

// A day with two patients, the root's folder, and its one computer.
struct WithRoot {
    WithRoot() {
        REQUIRE(root.create(
            world.root.secret_key,
            {world.root.public_key, {world.clinic_key.public_key, world.recovery.public_key}, 1}));
        const auto now = world.clock.now();
        REQUIRE(
            root.admit({world.id, crypto::Role::Computer, world.computer.public_key,
                        world.join.public_key, world.attention.public_key, 0, now, "Computer 1"}));
        REQUIRE(root.admit({world.id,
                            crypto::Role::Kiosk,
                            day.tablet.key.public_key,
                            {},
                            {},
                            1,
                            now,
                            "Tablet 1"}));
    }
    [[nodiscard]] Status revoke(const crypto::DeviceId& device,
                                importing::ItsExports exports = importing::ItsExports::Count) {
        return importing::revoke_device(device, world.folder / "root", *world.store,
                                        {world.files, world.clock, world.random}, exports);
    }
    [[nodiscard]] std::vector<crypto::Hash> endorsed() const {
        std::vector<crypto::Hash> names;
        const auto all = root.endorsements().value();
        for (const Bytes& bytes : all) {
            const auto one = crypto::verify_endorsement(bytes, world.root.public_key).value();
            names.insert(names.end(), one.objects.begin(), one.objects.end());
        }
        return names;
    }
    [[nodiscard]] std::string receipts() const { return sync::places::receipts(day.tablet.id()); }
    // A computer that was never there before, with nothing but the clinic's key.
    [[nodiscard]] importing::ImportResult fresh_computer() {
        const auto signing = crypto::make_sign_pair(world.random);
        const archive::ClinicFolder folder{world.folder / "fresh"};
        std::filesystem::create_directory(folder.root);
        auto archive = archive::Archive::create(
            folder, world.root.public_key,
            {world.clinic_key.secret_key.copy(), signing.secret_key.copy(),
             world.join.secret_key.copy(), world.attention.secret_key.copy()},
            {{"Dr Berg", archive::Role::Clinician}, as_bytes(test::kPassphrase), test::kSmallCost},
            world.files, world.clock, world.random);
        if (!archive) FAIL(archive.error().sentence());
        REQUIRE((*archive)->unlock(as_bytes(test::kPassphrase)));
        world.admit_computer(signing.public_key, "Computer 2");
        auto result = importing::Importer(**archive, *world.store, world.clock, {}).run();
        if (!result) FAIL(result.error().sentence());
        return *result;
    }

    test::ImportedDay day;
    ClinicWorld& world = day.world;
    importing::RootFolder root{world.files, world.folder / "root"};
};

}  // namespace

TEST_CASE("a revoked computer's new receipt under a name that was endorsed deletes nothing") {
    ClinicWorld world;
    test::WorldTablet tablet(world, "Tablet 1", 1);
    tablet.patient("131873", {{"pain.now", "7"}});
    tablet.sync();
    const crypto::Signer signer(world.computer.secret_key);
    const Bytes said = crypto::make_tombstone({world.id, world.computer_id(), 1, {}, {}}, signer);
    world.put(said);
    world.put(crypto::make_endorsement({world.id, world.computer_id(), {crypto::hash(said)}},
                                       world.root.secret_key)
                  .value());
    world.revoke(world.computer_id());
    const std::string bundle = test::slurp(world.stored("bundles").at(0));
    const auto verified =
        crypto::verify_bundle(as_bytes(bundle), tablet.key.public_key, world.id).value();
    const Bytes receipt =
        crypto::make_receipt({world.id, world.computer_id(), tablet.id(), verified.header().session,
                              verified.header().counter, verified.head_hash()},
                             signer);
    REQUIRE(
        world.store->put(sync::places::receipts(tablet.id()), crypto::hash(said).hex(), receipt));
    const auto synced = tablet.sync();
    CHECK(synced.receipts == 0);
    REQUIRE(synced.failed.size() == 1);
    CHECK(synced.failed[0].cause == "name-wrong");
}

TEST_CASE("a name that was endorsed of one computer counts for no other") {
    REQUIRE(crypto::start());
    crypto::SystemRandom random;
    const auto root = crypto::make_sign_pair(random);
    const auto one = crypto::make_sign_pair(random), two = crypto::make_sign_pair(random);
    const auto clinic = crypto::clinic_id_of(root.public_key);
    const auto key = crypto::make_seal_pair(random).public_key;
    crypto::Authors authors(root.public_key);
    for (const auto& pair : {&one, &two}) {
        const auto id = crypto::device_id_of(clinic, pair->public_key);
        REQUIRE(authors.take(crypto::make_admission({clinic, crypto::Role::Computer,
                                                     pair->public_key, key, key, 0, 0, "Desk"},
                                                    root.secret_key)
                                 .value()));
        REQUIRE(authors.take(crypto::make_revocation({clinic, id, 0}, root.secret_key).value()));
    }
    const auto name = crypto::hash(as_bytes("said"));
    const auto first = crypto::device_id_of(clinic, one.public_key);
    REQUIRE(
        authors.take(crypto::make_endorsement({clinic, first, {name}}, root.secret_key).value()));
    CHECK(authors.author_of(first, name) != nullptr);
    CHECK(authors.author_of(crypto::device_id_of(clinic, two.public_key), name) == nullptr);
}

TEST_CASE("what lies among receipts and is none neither prevents a revocation nor is endorsed") {
    WithRoot clinic;
    ClinicWorld& world = clinic.world;
    const crypto::Signer signer(world.computer.secret_key);
    const Bytes said = crypto::make_tombstone({world.id, world.computer_id(), 9, {}, {}}, signer);
    world.put(said);
    REQUIRE(clinic.revoke(clinic.day.tablet.id()));
    // One of its own objects once more, and bytes that only say that they are its.
    Bytes forged(60, 7);
    std::copy_n(world.computer_id().view().begin(), 16, forged.begin() + 34);
    REQUIRE(world.store->put(clinic.receipts(), crypto::hash(said).hex(), said));
    REQUIRE(world.store->put(clinic.receipts(), crypto::hash(forged).hex(), forged));
    // A sound receipt of it, for a tablet that is not the one whose place it lies in.
    const Bytes astray = crypto::make_receipt(
        {world.id, world.computer_id(), crypto::DeviceId{{9}}, crypto::SessionId{{9}}, 1, {}},
        signer);
    REQUIRE(world.store->put(clinic.receipts(), crypto::hash(astray).hex(), astray));
    REQUIRE(clinic.revoke(world.computer_id()));
    const auto names = clinic.endorsed();
    CHECK(std::count(names.begin(), names.end(), crypto::hash(said)) == 1);
    CHECK(std::count(names.begin(), names.end(), crypto::hash(forged)) == 0);
    CHECK(std::count(names.begin(), names.end(), crypto::hash(astray)) == 0);
}

TEST_CASE("of a computer in foreign hands what it says that it exported can be left out") {
    WithRoot clinic;
    ClinicWorld& world = clinic.world;
    const crypto::Signer signer(world.computer.secret_key);
    crypto::LedgerPartText text;
    text.content = {1, 2, 3};
    const Bytes part =
        crypto::make_ledger_part(world.id, text, world.clinic_key.public_key, signer).value();
    const Bytes said = crypto::make_tombstone({world.id, world.computer_id(), 9, {}, {}}, signer);
    world.put(part);
    world.put(said);
    const bool retired = GENERATE(false, true);
    REQUIRE(clinic.revoke(world.computer_id(), retired ? importing::ItsExports::Count
                                                       : importing::ItsExports::CountNoMore));
    const auto names = clinic.endorsed();
    CHECK(std::count(names.begin(), names.end(), crypto::hash(said)) == 1);
    CHECK(std::count(names.begin(), names.end(), crypto::hash(part)) == (retired ? 1 : 0));
}

TEST_CASE(
    "a tablet and the only computer are stolen: its sessions count, whichever is revoked first") {
    WithRoot clinic;
    const bool computer_first = GENERATE(true, false);
    INFO((computer_first ? "the computer first" : "the tablet first"));
    const auto computer = clinic.world.computer_id(), tablet = clinic.day.tablet.id();
    REQUIRE(clinic.revoke(computer_first ? computer : tablet));
    REQUIRE(clinic.revoke(computer_first ? tablet : computer));
    const auto result = clinic.fresh_computer();
    CHECK(result.imported == 2);
    CHECK(result.refused.empty());
}

TEST_CASE("a revoked computer's receipts for a tablet in use let it delete nothing") {
    WithRoot clinic;
    REQUIRE(clinic.revoke(clinic.world.computer_id()));
    const auto synced = clinic.day.tablet.sync();
    CHECK(synced.receipts == 0);
    CHECK(synced.failed.size() == 2);
}

TEST_CASE("what the only computer had erased is no gap once it was stolen and revoked") {
    WithRoot clinic;
    auto& archive = *clinic.world.archive;
    REQUIRE(archive.erase(archive.find_code("131873")->at(0).place.ref()));
    REQUIRE(clinic.world.import().taken_out == 1);
    REQUIRE(clinic.revoke(clinic.world.computer_id()));
    const auto there = clinic.fresh_computer();
    CHECK(there.imported == 1);
    CHECK(there.taken_out_before == 1);
    CHECK(there.gaps.empty());
}
