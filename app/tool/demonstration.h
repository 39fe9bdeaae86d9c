// The whole job once, in one folder: a clinic, its tablets, simulated patients, sync and import.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "import/importer.h"
#include "tool/command.h"
#include "tool/simulated_patient.h"

namespace spine::tool {

struct DemoSettings {
    std::filesystem::path folder;  // made; must not hold a demonstration already
    std::filesystem::path config;  // the kiosk-config to copy and sign
    unsigned patients = 12, kiosks = 1;
    std::uint64_t seed = 1;
    sync::StoreSettings store;  // without an address: a folder beside the others
};

struct DemoResult {
    std::vector<SimulatedVisit> visits;
    importing::ImportResult imported;
};

// Where the parts of a demonstration lie.
struct DemoFolder {
    std::filesystem::path root;
    [[nodiscard]] std::filesystem::path clinic() const { return root / "clinic"; }
    [[nodiscard]] std::filesystem::path kiosk(unsigned number) const {
        return root / ("kiosk-" + std::to_string(number));
    }
    [[nodiscard]] std::filesystem::path store() const { return root / "store"; }
    [[nodiscard]] std::filesystem::path root_key() const { return root / "root"; }
    [[nodiscard]] std::filesystem::path recovery() const { return root / "recovery"; }
    [[nodiscard]] std::filesystem::path config() const { return root / "config"; }
    [[nodiscard]] std::filesystem::path answers() const { return root / "answers.ndjson"; }
    [[nodiscard]] std::filesystem::path passphrase() const { return root / "passphrase"; }
    [[nodiscard]] std::filesystem::path pin() const { return root / "staff-pin"; }
};

// Like a tablet, it goes on once a server that was out of reach comes back: sync and import are
// tried again for two minutes. Faults: those of every part on the way; the folder then holds what
// was made so far.
[[nodiscard]] Result<DemoResult> run_demonstration(Environment& environment,
                                                   const DemoSettings& settings);

}  // namespace spine::tool
