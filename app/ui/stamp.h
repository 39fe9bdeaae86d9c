// A shape that is the same from frame to frame, kept as the triangles that it was drawn with: what
// takes a hundred curves is worked out once and copied afterwards.
//
// A screen or widget state owns its stamps. No text goes into one: glyphs move in the atlas.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ui/canvas.h"

namespace spine::ui {

class Stamp {
  public:
    Stamp();
    Stamp(const Stamp&) = delete;
    Stamp& operator=(const Stamp&) = delete;
    ~Stamp();

    // Draws what `shape` draws. `shape` is called when there is nothing kept yet, and again when
    // `what` (which names everything that the shape depends on, such as what is chosen), the
    // canvas' scale or the atlas is another than when it was kept.
    void draw(Canvas& canvas, std::string_view what, const std::function<void()>& shape);
    // Draws what is kept once more, `by` further on; false if nothing is kept.
    [[nodiscard]] bool again(Canvas& canvas, Point by) const;

  private:
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

}  // namespace spine::ui
