// A clinician at the made-up clinic.
#pragma once

#include "desk.h"
#include "made_up_clinic.h"

namespace spine::test {

struct OwnClinic {
    MadeUpClinic data_;
};

class Sitting : public OwnClinic, public Desk {
  public:
    explicit Sitting(const std::string& language = "en", bool demonstration = false)
        : OwnClinic{MadeUpClinic(language, demonstration)}, Desk(data_, language) {}
};

// The panel is no line of text, so that lines that it covers would not be found otherwise.
inline void ends_above_the_guide(const Sitting& clinic, const std::string& language) {
    const ui::DrawnLine* title =
        clinic.line(language == "da" ? "Sådan kan samtalen" : "Opening the conversation");
    REQUIRE(title != nullptr);
    const float panel = title->ink.y - 20;
    for (const ui::DrawnLine& line : clinic.stage_.lines()) {
        INFO(line.text);
        if (line.ink.x > 96 && line.ink.y < title->ink.y - 4) CHECK(line.ink.bottom() <= panel);
    }
}

}  // namespace spine::test
