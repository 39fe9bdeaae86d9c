// A clinic with its real configuration, one tablet, and the clinic program's data over them.
#pragma once

#include <memory>
#include <string>

#include "clinic/archive_data.h"
#include "clinic_world.h"
#include "core/config/config_fixture.h"

namespace spine::test {

class ClinicRoom {
  public:
    ClinicRoom();
    // Signs the configuration as `version` and publishes it; the tablet's next patients are asked
    // under it.
    void publish(std::uint64_t version);
    // The clinic program starts, locked: the archive that the world holds is closed before.
    void start();
    void stop() { data.reset(); }
    void unlock();
    [[nodiscard]] clinic::Worklist worklist();
    // Hands a call of the tablet to the store; its name there.
    std::string call(UnixMs at, const std::string& name = "Tablet 1");
    // How often somebody has opened a patient, by the audit trail; ends the program.
    [[nodiscard]] std::size_t opened();
    [[nodiscard]] std::uintmax_t log_size() const;
    [[nodiscard]] std::filesystem::path store_folder() const { return world.folder / "store"; }

    ClinicWorld world;
    ConfigCopy config;
    WorldTablet tablet{world, "Tablet 1", 1};
    Bytes last_call;
    std::unique_ptr<clinic::ArchiveData> data;
};

}  // namespace spine::test
