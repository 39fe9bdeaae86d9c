#include "clinic/parts/faults.h"

namespace spine::clinic {
namespace {

std::string as_said(const Fault& fault) {
    return fault.happened + " " + fault.next;
}

}  // namespace

std::string fault_words(const Look& look, const Fault& fault) {
    const auto table = look.strings.tables().find(look.language);
    if (table != look.strings.tables().end()) {
        const auto words = table->second.find("fault." + std::string(fault.cause.name()));
        if (words != table->second.end()) return words->second;
    }
    return as_said(fault);
}

void fault_block(ui::Frame& frame, const Look& look, const ui::Rect& box, const Fault& fault) {
    const ui::ClinicTheme& t = look.theme;
    const std::string words = fault_words(look, fault);
    const float used = frame.canvas.block(box, kBody, t.ink, words);
    const std::string said = as_said(fault);
    if (said == words || used + 8 >= box.h) return;
    const ui::Rect rest{box.x, box.y + used + 8, box.w, box.h - used - 8};
    const ui::Canvas::Clip clip(frame.canvas, rest);
    frame.canvas.block({rest.x, rest.y, rest.w, 10'000}, kCaption, t.ink2, said);
}

}  // namespace spine::clinic
