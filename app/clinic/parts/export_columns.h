// Which columns a study's data have, and how coarse those are that can single somebody out.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "clinic/export_model.h"
#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

// A box that somebody can tick; draws where the keys are, and says whether it was pressed.
using Press = std::function<bool(std::string_view key, const ui::Rect& box, bool on)>;

// The left column of 07. Returns the variables as the study is to have them after this frame: those
// that are chosen, unless a box was pressed.
std::vector<std::string> export_variables(ui::Frame& frame, const Look& look,
                                          const ExportModel& exports, const Press& press);

// "Levels in use", in the middle column from `top`: a block a step, filled up to the one in use.
void export_levels(ui::Frame& frame, const Look& look, const ExportModel& exports, float top);

// What of a group of variables leaves at that level: "18-39, 40-59, 60-and-over".
[[nodiscard]] std::string level_words(const Look& look, const exporting::QuasiIdentifier* one,
                                      std::size_t level, std::size_t levels);

// A box with words behind it, as the sheet draws them.
void box_mark(ui::Frame& frame, const Look& look, ui::Point centre, bool ticked, bool on);

}  // namespace spine::clinic
