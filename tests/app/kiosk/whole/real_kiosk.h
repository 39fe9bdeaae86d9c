// The kiosk as its main() composes it, on a folder that was really enrolled, without a window:
// what stands on the screen is looked at in the picture that a patient would see.
#pragma once

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "crypto/random.h"
#include "dying_files.h"
#include "hurried_clock.h"
#include "kiosk/app.h"
#include "kiosk/sync_thread.h"
#include "kiosk/tablet.h"
#include "too_early_keeper.h"
#include "ui/headless.h"

namespace spine::test {

struct RealKioskSettings {
    std::filesystem::path folder;
    bool syncs_beside = false;  // as the kiosk does: at once, at each session's end
    bool too_early = false;     // the negative control
};

class RealKiosk {
  public:
    // Faults: those of Tablet::open(), of fonts and strings.
    [[nodiscard]] static Result<std::unique_ptr<RealKiosk>> open(const RealKioskSettings& settings,
                                                                 DyingFiles& files);

    // A finger on the target; false if it does not stand on the screen.
    bool tap(std::string_view key);
    [[nodiscard]] bool has(std::string_view key) const { return screen_->has(key); }
    [[nodiscard]] const std::vector<ui::Target>& targets() const { return stage_.targets().all(); }
    void let_pass(std::int64_t ms);
    // Keeps no note of what was drawn, as in a window: has() and targets() stay.
    void draw_unwatched() { stage_.watch_misfits(false); }
    // The place between Back and Next shows "Saved", to the pixel, in the patient's language.
    [[nodiscard]] bool shows_saved();
    // Of the whole picture: equal pictures have equal prints.
    [[nodiscard]] std::string print();

    [[nodiscard]] const kiosk::Desk& desk() const { return *desk_; }
    [[nodiscard]] const session::Step& step() const { return desk_->walk()->step(); }
    [[nodiscard]] bool walking() const { return desk_->scene() == kiosk::Scene::Walking; }
    [[nodiscard]] Result<sync::SyncResult> sync_once() { return tablet_->sync_once(); }

  private:
    RealKiosk(DyingFiles& files, std::unique_ptr<ui::Fonts> fonts, ui::Strings strings);
    [[nodiscard]] Status compose(const RealKioskSettings& settings);
    // The middle of the message slot of the frame that was last drawn, nothing around it.
    [[nodiscard]] ui::Picture slot_picture() const;
    [[nodiscard]] const ui::Picture& saved_in(const std::string& language);

    DyingFiles& files_;
    HurriedClock clock_;
    crypto::SystemRandom random_;
    ui::Strings strings_;
    ui::Stage stage_;
    std::unique_ptr<kiosk::Tablet> tablet_;
    std::unique_ptr<kiosk::JournalKeeper> keeper_;
    std::optional<TooEarlyKeeper> too_early_;
    std::unique_ptr<kiosk::Desk> desk_;
    std::unique_ptr<kiosk::App> app_;
    std::unique_ptr<ui::Headless> screen_;
    std::map<std::string, ui::Picture> saved_;  // by language
    std::atomic<kiosk::SyncThread*> syncing_ = nullptr;
    std::unique_ptr<kiosk::SyncThread> sync_thread_;  // last: ends before what it uses
};

}  // namespace spine::test
