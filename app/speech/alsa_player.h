// The sound card, through ALSA.
#pragma once

#include <chrono>
#include <functional>

#include "speech/player.h"

struct _snd_pcm;

namespace spine::speech {

// Holds the card from the first play() until finish() or drop(), so that others have it in between.
// Without a card, or when it goes, it is silent and takes the time that the sound would: a
// patient's screen behaves alike, and nothing fails.
class AlsaPlayer final : public Player {
  public:
    using Wait = std::function<void(std::chrono::microseconds)>;
    // `card` is ALSA's name of it; `wait` lets the time pass for which a silent one "plays".
    AlsaPlayer(std::string card, Wait wait);
    AlsaPlayer(const AlsaPlayer&) = delete;
    AlsaPlayer& operator=(const AlsaPlayer&) = delete;
    ~AlsaPlayer() override;

    void play(int rate, SampleView samples) override;
    void finish() override;
    void drop() override;

  private:
    void open(int rate);
    bool write(SampleView samples);
    void close();

    std::string name_;
    Wait wait_;
    _snd_pcm* card_ = nullptr;
    int rate_ = 0;  // 0: nothing is being played
};

// The usual card, and real time.
[[nodiscard]] AlsaPlayer::Wait real_time();
inline constexpr const char* usual_card = "default";

}  // namespace spine::speech
