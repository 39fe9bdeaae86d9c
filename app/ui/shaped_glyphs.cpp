#include "ui/shaped_glyphs.h"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cmath>

#include "imgui.h"

namespace spine::ui {

namespace {
// Empty pixels to the next glyph, which a texture between two pixels would otherwise show.
constexpr int gap = 1;
}  // namespace

ShapedGlyphs::ShapedGlyphs(ImFontAtlas& atlas, FT_Face face, float em_pixels,
                           const std::vector<std::uint32_t>& ids) {
    constexpr float ft_pixel = 64;
    FT_Size_RequestRec size{};
    size.type = FT_SIZE_REQUEST_TYPE_NOMINAL;
    size.width = 0;
    size.height = std::lround(em_pixels * ft_pixel);
    if (FT_Request_Size(face, &size) != 0) return;
    for (const std::uint32_t id : ids) {
        // No hinting: it would move letters apart that must meet.
        if (FT_Load_Glyph(face, id, FT_LOAD_NO_HINTING | FT_LOAD_RENDER) != 0) continue;
        const FT_GlyphSlot slot = face->glyph;
        const FT_Bitmap& bitmap = slot->bitmap;
        Drawn& drawn = drawn_[id];
        if (bitmap.width == 0 || bitmap.rows == 0) continue;
        drawn.glyph = {static_cast<float>(slot->bitmap_left), -static_cast<float>(slot->bitmap_top),
                       static_cast<float>(bitmap.width), static_cast<float>(bitmap.rows)};
        drawn.rect = atlas.AddCustomRectRegular(static_cast<int>(bitmap.width) + gap,
                                                static_cast<int>(bitmap.rows) + gap);
        drawn.ink.reserve(std::size_t{bitmap.width} * bitmap.rows);
        for (unsigned row = 0; row < bitmap.rows; ++row) {
            const std::uint8_t* line =
                bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
            drawn.ink.insert(drawn.ink.end(), line, line + bitmap.width);
        }
    }
}

void ShapedGlyphs::place(ImFontAtlas& atlas) {
    if (atlas.TexPixelsAlpha8 == nullptr) return;
    for (auto& [id, drawn] : drawn_) {
        if (drawn.rect < 0) continue;
        const ImFontAtlasCustomRect& rect = *atlas.GetCustomRectByIndex(drawn.rect);
        if (!rect.IsPacked()) continue;
        const int width = rect.Width - gap;
        for (int row = 0; row < rect.Height - gap; ++row) {
            std::copy_n(
                drawn.ink.begin() + std::ptrdiff_t{row} * width, width,
                atlas.TexPixelsAlpha8 + std::ptrdiff_t{rect.Y + row} * atlas.TexWidth + rect.X);
        }
        Glyph& glyph = drawn.glyph;
        glyph.u0 = static_cast<float>(rect.X) * atlas.TexUvScale.x;
        glyph.v0 = static_cast<float>(rect.Y) * atlas.TexUvScale.y;
        glyph.u1 = glyph.u0 + glyph.w * atlas.TexUvScale.x;
        glyph.v1 = glyph.v0 + glyph.h * atlas.TexUvScale.y;
        drawn.ink = {};
    }
}

const ShapedGlyphs::Glyph* ShapedGlyphs::find(std::uint32_t id) const {
    const auto found = drawn_.find(id);
    return found == drawn_.end() ? nullptr : &found->second.glyph;
}

}  // namespace spine::ui
