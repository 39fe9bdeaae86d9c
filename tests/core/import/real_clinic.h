// A clinic made as a person makes one: by the enrolment calls, with the real kiosk-config.
#pragma once

#include <string>

#include "core/config/config_fixture.h"
#include "crypto/init.h"
#include "crypto/random.h"
#include "import/enrolment.h"
#include "support/support.h"

namespace spine::test {

class RealClinic {
  public:
    explicit RealClinic(archive::Roles first = archive::Role::Administrator) {
        importing::NewClinic wanted;
        wanted.clinic = folder / "clinic";
        wanted.root_out = folder / "root";
        wanted.recovery_out = folder / "recovery";
        wanted.first_slot = {{"First", first}, as_bytes("a passphrase"), {1, 8192}};
        made = importing::create_clinic(wanted, desk());
        if (!made) FAIL(made.error().sentence());
        std::filesystem::create_directories(folder / "store");
        const auto card = importing::RootFolder(files, folder / "root").card();
        if (!card) FAIL(card.error().sentence());
        auto opened = sync::open_store(files, (folder / "store").string(), card->clinic());
        if (!opened) FAIL(opened.error().sentence());
        store = std::move(*opened);
    }
    [[nodiscard]] importing::Desk desk() { return {files, clock, random}; }
    [[nodiscard]] Result<importing::SignedConfiguration> sign() {
        return importing::sign_and_publish(config.folder(), folder / "root", *store, desk());
    }
    [[nodiscard]] Result<importing::EnrolledKiosk> enrol(const std::string& name) {
        return importing::enrol_kiosk(folder / name, folder / "root", (folder / "store").string(),
                                      name, {}, desk());
    }

    Status started = crypto::start();  // before the first key
    TemporaryFolder folder;
    SystemFiles files;
    ManualClock clock;
    crypto::SystemRandom random;
    ConfigCopy config;
    Result<importing::CreatedClinic> made = importing::CreatedClinic{};
    std::unique_ptr<sync::Store> store;
};

}  // namespace spine::test
