// Every character half an em wide, bold ones six tenths: line breaks that can be counted by hand.
#pragma once

#include "ui/text.h"

namespace spine::test {

class FixedMeasure final : public ui::Measure {
  public:
    [[nodiscard]] float advance(ui::Weight weight, char32_t) const override {
        return weight == ui::Weight::Bold ? 0.6F : 0.5F;
    }
};

}  // namespace spine::test
