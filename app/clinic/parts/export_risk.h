// What an export would give away, and what it leaves out and why: the right column of 07.
#pragma once

#include "clinic/export_model.h"
#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

void export_risk(ui::Frame& frame, const Look& look, const ExportModel& exports);

}  // namespace spine::clinic
