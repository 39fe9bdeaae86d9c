#include "kiosk/start_fault.h"

#include "kiosk/fault_words.h"

namespace spine::kiosk {

void StartFault::draw(ui::Frame& frame) {
    closed_ = closed_ || frame.input.close;
    const ui::KioskTheme theme = ui::kiosk_calm();
    draw_fault({frame, theme}, {strings_, language_, &fault_, tablet_, {}, {}});
}

std::vector<ui::Bake> StartFault::all_fonts() const {
    using ui::Face;
    using ui::Glyphs;
    return {{Face::Regular, 41, Glyphs::Latin, {}},
            {Face::Bold, 41, Glyphs::Latin, {}},
            {Face::Regular, 30, Glyphs::Latin, {}},
            {Face::Bold, 30, Glyphs::Latin, {}},
            {Face::Bold, 72, Glyphs::Latin, {}},
            {Face::Icons, 150, Glyphs::Only, {ui::icons::wrench}}};
}

}  // namespace spine::kiosk
