// A clinic to which patients keep coming, and whose import is `kioskctl import` in a process of its
// own. The passphrase costs next to nothing, so that what is killed is an import.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "child.h"
#include "core/import/real_clinic.h"
#include "kiosk/desk.h"
#include "kiosk/tablet.h"
#include "tool/demo_time.h"
#include "tool/simulated_patient.h"

namespace spine::test {

class BusyClinic {
  public:
    BusyClinic();
    // So many patients answer, and their sessions reach the store.
    void patients(int count);
    // The command line of an import of this clinic.
    [[nodiscard]] Arguments import_command() const;
    // Who is in the archive, or not as they answered: what is wrong, one line each. Every import
    // must have come to its end before.
    [[nodiscard]] std::vector<std::string> wrong();
    // Receipts in the store.
    [[nodiscard]] std::size_t receipts() const;
    [[nodiscard]] sync::SyncResult sync();
    // Sessions that the tablet holds and that have no receipt.
    [[nodiscard]] std::uint64_t without_receipt();
    [[nodiscard]] std::size_t visits() const { return visits_.size(); }

  private:
    void compare(archive::Archive& archive, const archive::Row& row,
                 std::vector<std::string>& wrong) const;

    RealClinic clinic_{archive::Role::Clinician | archive::Role::Administrator};
    tool::DemoClock clock_{1'795'510'680'000, 1'000};
    tool::DemoRandom random_{11};
    std::unique_ptr<kiosk::Tablet> tablet_;
    std::unique_ptr<kiosk::JournalKeeper> keeper_;
    std::unique_ptr<kiosk::Desk> desk_;
    std::map<std::string, tool::SimulatedVisit> visits_;  // by session
};

}  // namespace spine::test
