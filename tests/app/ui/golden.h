// Golden pictures: what a screen looked like when somebody last looked at it and found it right.
//
// They lie in tests/golden and are drawn by the scalar rasteriser with the fonts of Debian 12, so
// that any machine draws the same. A pixel is another one where a channel is more than 16 of 255
// levels off; a picture is another one where more than 200 of its 1,024,000 pixels are. A letter
// at another place is 300 and more; another version of FreeType is none of them.
#pragma once

#include <string>

#include "ui/rasteriser.h"

namespace spine::test {

inline constexpr int golden_levels = 16;
inline constexpr int golden_pixels = 200;

// Of pictures of the same size; all of them where the sizes differ.
[[nodiscard]] int pixels_that_differ(const ui::Picture& a, const ui::Picture& b);

// Fails the test unless the picture is the golden one, tests/golden/<name>.png; what was drawn is
// then left as <name>-drawn.png under SPINE_PHOTOS. Where SPINE_GOLDEN is "renew" it becomes the
// golden one: look at it before it is committed.
void check_golden(const ui::Picture& picture, const std::string& name);

}  // namespace spine::test
