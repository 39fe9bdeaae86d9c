// Joined scripts: which glyphs of a font stand for a part of a text, and where (HarfBuzz).
//
// What the last frame drew is kept, so that a page that stands is not shaped anew; nothing else
// is, since a text may be a patient's own words. UI thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "ui/text.h"

namespace spine::ui {

// In ems; y upwards.
struct ShapedGlyph {
    std::uint32_t id = 0;  // of the font file
    float x = 0, y = 0;    // from where the pen stands
    float advance = 0;
};
struct Shaped {
    std::vector<ShapedGlyph> glyphs;  // from left to right
    float advance = 0;
};

class Shaper {
  public:
    // Two font files, in the order of Weight; they must outlive the shaper.
    Shaper(const Bytes& regular, const Bytes& bold);
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;
    ~Shaper();

    // A part that runs from right to left. Valid until the second begin_frame() after it.
    [[nodiscard]] const Shaped& shape(Weight weight, std::string_view utf8);
    // Forgets what the last frame did not use.
    void begin_frame();
    // Every glyph that any text of these characters may need.
    [[nodiscard]] std::vector<std::uint32_t> glyphs_for(Weight weight,
                                                        std::u32string_view characters) const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace spine::ui
