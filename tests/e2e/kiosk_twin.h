// The tablet's screens without a window, in step with the real one: the same program parts over
// the same configuration, and a keeper in memory. It says where to tap, and what a window that did
// what was tapped must look like. The real program is not asked for either.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/kiosk/fake_service.h"
#include "app/kiosk/heard_speech.h"
#include "app/kiosk/memory_keeper.h"
#include "config/config.h"
#include "kiosk/app.h"
#include "support/support.h"
#include "ui/headless.h"

namespace spine::test {

class KioskTwin {
  public:
    KioskTwin(const std::filesystem::path& configuration, std::string tablet_name,
              ui::Pixels size = {1280, 800});

    void tap(const std::string& key);  // fails the test if that cannot be tapped
    void pass_ms(std::int64_t ms);     // and a frame
    [[nodiscard]] bool has(const std::string& key) const { return screen_.has(key); }
    // Where that is, in pixels of a window of the same size.
    [[nodiscard]] ui::Point place_of(const std::string& key) const;
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] std::string at() const;  // the scene and the step
    [[nodiscard]] const kiosk::Desk& desk() const { return desk_; }
    [[nodiscard]] const config::Config& config() const { return config_; }
    [[nodiscard]] ui::Picture picture();

    // From the welcome to the code's screen.
    [[nodiscard]] static std::vector<std::string> way_to_code(const std::string& language);
    // The code's screen with each digit six times, 0 to 9; the twin stands on the welcome again.
    [[nodiscard]] std::vector<ui::Picture> code_screens(const std::string& language);
    // From the code's screen back to the welcome; the next patient's code is this one.
    void start_over(std::string code);

  private:
    config::Config config_;
    MemoryKeeper keeper_;
    ManualClock clock_;
    kiosk::Desk desk_;
    ui::Strings strings_;
    HeardSpeech speech_;   // the window has a voice, and so the tool for it
    FakeService service_;  // and a PIN, and so the lock
    kiosk::App app_;
    ui::Stage stage_;
    ui::Headless screen_;
};

}  // namespace spine::test
