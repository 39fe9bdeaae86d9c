// Whether a window shows what its twin drew: two renderers, the same picture.
//
// The graphics driver and the rasteriser of app/ui differ by a few levels at the edges of letters,
// so pictures are compared in blocks of 8 pixels; a digit, a mark or a word that is another one
// changes many of them.
#pragma once

#include <filesystem>
#include <vector>

#include "x_display.h"

namespace spine::test {

// Blocks in `area` that look different. Both pictures are whole screens of the same size.
[[nodiscard]] int differing_blocks(const ui::Picture& a, const ui::Picture& b, const Area& area,
                                   const std::vector<Area>& except = {});

// Of the pixels of `area`, without judging: the smaller the more alike.
[[nodiscard]] double difference(const ui::Picture& a, const ui::Picture& b, const Area& area);

// Places, from left to right, in which any of these pictures differ from the first, and between
// which at least `gap` columns do not.
[[nodiscard]] std::vector<Area> places_that_differ(const std::vector<ui::Picture>& pictures,
                                                   int gap);

// Where the pictures of this test run are kept, as artefacts: SPINE_PHOTOS or the build folder.
[[nodiscard]] std::filesystem::path photo_file(const std::string& name);

}  // namespace spine::test
