// `kioskctl verify`: everything checked anew, nothing changed.
#pragma once

#include <string>
#include <vector>

#include "archive/archive.h"
#include "crypto/keys.h"
#include "sync/clinic_objects.h"

namespace spine::importing {

// One tablet: how many of its sessions were checked, and the first thing that is wrong.
struct DeviceState {
    std::string device;  // hex
    std::string name;    // empty if the root never admitted it
    std::uint64_t sessions = 0;
    std::string cause;   // empty: sound. A cause of FORMAT.md, "chain-forked" or "session-missing"
    std::string object;  // the bundle or session at fault
};

struct VerifyReport {
    std::vector<DeviceState> devices;
    std::vector<sync::RefusedObject> objects;  // admissions, marks … and bundles of no known device
    std::vector<std::string> unreadable;       // archive: sessions that do not open
    std::string audit;                         // archive: the cause, where the trail does not hold
    [[nodiscard]] bool sound() const;
};

// Every signature, chain and name of a store; with the clinic's key also every record and event.
// Fault: the store's listing.
[[nodiscard]] Result<VerifyReport> verify_store(sync::Store& store,
                                                const crypto::SignPublicKey& root,
                                                const crypto::SealSecretKey* clinic_key);

// Every response, the chain over each tablet's sessions, and the audit trail. The archive must be
// unlocked. What is in quarantine is no fault here: it is kept aside already.
[[nodiscard]] Result<VerifyReport> verify_archive(archive::Archive& archive);

}  // namespace spine::importing
