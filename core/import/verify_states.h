// What the two halves of verify share. Internal to the module.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "import/chains.h"
#include "import/verify.h"

namespace spine::importing {

// The tablets by their ids in hex.
using DeviceStates = std::map<std::string, DeviceState>;

// The first thing that is wrong stays.
void note(DeviceState& state, std::string_view cause, const std::string& object);
void note_chains(const Chains& chains, DeviceStates& states);
[[nodiscard]] std::vector<DeviceState> devices_of(DeviceStates&& states);

// Every file of the configurations that the clinic keeps beside the archive. Fault: their listing.
[[nodiscard]] Status add_shelf(archive::Archive& archive, Files& files, VerifyReport& report);

// The sound sessions of a store.
struct Met {
    Chains chains;
    std::vector<archive::SessionPlace> not_imported;  // of bundles that no import has met
};
// verify_store(), and the sound sessions that it met. `imported`: the bundles' names that an
// import has met.
[[nodiscard]] Result<VerifyReport> verify_store_with(
    sync::Store& store, const crypto::SignPublicKey& root,
    std::span<const crypto::SealSecretKey> clinic_keys, std::set<std::string> imported, Met& met);

}  // namespace spine::importing
