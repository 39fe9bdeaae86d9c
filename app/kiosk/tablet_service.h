// The service of a real tablet: its journal, and how its sync fares.
#pragma once

#include <filesystem>
#include <mutex>

#include "kiosk/keeper.h"
#include "kiosk/service.h"
#include "kiosk/tablet.h"

namespace spine::kiosk {

class TabletService final : public Service {
  public:
    // Tablet, keeper, files and clock outlive it. `program`: the kiosk's version. `runtime`: the
    // folder in which spine-kiosk.service finds the wish to be shut down, as a file of that name,
    // when the kiosk has ended; empty: nobody would.
    TabletService(Tablet& tablet, Keeper& keeper, Files& files, const Clock& clock,
                  std::string program, std::filesystem::path runtime);

    [[nodiscard]] Result<ServiceState> look() override;
    void send_now() override { keeper_.wake_sync(); }
    [[nodiscard]] std::string test_code() override { return keeper_.new_code(); }
    [[nodiscard]] bool can_shut_down() const override { return !runtime_.empty(); }
    [[nodiscard]] bool shut_down() override;

    // The sync thread says that a round is over, and whether the store could be reached.
    void sync_ended(bool reached_store);

  private:
    Tablet& tablet_;
    Keeper& keeper_;
    Files& files_;
    const Clock& clock_;
    const std::string program_;
    const std::filesystem::path runtime_;
    std::mutex mutex_;
    std::uint64_t syncs_ = 0;
    std::optional<UnixMs> unreachable_since_;
};

}  // namespace spine::kiosk
