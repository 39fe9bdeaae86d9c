// A screen in words, for whoever hears it: written down while it is drawn, in the order of drawing,
// so that nothing can be shown that is not said. Widgets say of their words what they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.h"

namespace spine::ui {

enum class Heard {
    Words,
    Choice,  // an answer that can be chosen
    Button,
    Own,    // what the patient has answered
    Code,   // the patient's code, or words with it
    Typed,  // what somebody has typed
    Key     // a key of a keyboard; or drawn words that are said otherwise
};

struct Spoken {
    std::string text;
    std::string language;  // of the text; empty: the screen's
    Heard kind = Heard::Words;
    bool chosen = false;  // a choice that the patient has made
    Rect at;              // where the words stand, in units; nothing: they are not drawn
    std::string target;   // whose words they are, where that is not where they stand
};

using Transcript = std::vector<Spoken>;

// Of the words that are drawn now. `language` is looked at while it holds.
struct Aloud {
    Heard kind = Heard::Words;
    bool chosen = false;
    std::string_view language;
};

}  // namespace spine::ui
