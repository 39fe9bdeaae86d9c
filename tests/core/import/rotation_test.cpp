// New keys while sessions under the old ones are still open.
#include "import/rotating.h"

#include <catch2/catch.hpp>

#include "clinic_world.h"
#include "crypto/manifest.h"
#include "crypto/passed_key.h"
#include "import/admitting.h"
#include "import/verify.h"

using namespace spine;
using test::ClinicWorld;
using test::WorldTablet;

namespace {

// A clinic whose root folder is there, too.
struct Rotating {
    Rotating() {
        REQUIRE(root().create(
            world.root.secret_key,
            {world.root.public_key, {world.clinic_key.public_key, world.recovery.public_key}, 1}));
    }
    [[nodiscard]] importing::RootFolder root() { return {world.files, world.folder / "root"}; }
    [[nodiscard]] importing::Desk desk() { return {world.files, world.clock, world.random}; }
    [[nodiscard]] Result<importing::Rotated> rotate(
        const std::optional<std::filesystem::path>& recovery_out = {}) {
        return importing::rotate_keys(*world.archive, world.folder / "root", recovery_out, desk());
    }
    // As `clinic sign` does: the next configuration, with the keys of the card.
    void sign() {
        const auto card = root().card().value();
        crypto::Manifest manifest;
        manifest.clinic = world.id;
        manifest.version = ++version;
        manifest.root = world.root.public_key;
        manifest.clinic_key = card.recipients.clinic;
        manifest.recovery_key = card.recipients.recovery;
        const Bytes bytes = crypto::make_manifest(manifest, world.root.secret_key).value();
        world.configuration = crypto::configuration_hash(bytes);
        world.clinic_key.public_key = card.recipients.clinic;
        world.recovery.public_key = card.recipients.recovery;
        REQUIRE(sync::publish_configuration(*world.store, world.files, world.folder.path(), bytes,
                                            world.root.public_key));
    }
    [[nodiscard]] std::set<std::string> codes() {
        std::set<std::string> out;
        const auto rows = world.archive->rows().value();
        for (const auto& row : rows)
            if (world.archive->response(row.place.ref())) out.insert(row.summary.code);
        return out;
    }
    ClinicWorld world;
    WorldTablet tablet{world, "Tablet 1", 1};
    std::uint64_t version = 1;
};

}  // namespace

TEST_CASE(
    "sessions and marks under the old key open after a rotation, and so do those under the new") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    REQUIRE(world.archive->mark_reviewed(world.archive->rows()->at(0).place.ref()));
    auto open = clinic.tablet.begin_early("100009");
    const crypto::SealPublicKey old_key = world.clinic_key.public_key;
    REQUIRE(clinic.rotate());
    CHECK(world.archive->audit()->back().what == "clinic key rotated");
    clinic.sign();
    CHECK(world.clinic_key.public_key != old_key);
    REQUIRE(open.finish(crypto::SessionStatus::Complete));
    clinic.tablet.patient("200002", {{"pain.now", "2"}});
    clinic.tablet.sync();
    CHECK(world.import().refused.empty());
    const std::set<std::string> all = {"100009", "131873", "200002"};
    CHECK(clinic.codes() == all);
    CHECK(crypto::public_of(world.archive->clinic_key().value()) == world.clinic_key.public_key);
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    CHECK(clinic.codes() == all);
    CHECK(crypto::public_of(world.archive->clinic_key().value()) == world.clinic_key.public_key);
    CHECK(world.archive->rows()->at(0).marks.reviewed);
    REQUIRE(world.archive->mark_reviewed(world.archive->rows()->at(2).place.ref()));
    CHECK(world.archive->rows()->at(2).marks.reviewed);
    CHECK(importing::verify_clinic(*world.archive, world.files, *world.store)->sound());
}

TEST_CASE("a computer that has not got the new key yet loses nothing: it reads on when it has it") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    const auto asked = importing::request_computer(
        {world.folder / "second",
         "Computer 2",
         {{"Dr Berg", archive::Role::Clinician}, as_bytes("another one"), test::kSmallCost}},
        world.root.public_key, clinic.desk());
    const auto request = crypto::verify_request(asked->request).value();
    world.put(crypto::make_admission({world.id, request.role, request.signing, request.sealing,
                                      request.attention, 0, world.clock.now(), request.name},
                                     world.root.secret_key)
                  .value());
    world.import();
    REQUIRE(clinic.rotate());
    clinic.sign();
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    auto second =
        archive::Archive::open({world.folder / "second"}, world.files, world.clock, world.random);
    REQUIRE(second);
    REQUIRE((*second)->unlock(as_bytes("another one")));
    const auto import = [&] {
        return importing::Importer(**second, *world.store, world.clock, {}).run().value();
    };
    const auto early = import();
    REQUIRE(early.refused.size() == 1);
    CHECK(early.refused[0].cause == "not-a-recipient");
    world.import();  // passes the new key on
    const auto later = import();
    CHECK(later.refused.empty());
    CHECK(later.imported == 1);
    CHECK((*second)->quarantine()->empty());
}

