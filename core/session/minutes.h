// The stated model of how long a walk takes (design.md, "A patient's walk"): 150 words a minute
// over all words of a screen at first sight, step labels once a scale; 3 s a choice, 9 s for the
// drawing; typing is not counted.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "session/walk.h"

namespace spine::session {

struct WalkLength {
    int screens = 0;
    double minutes = 0;
};

// Words as a reader counts them: runs without white space that hold a letter or a digit.
[[nodiscard]] int count_words(std::string_view utf8);

// Counts while a walk is walked: call seen() at every step that comes on the screen, chose() at
// every choice. The language screen, which stands before the walk, is counted from the start as
// one screen of ten words and one choice. The words of the frame (Back, Next, Stop) are the same
// everywhere and count nowhere.
class LengthCounter {
  public:
    void seen(const Walk& walk);
    // A second choice at the drawing is part of the nine seconds.
    void chose(const questionnaire::Item& item);
    [[nodiscard]] WalkLength length() const;

  private:
    [[nodiscard]] int words_of(const Walk& walk);
    [[nodiscard]] int words_of(const questionnaire::Item& item, std::string_view language);

    std::set<std::string> scales_read_, steps_seen_, drawings_;
    int screens_ = 1;
    double seconds_ = 10 * 60.0 / 150 + 3;
};

}  // namespace spine::session
