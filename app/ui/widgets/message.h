// The message slot between Back and Next: saved, hint or note, one at a time.
#pragma once

#include <string_view>

#include "ui/widgets/kit.h"

namespace spine::ui {

// Tick and words, centred in the slot.
void saved_message(const Kit& kit, const Rect& slot, std::string_view text);
// Plain words in ink2; two lines in small type where one does not fit.
void hint_message(const Kit& kit, const Rect& slot, std::string_view text);
// Something to do: note colour with an ink border, never red.
void note_message(const Kit& kit, const Rect& slot, std::string_view text);
// The bar at the top: `done` 0-1; it grows to there.
void progress_bar(const Kit& kit, const Rect& box, double done);

}  // namespace spine::ui
