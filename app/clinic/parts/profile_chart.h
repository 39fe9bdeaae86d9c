// The expectation profile: a dumbbell a domain, missing shown as missing (look/clinic.md, Charts).
#pragma once

#include <vector>

#include "clinic/look.h"
#include "review/profile.h"
#include "ui/frame.h"

namespace spine::clinic {

// Draws from `top` down in the left column; returns where it ends. `pitch`: 36, or 34 under a
// warning.
float profile_chart(ui::Frame& frame, const Look& look, const std::vector<review::ProfileRow>& rows,
                    float top, float pitch);

}  // namespace spine::clinic
