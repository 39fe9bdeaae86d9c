#include "ui/widgets/message.h"

#include <algorithm>

namespace spine::ui {

namespace {

// Largest type in which the words stand on one line, or two lines of the small one.
void fitted(const Kit& kit, const Rect& box, Color color, std::string_view text, Align align) {
    Canvas& canvas = kit.canvas();
    if (canvas.width_of(type::body, text) <= box.w) {
        canvas.label(box, type::body, color, text, align);
        return;
    }
    // In large print two lines as tall as one of normal print is, set close.
    constexpr Style close{Weight::Regular, 41, 40, 1}, small{Weight::Regular, 33, 40, 1};
    const bool fits = canvas.height_of(box.w, close, text) <= box.h;
    const Style& two = canvas.large_print() && fits ? close : small;
    const float h = canvas.height_of(box.w, two, text);
    canvas.block({box.x, box.y + (box.h - h) / 2, box.w, std::max(h, box.h)}, two, color, text,
                 align);
}

}  // namespace

void saved_message(const Kit& kit, const Rect& slot, std::string_view text) {
    Canvas& canvas = kit.canvas();
    const float words = canvas.width_of(type::body, text);
    const float x = slot.x + (slot.w - words - 55) / 2;
    const float y = slot.y + slot.h / 2;
    canvas.icon({x + 20, y}, 44, icons::check_circle, kit.theme.primary);
    canvas.label({x + 55, slot.y, words, slot.h}, type::body, kit.theme.ink, text);
}

void hint_message(const Kit& kit, const Rect& slot, std::string_view text) {
    fitted(kit, slot, kit.theme.ink2, text, Align::Centre);
}

void note_message(const Kit& kit, const Rect& slot, std::string_view text) {
    Canvas& canvas = kit.canvas();
    canvas.panel(slot, kit.theme.note, kit.theme.note_edge, 3, 16);
    canvas.icon({slot.x + 44, slot.y + slot.h / 2}, 44, icons::information, kit.theme.ink);
    fitted(kit, {slot.x + 80, slot.y, slot.w - 96, slot.h}, kit.theme.ink, text, Align::Start);
}

void progress_bar(const Kit& kit, const Rect& box, double done) {
    kit.canvas().fill(box, kit.theme.track, 5);
    const auto to = static_cast<float>(std::clamp(done, 0.0, 1.0));
    const float w = box.w * kit.frame.motion.follow("progress-bar", to, progress_growth_ms);
    if (w > 0) kit.canvas().fill({box.x, box.y, std::max(w, 10.0F), box.h}, kit.theme.primary, 5);
}

}  // namespace spine::ui
