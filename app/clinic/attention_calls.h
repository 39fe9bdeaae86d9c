// The tablets that call for staff: whose call it is, since when, and whether somebody has seen it.
//
// Needs no passphrase and no archive, so that a locked program and one that imports for minutes
// show a call just as fast. One thread at a time, which need not be the archive's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "archive/clinic_folder.h"
#include "base/clock.h"
#include "base/files.h"
#include "clinic/data.h"
#include "crypto/keys.h"
#include "sync/clinic_objects.h"
#include "sync/store.h"

namespace spine::clinic {

class AttentionCalls {
  public:
    // With the keys that CLINIC holds now, attention.key and those of before a rotation. Faults:
    // those of attention.key. What was seen before is read from CLINIC/attention.seen;
    // without it every call of the last hours sounds again. Files and clock outlive it.
    [[nodiscard]] static Result<std::unique_ptr<AttentionCalls>> open(
        const archive::ClinicFolder& folder, const crypto::SignPublicKey& root, Files& files,
        Clock& clock);

    // Every call that nobody here has seen, until 12 h after it was first met here. A tablet's
    // clock may be wrong: it counts only for calls that were in the store before the first look of
    // this program. The tablet is named as the clinic admitted it, not as it names itself.
    // Fault: the store's.
    [[nodiscard]] Result<std::vector<Attention>> now();
    // Somebody has seen it: it is not shown on this computer again. Fault: it could not be noted,
    // and sounds again after the next start.
    [[nodiscard]] Status answered(const std::string& id);

  private:
    struct Call {
        crypto::DeviceId device;
        std::string tablet;
        UnixMs at = 0;                      // by the tablet's clock
        std::optional<std::int64_t> since;  // steady: when it was first met here
        bool late = false;                  // older than a working day when the program started
    };

    AttentionCalls(archive::ClinicFolder folder, const crypto::SignPublicKey& root,
                   std::vector<crypto::SealSecretKey> keys, Files& files, Clock& clock);
    void read_seen();
    [[nodiscard]] Status write_seen() const;
    [[nodiscard]] Result<sync::Store*> store();
    // Null: not to be read now.
    Call* read(const std::string& name, sync::Store& store);
    [[nodiscard]] std::optional<Call> verify(ByteView bytes) const;
    void first_met(const std::string& name, Call& call);
    void note_seen(const std::string& name);

    const archive::ClinicFolder folder_;
    const std::vector<crypto::SealSecretKey> keys_;
    Files& files_;
    Clock& clock_;
    sync::ClinicObjects objects_;
    std::unique_ptr<sync::Store> store_;
    std::map<std::string, Call> calls_;
    std::map<std::string, std::size_t> not_read_;     // and how many devices were admitted then
    std::map<std::string, std::int64_t> met_before_;  // steady; by an earlier run of the program
    std::vector<std::string> seen_;                   // in their order
    std::set<std::string, std::less<>> is_seen_;
    bool looked_ = false;
};

}  // namespace spine::clinic
