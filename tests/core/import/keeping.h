// A clinic that keeps what patients said for a time that its configuration says.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <set>
#include <string>

#include "clinic_world.h"
#include "crypto/manifest.h"
#include "crypto/request.h"
#include "import/admitting.h"
#include "import/retention.h"
#include "import/verify.h"

namespace spine::test {

// A clinic that keeps answers for ninety days, unless it says otherwise; a patient on day 0.
struct Keeping {
    explicit Keeping(const std::string& rule = "archive_days = 90") {
        sign("[retention]\n" + rule + "\n");
        patient("131873");
    }
    void sign(const std::string& kiosk_toml) {
        const auto content = world.folder / "configuration";
        std::filesystem::create_directories(content);
        REQUIRE(world.files.write(content / "kiosk.toml", as_bytes(kiosk_toml), Access::Everyone));
        crypto::Manifest manifest;
        manifest.clinic = world.id;
        manifest.version = ++version;
        manifest.root = world.root.public_key;
        manifest.clinic_key = world.clinic_key.public_key;
        manifest.recovery_key = world.recovery.public_key;
        manifest.files.push_back(
            {"kiosk.toml", kiosk_toml.size(), crypto::file_hash(world.id, as_bytes(kiosk_toml))});
        const Bytes bytes = crypto::make_manifest(manifest, world.root.secret_key).value();
        world.configuration = crypto::configuration_hash(bytes);
        REQUIRE(sync::publish_configuration(*world.store, world.files, content, bytes,
                                            world.root.public_key));
    }
    importing::ImportResult patient(const std::string& code) {
        tablet.patient(code, {{"pain.now", "7"}});
        tablet.sync();
        return world.import();
    }
    void pass(std::int64_t days) { world.clock.advance_ms(days * kDayMs); }
    [[nodiscard]] std::set<std::string> codes() {
        std::set<std::string> out;
        const auto rows = world.archive->rows().value();
        for (const auto& row : rows) out.insert(row.summary.code);
        return out;
    }
    [[nodiscard]] std::size_t said(std::string_view what) {
        const auto trail = world.archive->audit().value();
        return static_cast<std::size_t>(
            std::count_if(trail.begin(), trail.end(),
                          [&](const archive::AuditEntry& entry) { return entry.what == what; }));
    }
    [[nodiscard]] bool sound() {
        const auto report =
            importing::verify_clinic(*world.archive, world.files, *world.store).value();
        for (const auto& device : report.devices) UNSCOPED_INFO(device.cause << device.object);
        for (const auto& object : report.objects) UNSCOPED_INFO(object.cause << object.object);
        return report.sound();
    }
    // A further computer that was admitted and has imported.
    [[nodiscard]] std::unique_ptr<archive::Archive> join() {
        const auto asked = importing::request_computer(
            {world.folder / "second",
             "Computer 2",
             {{"Dr Berg", archive::Role::Clinician}, as_bytes("another one"), test::kSmallCost}},
            world.root.public_key, {world.files, world.clock, world.random});
        const auto request = crypto::verify_request(asked->request).value();
        world.put(crypto::make_admission({world.id, request.role, request.signing, request.sealing,
                                          request.attention, 0, world.clock.now(), request.name},
                                         world.root.secret_key)
                      .value());
        world.import();  // passes the clinic's key on
        auto second = archive::Archive::open({world.folder / "second"}, world.files, world.clock,
                                             world.random);
        REQUIRE((*second)->unlock(as_bytes("another one")));
        return std::move(*second);
    }
    [[nodiscard]] importing::ImportResult import(archive::Archive& archive) {
        return importing::Importer(archive, *world.store, world.clock, {}).run().value();
    }

    ClinicWorld world;
    WorldTablet tablet{world, "Tablet 1", 1};
    std::uint64_t version = 1;
};

}  // namespace spine::test
