// The glyphs of a joined script in Dear ImGui's atlas. Dear ImGui knows glyphs by character; a
// joined script needs them by their number in the font file, several to a character, so they lie
// in rectangles of our own beside its characters.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

struct ImFontAtlas;
struct FT_FaceRec_;

namespace spine::ui {

// One weight at one size. UI thread only.
class ShapedGlyphs {
  public:
    // Draws the glyphs and asks the atlas for room; before ImFontAtlas::Build().
    ShapedGlyphs(ImFontAtlas& atlas, FT_FaceRec_* face, float em_pixels,
                 const std::vector<std::uint32_t>& ids);
    // Puts them into the atlas; after ImFontAtlas::Build().
    void place(ImFontAtlas& atlas);

    // Pixels from the pen on the baseline, y downwards; and where it lies in the atlas.
    struct Glyph {
        float x = 0, y = 0, w = 0, h = 0;
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    };
    // Nothing: this glyph was not baked. A glyph without ink has no width.
    [[nodiscard]] const Glyph* find(std::uint32_t id) const;

  private:
    struct Drawn {
        Glyph glyph;
        int rect = -1;
        std::vector<std::uint8_t> ink;  // until place()
    };
    std::unordered_map<std::uint32_t, Drawn> drawn_;
};

}  // namespace spine::ui
