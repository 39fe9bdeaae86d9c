// A voice turns words into sound. Who hears it, and when, is the speaker's business (speaker.h).
#pragma once

#include <functional>

#include "base/result.h"
#include "speech/sentence.h"

namespace spine::speech {

namespace causes {
inline constexpr Cause voice_missing = "voice-missing";          // none speaks this language
inline constexpr Cause voice_unavailable = "voice-unavailable";  // what it speaks from is not there
inline constexpr Cause recording_malformed = "recording-malformed";
}  // namespace causes

// In words a minute. The usual one is what the model of a walk's length reckons with (design.md).
inline constexpr int slowest_speed = 80, usual_speed = 150, fastest_speed = 300;

// Takes the next samples, at `rate` a second; false: no more is wanted. The samples are wiped, or
// may be, once it has returned.
using Sink = std::function<bool(int rate, SampleView samples)>;

// One thread at a time.
class Voice {
  public:
    Voice() = default;
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;
    virtual ~Voice() = default;

    // Gives the sentence's sound to `sink`, piece by piece, on this thread; a sink that wants no
    // more ends it, which is no fault. `speed` is kept within its bounds.
    // Faults: voice_missing; nothing was given to the sink then.
    [[nodiscard]] virtual Status say(const Sentence& sentence, int speed, const Sink& sink) = 0;
    // Nothing that it said stays in its memory.
    virtual void forget() = 0;
};

}  // namespace spine::speech
