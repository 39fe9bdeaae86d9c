// One answer as a row; the whole row is the target.
#pragma once

#include <optional>
#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

enum class Mark {
    One,      // circle: choosing it takes the choice away from the others
    Several,  // square
    Pencil    // opens a field
};

struct RowLook {
    Mark mark = Mark::One;
    bool chosen = false;
    bool quiet = false;  // "rather not", "none", "not sure": paper fill
    bool on = true;
    std::optional<Print> as;  // its words in that size, whatever all others have
    bool one_line = false;    // its box has room for no more: smaller words, if it must be
};

// True when it was pressed. Texts of more than one line use the leading of signs.
bool row(const Kit& kit, std::string_view key, const Rect& box, std::string_view text,
         const RowLook& look);

// The height in units, at least `least`, that a row of that width needs for its text. In large
// print words that are a little too long for one line are a little smaller, and stay on it.
[[nodiscard]] float row_height(const Canvas& canvas, float width, std::string_view text,
                               float least);

}  // namespace spine::ui
