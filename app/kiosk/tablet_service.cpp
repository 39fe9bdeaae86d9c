#include "kiosk/tablet_service.h"

#include <utility>

namespace spine::kiosk {

TabletService::TabletService(Tablet& tablet, Keeper& keeper, Files& files, const Clock& clock,
                             std::string program, std::filesystem::path runtime)
    : tablet_(tablet),
      keeper_(keeper),
      files_(files),
      clock_(clock),
      program_(std::move(program)),
      runtime_(std::move(runtime)) {}

Result<ServiceState> TabletService::look() {
    auto journal = tablet_.journal().status();
    if (!journal) return fail(std::move(journal));
    const std::lock_guard lock(mutex_);
    return ServiceState{std::move(*journal), syncs_, unreachable_since_,
                        tablet_.configuration_version(), program_};
}

bool TabletService::shut_down() {
    return can_shut_down() && files_.write(runtime_ / "shut-down", {}, Access::Owner);
}

void TabletService::sync_ended(bool reached_store) {
    const std::lock_guard lock(mutex_);
    ++syncs_;
    if (reached_store) {
        unreachable_since_.reset();
    } else if (!unreachable_since_) {
        unreachable_since_ = clock_.now();
    }
}

}  // namespace spine::kiosk
