// The rail at the left, the header above, and the strip of a tablet that calls.
#pragma once

#include <string>
#include <vector>

#include "clinic/data.h"
#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

enum class RailAction { Nothing, Worklist, Texts, Export, Lock };
// `shown`: whose screen stands.
RailAction rail(ui::Frame& frame, const Look& look, RailAction shown, int seconds_to_lock);
// Ctrl+1, 3, 4: the sheet numbers the places from the top.
[[nodiscard]] RailAction rail_key(const ui::Input& input);

// The hairline and the ground of the header.
void header_ground(ui::Frame& frame, const Look& look);

// "Attention, tablet 2": above everything, locked or not, where Scale keeps room for a notice: a
// strip each, of at most three at a time. What is below is pushed down and stays usable.
inline constexpr float kCallStrip = 64;
inline constexpr std::size_t kMostStrips = 3;

// One frame of the strips of `calls`, for which the scale must have kept room; `more` further ones
// wait for a strip. Returns the id of the call that was answered, empty if none was.
std::string attention_strips(ui::Frame& frame, const Look& look,
                             const std::vector<Attention>& calls, std::size_t more);

}  // namespace spine::clinic
