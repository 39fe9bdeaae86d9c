// The body from the front and from the back, made of parts that can be tapped (look 03).
//
// A part is named "front.thigh.left": view, part, and the patient's own side where there are two.
// Parts: head-neck, upper, lower, hip (front) or buttock (back), thigh, shin (front) or calf
// (back), foot, upper-arm, forearm-hand. "upper", "lower" and "head-neck" may also be given
// without a side and are then whole.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/kit.h"

namespace spine::ui {

struct BodyWords {
    std::string_view front, back, left, right;
};

// Both cards (544 and 898, 128, 342 x 544) with the words of views and sides, and the parts of
// `codes`. The screen owns it: the figures' shapes are kept from frame to frame.
class BodyFigures {
  public:
    explicit BodyFigures(const std::vector<std::string>& codes);
    BodyFigures(const BodyFigures&) = delete;
    BodyFigures& operator=(const BodyFigures&) = delete;
    ~BodyFigures();

    // Returns the part that was tapped. Each part is a target "body:" + code; what is nearest to
    // the finger counts, up to 36 units beyond a narrow limb.
    [[nodiscard]] std::optional<std::string> draw(const Kit& kit,
                                                  const std::set<std::string, std::less<>>& chosen,
                                                  const BodyWords& words);

  private:
    struct View;
    std::unique_ptr<View> front_, back_;
};

}  // namespace spine::ui
