// Patients who touch whatever stands on the screen, the same ones for the same seed.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "base/clock.h"
#include "kiosk/app.h"
#include "tool/demo_time.h"
#include "ui/headless.h"

namespace spine::bench {

// A tablet without a display or a disk: the real screens of the configuration.
class TouchedTablet {
  public:
    TouchedTablet(const config::Config& config, const ui::Strings& strings,
                  std::unique_ptr<ui::Fonts> fonts);

    // One patient, from the language to the end, in that size of text. `seen` is called for each
    // state of each screen after it has come to rest; false ends the walk there.
    using Seen = std::function<bool(const std::string& screen)>;
    void walk(const std::string& language, ui::Print print, std::uint64_t seed, const Seen& seen);

    [[nodiscard]] ui::Stage& stage() { return stage_; }
    [[nodiscard]] ui::Headless& screen() { return screen_; }

  private:
    class StillClock final : public Clock {
      public:
        [[nodiscard]] UnixMs now() const override { return ms; }
        [[nodiscard]] std::int64_t steady_ms() const override { return ms; }
        std::int64_t ms = 1'000'000;
    };

    class Nowhere;
    [[nodiscard]] std::string at() const;
    bool rest(const Seen& seen);
    bool tap(const std::string& key, const Seen& seen);
    bool answer_somehow(Random& random, const Seen& seen);
    bool look_aside(const Seen& seen);
    [[nodiscard]] bool walking() const { return desk_.scene() == kiosk::Scene::Walking; }

    StillClock clock_;
    std::unique_ptr<kiosk::Keeper> keeper_;
    kiosk::Desk desk_;
    kiosk::App app_;
    ui::Stage stage_;
    ui::Headless screen_;
};

}  // namespace spine::bench
