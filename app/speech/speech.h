// What a screen asks of speech: a list of sentences is said, and nothing of it stays.
#pragma once

#include <vector>

#include "speech/sentence.h"

namespace spine::speech {

enum class State { Silent, Speaking, Paused };

// All calls on one thread; none of them waits for sound.
class Speech {
  public:
    Speech() = default;
    Speech(const Speech&) = delete;
    Speech& operator=(const Speech&) = delete;
    virtual ~Speech() = default;

    // In the place of whatever is being said. An empty list is stop().
    virtual void say(std::vector<Sentence> sentences) = 0;
    // Silent within one buffer (20 ms); go_on() begins the sentence again that was broken off.
    // Nothing if nothing is said.
    virtual void pause() = 0;
    virtual void go_on() = 0;
    // From the first sentence, as long as something is being said or paused.
    virtual void repeat() = 0;
    // Silent within one buffer, and what was to be said is wiped.
    virtual void stop() = 0;
    // Silent again as soon as the last sentence has sounded.
    [[nodiscard]] virtual State state() const = 0;

    // One step within the bounds; what is being said changes with its next sentence.
    virtual void faster() = 0;
    virtual void slower() = 0;
    virtual void louder() = 0;
    virtual void softer() = 0;
    // stop(), and speed and volume as the clinic has set them: for the next patient.
    virtual void reset() = 0;
};

}  // namespace spine::speech
