#include "kiosk/words_field.h"

#include <algorithm>

#include "kiosk/kiosk_screen.h"
#include "questionnaire/limits.h"
#include "questionnaire/value.h"

namespace spine::kiosk {

using ui::Rect;

namespace {
constexpr std::int64_t typing_pause_ms = 2000;
constexpr float keyboard_top = 352;

// In large print one line less.
std::size_t lines_shown(const ui::Canvas& canvas) {
    return canvas.large_print() ? 1 : 2;
}
}  // namespace

WordsField::WordsField(const Room& room, std::size_t most, std::string_view before,
                       ToAction to_action)
    : room_(room), text_(most), to_action_(std::move(to_action)) {
    begin(before);
}

void WordsField::begin(std::string_view before) {
    text_.assign(before);
    keys_ = {};
    keys_.shift = text_.empty();
    changed_at_.reset();
}

std::string WordsField::words() const {
    return questionnaire::holds_words(text_.view()) ? std::string(text_.view()) : std::string();
}

void WordsField::flush(Actions& out) {
    if (!changed_at_) return;
    changed_at_.reset();
    out.push_back(to_action_(words()));
}

void WordsField::take(const ui::Typed& typed, std::int64_t now_ms, Actions& out) {
    if (typed.what == ui::Typed::What::Backspace) {
        if (text_.empty()) return;
        text_.backspace();
    } else if (!text_.append(typed.character)) {
        out.emplace_back(act::Note{"kiosk.note.too-long"});
        return;
    } else if (questionnaire::holds_cpr_number(text_.view())) {
        text_.backspace();
        out.emplace_back(act::Note{"kiosk.note.cpr"});
        return;
    }
    if (!room_.note.empty()) out.emplace_back(act::Note{});
    changed_at_ = now_ms;
}

void WordsField::draw_field(const ui::Kit& kit, const Rect& box) const {
    ui::Canvas& canvas = kit.canvas();
    const ui::Canvas::Saying typed(canvas, ui::Heard::Typed);
    canvas.panel(box, room_.theme.surface, room_.theme.primary, 5, 16);
    const float width = box.w - 60;
    const ui::Style& style = ui::type::body;
    const ui::Style drawn = canvas.size_of(style);
    std::vector<ui::TextLine> lines = ui::break_lines(canvas.fonts(), drawn, text_.view(), width);
    const bool ends_line = !text_.empty() && text_.view().back() == '\n';
    if (lines.empty() || ends_line) lines.emplace_back();
    const std::size_t most = lines_shown(canvas);
    const std::size_t first = lines.size() - std::min(lines.size(), most);
    float y = box.y + (box.h - static_cast<float>(most) * drawn.leading) / 2;
    for (std::size_t i = first; i < lines.size(); ++i, y += drawn.leading) {
        float x = box.x + 27;
        for (const ui::TextRun& run : lines[i].runs) {
            const float w = canvas.width_of(style, run.text);
            canvas.label({x, y, w, drawn.leading}, style, room_.theme.ink, run.text);
            x += w;
        }
        if (i + 1 < lines.size()) continue;
        // The space that was just typed is not part of the broken line.
        if (!text_.empty() && text_.view().back() == ' ') x += canvas.width_of(style, " ");
        canvas.fill({x + 3, y + 5, 4, drawn.leading - 8}, room_.theme.primary);
    }
}

void WordsField::draw(const ui::Kit& kit, std::string_view heading, Actions& out,
                      const Rect& field) {
    const std::string count = ui::fill_in(
        room_.text("kiosk.words.count"),
        {{"count", std::to_string(text_.length())}, {"most", std::to_string(text_.capacity())}});
    const float count_w = kit.canvas().width_of(ui::type::small, count);
    const float h = kit.canvas().size_of(ui::type::heading).leading;
    fitted_heading(kit, {40, 188 - h, 1200 - count_w - 24, h}, room_.theme.ink, heading);
    kit.canvas().label({1240 - count_w, 140, count_w, 40}, ui::type::small, room_.theme.ink2,
                       count);
    draw_field(kit, field);
    const auto typed =
        ui::keyboard(kit, room_.language, keyboard_top, keys_, room_.text("kiosk.words.space"));
    if (typed) take(*typed, kit.frame.now_ms, out);
    if (!changed_at_) return;
    if (kit.frame.now_ms - *changed_at_ >= typing_pause_ms) {
        flush(out);
    } else {
        kit.frame.draw_again_at(*changed_at_ + typing_pause_ms);
    }
}

}  // namespace spine::kiosk
