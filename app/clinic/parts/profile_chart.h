// The expectation profile: a dumbbell a domain, missing shown as missing (look/clinic.md, Charts).
#pragma once

#include <vector>

#include "clinic/look.h"
#include "review/profile.h"
#include "ui/frame.h"

namespace spine::clinic {

// Draws from `top` down to `bottom` at most in the left column. Rows stand 36 apart, 34 under a
// warning (`narrow`), and closer where that would not end above `bottom`.
void profile_chart(ui::Frame& frame, const Look& look, const std::vector<review::ProfileRow>& rows,
                   float top, float bottom, bool narrow);

}  // namespace spine::clinic
