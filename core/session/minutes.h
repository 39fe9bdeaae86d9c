// The stated model of how long a walk takes (design.md, "A patient's walk"): 150 words a minute
// over all words of a screen at first sight, step labels once a scale; 3 s a choice, 9 s for the
// drawing; typing is not counted.
#pragma once

#include "session/walk.h"

namespace spine::session {

struct WalkLength {
    int screens = 0;
    double minutes = 0;
};

// Counts while a walk is walked: call seen() at every step that comes on the screen, chose() at
// every choice.
class LengthCounter {
  public:
    void seen(const Walk& walk);
    void chose(const questionnaire::Item& item);
    [[nodiscard]] WalkLength length() const;

  private:
    std::set<std::string> scales_read_, steps_seen_;
    double seconds_ = 0;
};

}  // namespace spine::session
