// Where it hurts and how much: the flat figure, front and back, and the 0-10 line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

// Two figures, front and back, `height` tall from (x, y); the parts named by the codes are filled.
// Left and right are the patient's own, as drawn.
void pain_figures(ui::Frame& frame, const Look& look, float x, float y, float height,
                  const std::vector<std::string>& codes);

// A line with 11 ticks; disc = now, ring = worst. Nothing: no mark.
void pain_line(ui::Frame& frame, const Look& look, float x, float y, float width,
               std::optional<int> now, std::optional<int> worst);

}  // namespace spine::clinic
