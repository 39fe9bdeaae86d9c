// A fault in the words of whoever sits at the clinic's computer.
#pragma once

#include <string>

#include "base/result.h"
#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

// In the clinic's language where the strings know the cause, else as the module says it.
[[nodiscard]] std::string fault_words(const Look& look, const Fault& fault);

// The same in a box, and beneath it what the module says, where that is something else: it names
// lines and numbers.
void fault_block(ui::Frame& frame, const Look& look, const ui::Rect& box, const Fault& fault);

}  // namespace spine::clinic