TEST_CASE("with a new recovery key old sessions can be recovered, too") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    clinic.tablet.patient("131873", {{"pain.now", "7"}});
    clinic.tablet.sync();
    world.import();
    CHECK(clinic.rotate(world.clinic_folder.root / "inside").error().cause ==
          importing::causes::key_in_clinic);
    const auto rotated = clinic.rotate(world.folder / "recovery-2");
    REQUIRE(rotated);
    CHECK_FALSE(rotated->recovery_key.empty());
    clinic.sign();
    clinic.tablet.patient("200002", {{"pain.now", "2"}});
    clinic.tablet.sync();
    world.import();
    const auto recovered = importing::recover_clinic(
        {world.folder / "recovered",
         "Recovered",
         {{"Dr Lind", archive::Role::Clinician}, as_bytes("another one"), test::kSmallCost}},
        world.root.public_key, world.folder / "recovery-2", *world.store, clinic.desk(), {});
    if (!recovered) FAIL(recovered.error().sentence());
    CHECK(recovered->clinic_keys == 2);
    CHECK(recovered->imported.imported == 2);
    CHECK(recovered->imported.refused.empty());
}

namespace {

// The passed keys of the store: recipient and key.
std::set<std::pair<crypto::Hash, crypto::Hash>> passed(const ClinicWorld& world) {
    std::set<std::pair<crypto::Hash, crypto::Hash>> out;
    for (const auto& file : world.stored("objects")) {
        const std::string bytes = test::slurp(file);
        const auto one =
            crypto::verify_passed_key(as_bytes(bytes), world.computer.public_key, world.id);
        if (one) out.emplace(one->recipient, one->key);
    }
    return out;
}

}  // namespace

TEST_CASE("a new key goes to the recovery key of the configuration that names it, to no other") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    const auto print = [&](const auto& key) { return crypto::fingerprint(world.id, key); };
    const auto old_recovery = print(world.recovery.public_key);
    world.import();
    REQUIRE(clinic.rotate(world.folder / "recovery-2"));
    const auto card = clinic.root().card().value();
    const auto fresh = print(card.recipients.clinic);
    world.import();  // before the next configuration is signed
    for (const auto& [recipient, key] : passed(world)) CHECK(key != fresh);
    clinic.sign();
    world.import();
    CHECK(passed(world).contains({print(card.recipients.recovery), fresh}));
    CHECK_FALSE(passed(world).contains({old_recovery, fresh}));
}

TEST_CASE("whom the root has revoked gets no new key, also where the store has swallowed it") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    const auto pair = crypto::make_sign_pair(world.random);
    const auto join = crypto::make_seal_pair(world.random);
    const auto admitted =
        clinic.root().admit({world.id, crypto::Role::Computer, pair.public_key, join.public_key,
                             join.public_key, 0, world.clock.now(), "Computer 2"});
    world.put(*admitted);
    world.import();
    const auto before = world.stored("objects");
    REQUIRE(importing::revoke_device(crypto::device_id_of(world.id, pair.public_key),
                                     world.folder / "root", *world.store, clinic.desk()));
    for (const auto& file : world.stored("objects"))
        if (std::find(before.begin(), before.end(), file) == before.end())
            std::filesystem::remove(file);
    REQUIRE(clinic.rotate());
    clinic.sign();
    world.import();
    const auto recipient = crypto::fingerprint(world.id, join.public_key);
    const auto fresh = crypto::fingerprint(world.id, world.clinic_key.public_key);
    CHECK_FALSE(passed(world).contains({recipient, fresh}));
    CHECK(
        passed(world).contains({crypto::fingerprint(world.id, world.recovery.public_key), fresh}));
}

TEST_CASE("an empty box that another computer passed keeps nobody from the clinic's key") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    const auto pair = crypto::make_sign_pair(world.random);
    world.admit_computer(pair.public_key, "Computer 2");
    crypto::PassedKey hollow{world.id,
                             crypto::device_id_of(world.id, pair.public_key),
                             crypto::fingerprint(world.id, world.recovery.public_key),
                             crypto::fingerprint(world.id, world.clinic_key.public_key),
                             {}};
    world.put(crypto::Signer(pair.secret_key).signed_bytes(crypto::encode_unsigned(hollow)));
    world.import();
    CHECK(passed(world).contains({hollow.recipient, hollow.key}));
}

TEST_CASE("a store that turns back time puts no old key in use") {
    Rotating clinic;
    ClinicWorld& world = clinic.world;
    const auto before = world.stored("configs");
    REQUIRE(clinic.rotate());
    clinic.sign();
    world.import();
    const auto in_use = [&] { return crypto::public_of(world.archive->clinic_key().value()); };
    REQUIRE(in_use() == world.clinic_key.public_key);
    for (const auto& file : world.stored("configs"))
        if (std::find(before.begin(), before.end(), file) == before.end())
            std::filesystem::remove(file);
    world.reopen();
    REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase)));
    world.import();
    CHECK(in_use() == world.clinic_key.public_key);
}
