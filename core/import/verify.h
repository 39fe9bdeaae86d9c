// `kioskctl verify`: everything checked anew, nothing changed.
#pragma once

#include <string>
#include <vector>

#include "archive/archive.h"
#include "crypto/keys.h"
#include "sync/store.h"

namespace spine::importing {

// One tablet: how many of its sessions were checked, and the first thing that is wrong.
struct DeviceState {
    std::string device;  // hex
    std::string name;    // empty if the root never admitted it
    std::uint64_t sessions = 0;
    // Empty: sound. A cause of FORMAT.md, "chain-forked", "session-missing", or "archive-damaged"
    // of an archive's row that says something else than the bundle.
    std::string cause;
    std::string object;  // the bundle or session at fault
};

// An object that does not hold.
struct NotBelieved {
    std::string object;  // its name in the store; empty of an export ledger that lacks a part
    std::string cause;   // of FORMAT.md or export_ledger.h, or "configuration-file-missing"
    std::string device;  // hex: whose it says it is; empty where it says nothing
    std::string where;   // place in the store, "quarantine", "archive", or the configuration's file
};

struct VerifyReport {
    std::vector<DeviceState> devices;
    std::vector<NotBelieved> objects;     // each bundle, and whatever else lies in the store
    std::vector<std::string> unreadable;  // archive: sessions that do not open
    std::string audit;                    // archive: the cause, where the trail does not hold
    // What is not wrong, only not done yet. A configuration that the root signed is in the store or
    // beside the archive; else none was published.
    bool configured = false;
    std::uint64_t not_imported = 0;            // sound bundles that the archive has not met
    std::vector<std::string> not_yet_fetched;  // configurations that an import was broken off at
    [[nodiscard]] bool sound() const;
};

// Every signature, chain and name of a store, and every file of its configurations; with the
// clinic's key also every record and event. Fault: the store's listing.
[[nodiscard]] Result<VerifyReport> verify_store(sync::Store& store,
                                                const crypto::SignPublicKey& root,
                                                const crypto::SealSecretKey* clinic_key);

// Every row and response, the chain over each tablet's sessions, the audit trail, and each file of
// the configurations that lie beside it; and what lies in quarantine, which is not believed. The
// archive must be unlocked.
[[nodiscard]] Result<VerifyReport> verify_archive(archive::Archive& archive, Files& files);

// Both, with the archive's clinic key, and each against the other: a bundle that was altered or
// taken away after it was imported shows, too. What the store holds and no import has met yet is
// not missing.
[[nodiscard]] Result<VerifyReport> verify_clinic(archive::Archive& archive, Files& files,
                                                 sync::Store& store);

}  // namespace spine::importing
