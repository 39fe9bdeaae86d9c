// Where sound goes.
#pragma once

#include "speech/sentence.h"

namespace spine::speech {

// One thread at a time.
class Player {
  public:
    Player() = default;
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;
    virtual ~Player() = default;

    // Comes back when there is room for more, which is about when as much as this has sounded.
    // `rate`: samples a second. Keeps no copy once they have sounded.
    virtual void play(int rate, SampleView samples) = 0;
    // Comes back when all of it has sounded.
    virtual void finish() = 0;
    // Silent at once; what has not sounded yet is dropped.
    virtual void drop() = 0;
};

}  // namespace spine::speech
