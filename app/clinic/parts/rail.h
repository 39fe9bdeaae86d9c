// The rail at the left, the header above, and the strip of a tablet that calls.
#pragma once

#include <string>
#include <vector>

#include "clinic/data.h"
#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

enum class RailAction { Nothing, Worklist, Lock };
RailAction rail(ui::Frame& frame, const Look& look, int seconds_to_lock);

// The hairline and the ground of the header.
void header_ground(ui::Frame& frame, const Look& look);

// "Attention, tablet 2": over everything, locked or not. touch() registers the buttons before the
// screen below registers its own, so that a press never falls through, and returns the id of the
// call that was answered, empty if none was; paint() draws it after the screen.
std::string touch_attention(ui::Frame& frame, const std::vector<Attention>& attentions);
void paint_attention(ui::Frame& frame, const Look& look, const std::vector<Attention>& attentions);

}  // namespace spine::clinic
