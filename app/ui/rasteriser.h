// Turns ImDrawData into a picture without a GPU: scalar, exact enough for photographs and for
// sampling colours. Triangles are filled by the top-left rule; colours are interpolated, the font
// atlas is sampled bilinearly as OpenGL does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "ui/geometry.h"

struct ImDrawData;

namespace spine::ui {

struct Picture {
    int w = 0, h = 0;
    std::vector<std::uint8_t> rgb;  // w * h * 3
    // Black outside the picture.
    [[nodiscard]] Color at(int x, int y) const;
};

// Draws with the font atlas of the current Dear ImGui context.
[[nodiscard]] Picture rasterise(const ImDrawData& drawn, Color background);

// PNG; false if the file cannot be written.
bool write_png(const Picture& picture, const std::filesystem::path& file);

}  // namespace spine::ui
