// What somebody must know of the whole, in the header of the list: what is missing, what will be
// deleted, which tablet is silent.
#pragma once

#include "clinic/data.h"
#include "clinic/look.h"
#include "ui/frame.h"

namespace spine::clinic {

// The worst first: two beside each other, from the right, further ones in a second line. Returns
// where the first line begins: the screen's right edge where there is nothing to say.
float notices(ui::Frame& frame, const Look& look, const Received& received);

}  // namespace spine::clinic
