// A clinic with its root folder, whose computer is given new keys.
#pragma once

#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "clinic_world.h"
#include "crypto/keyfile.h"
#include "crypto/manifest.h"
#include "import/admitting.h"
#include "import/rotating_computer.h"
#include "import/verify.h"

namespace spine::test {

// A clinic whose root folder is there, too.
struct RotatingScene {
    RotatingScene() {
        REQUIRE(root.create(
            world.root.secret_key,
            {world.root.public_key, {world.clinic_key.public_key, world.recovery.public_key}, 1}));
        REQUIRE(root.admit({world.id, crypto::Role::Computer, world.computer.public_key,
                            world.join.public_key, world.attention.public_key, 0, world.clock.now(),
                            "Computer 1"}));
    }
    [[nodiscard]] std::filesystem::path root_folder() const { return world.folder / "root"; }
    [[nodiscard]] importing::Desk desk() { return {world.files, world.clock, world.random}; }
    [[nodiscard]] Result<importing::RotatedComputer> rotate() {
        return importing::rotate_computer(*world.archive, root_folder(), *world.store, desk());
    }
    importing::RotatedComputer rotated() {
        auto done = rotate();
        if (!done) FAIL(done.error().sentence());
        return *done;
    }
    // As `clinic sign` does, with the keys of the card. Tablets call `attention`.
    void sign(const crypto::SealPublicKey& attention) {
        const auto card = root.card().value();
        crypto::Manifest manifest;
        manifest.clinic = world.id;
        manifest.version = ++version;
        manifest.root = world.root.public_key;
        manifest.clinic_key = card.recipients.clinic;
        manifest.recovery_key = card.recipients.recovery;
        manifest.computers = {{world.archive->computer(), attention}};
        const Bytes bytes = crypto::make_manifest(manifest, world.root.secret_key).value();
        world.configuration = crypto::configuration_hash(bytes);
        world.clinic_key.public_key = card.recipients.clinic;
        REQUIRE(sync::publish_configuration(*world.store, world.files, world.folder.path(), bytes,
                                            world.root.public_key));
    }
    [[nodiscard]] std::unique_ptr<archive::Archive> second_computer() {
        const auto asked = importing::request_computer(
            {world.folder / "second",
             "Computer 2",
             {{"Dr Berg", archive::Role::Clinician | archive::Role::Administrator},
              as_bytes(test::kPassphrase),
              test::kSmallCost}},
            world.root.public_key, desk());
        const auto request = crypto::verify_request(asked->request).value();
        world.put(root.admit({world.id, request.role, request.signing, request.sealing,
                              request.attention, 0, world.clock.now(), request.name})
                      .value());
        world.import();
        auto opened = archive::Archive::open({world.folder / "second"}, world.files, world.clock,
                                             world.random);
        REQUIRE((*opened)->unlock(as_bytes(test::kPassphrase)));
        return std::move(*opened);
    }
    [[nodiscard]] importing::ImportResult import(archive::Archive& archive) {
        return importing::Importer(archive, *world.store, world.clock, {}).run().value();
    }
    [[nodiscard]] crypto::SealPublicKey attention_in(const std::filesystem::path& file) {
        const auto bytes = world.files.read(file, crypto::kMaxKeyFileSize).value();
        return crypto::public_of(
            crypto::decode_key_file(bytes, crypto::KeyPurpose::Attention)->seal_key());
    }
    [[nodiscard]] std::vector<std::filesystem::path> former() const {
        std::vector<std::filesystem::path> files;
        for (const auto& one :
             std::filesystem::directory_iterator(world.clinic_folder.former_attention_keys()))
            files.push_back(one.path());
        return files;
    }
    [[nodiscard]] archive::MarkState marks(const std::string& code) {
        return world.archive->find_code(code)->at(0).marks;
    }
    [[nodiscard]] bool sound() {
        return importing::verify_clinic(*world.archive, world.files, *world.store)->sound();
    }
    void unlock() { REQUIRE(world.archive->unlock(as_bytes(test::kPassphrase))); }

    ClinicWorld world;
    importing::RootFolder root{world.files, world.folder / "root"};
    WorldTablet tablet{world, "Tablet 1", 1};
    std::uint64_t version = 1;
};

}  // namespace spine::test
