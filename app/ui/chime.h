// The sound that calls staff, made here and played through ALSA.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace spine::ui {

// One sound at a time, on a thread of its own. Without a sound card it is silent: what it says
// stands on the screen, too.
class Chime {
  public:
    // As [attention] chime of kiosk.toml: "bell" (two falling tones) or "gong" (one low, long
    // tone).
    explicit Chime(std::string name) : name_(std::move(name)) {}
    Chime(const Chime&) = delete;
    Chime& operator=(const Chime&) = delete;
    ~Chime();
    // Returns at once. While it sounds nothing more happens.
    void ring();

  private:
    std::string name_;
    std::thread player_;
    std::atomic<bool> sounding_{false};
};

}  // namespace spine::ui
