// From layout units to pixels: one factor, the layout centred, paper around it.
#pragma once

#include "ui/geometry.h"

namespace spine::ui {

// The size that a program's screens are designed for.
struct Design {
    float w = 1280, h = 800;
};
inline constexpr Design kiosk_design{1280, 800};
inline constexpr Design clinic_design{1440, 900};
inline constexpr float band_height = 40;  // units, "Demonstration, not for patients"

struct Pixels {
    float w = 0, h = 0;
    friend constexpr bool operator==(const Pixels&, const Pixels&) = default;
};

class Scale {
  public:
    // `band`: 40 units at the top are kept for the demonstration band, and the layout is scaled
    // to what remains. `mirrored`: right to left, x' = W - x - w. `notice`: as many units more are
    // kept free below the band, for what must not cover the layout.
    Scale(Design design, Pixels display, bool band, bool mirrored, float notice = 0);

    [[nodiscard]] float factor() const { return factor_; }  // pixels a unit
    [[nodiscard]] const Design& design() const { return design_; }
    [[nodiscard]] const Pixels& display() const { return display_; }
    [[nodiscard]] bool mirrored() const { return mirrored_; }
    [[nodiscard]] bool has_band() const { return band_ > 0; }

    // Pixels from the top left of the display.
    [[nodiscard]] Point to_pixels(Point units) const;
    [[nodiscard]] Rect to_pixels(const Rect& units) const;  // edges on whole pixels
    [[nodiscard]] float to_pixels(float length) const { return length * factor_; }
    [[nodiscard]] Point to_units(Point pixels) const;
    [[nodiscard]] Rect to_units(const Rect& pixels) const;
    // The demonstration band in pixels; empty without one.
    [[nodiscard]] Rect band_pixels() const { return {0, 0, display_.w, band_}; }
    // What is kept free for notices, in pixels: from edge to edge, below the band.
    [[nodiscard]] Rect notice_pixels() const { return {0, band_, display_.w, notice_}; }
    // The whole layout in units.
    [[nodiscard]] Rect page() const { return {0, 0, design_.w, design_.h}; }
    // False for a display taller than wide, which the programs refuse with a sentence.
    [[nodiscard]] bool landscape() const { return display_.w > display_.h; }

    friend bool operator==(const Scale&, const Scale&);

  private:
    Design design_;
    Pixels display_;
    bool mirrored_;
    float band_, notice_, factor_;
    Point origin_;
};

}  // namespace spine::ui
