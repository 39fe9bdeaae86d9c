// What the four steps of the coding share: what a person asks for, and which text, theme and unit
// they look at, whichever step they look at it in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinic/coding_wishes.h"
#include "clinic/look.h"
#include "clinic/model.h"
#include "ui/screen.h"

namespace spine::clinic {

struct CodingAction {
    enum Kind {
        Back,
        Lock,
        Step,    // `step`
        Change,  // `wish`
        Undo,
        Decide  // `text`, `decision`
    } kind = Back;
    TextStep step = TextStep::Redact;
    CodingWish wish{};
    std::string text{};
    TextDecision decision{};
};
// In the order in which they were asked for.
using CodingActions = std::vector<CodingAction>;

// Outlives the screens.
struct CodingPlace {
    coding::Guid text, theme, unit;
};

class CodingScreen : public ui::Screen<CodingActions> {
  public:
    // What was typed and not handed over yet: before the screen is left, or the program locked.
    [[nodiscard]] virtual CodingActions leave() { return {}; }
    virtual void forget() = 0;
};

}  // namespace spine::clinic
