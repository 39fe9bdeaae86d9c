// The sound that calls staff: a bell of two tones, made here and played through ALSA.
#pragma once

#include <atomic>
#include <string>
#include <thread>

namespace spine::ui {

// One bell at a time, on a thread of its own. Without a sound card it is silent: what it says
// stands on the screen, too.
class Chime {
  public:
    // "bell" is the one there is; any other name sounds the same.
    explicit Chime(std::string name) : name_(std::move(name)) {}
    Chime(const Chime&) = delete;
    Chime& operator=(const Chime&) = delete;
    ~Chime();
    // Returns at once. While a bell sounds nothing more happens.
    void ring();

  private:
    std::string name_;
    std::thread player_;
    std::atomic<bool> sounding_{false};
};

}  // namespace spine::ui
