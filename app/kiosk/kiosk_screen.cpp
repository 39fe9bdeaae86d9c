#include "kiosk/kiosk_screen.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "ui/widgets/message.h"

namespace spine::kiosk {

using session::Section;
using ui::ButtonLook;
using ui::Kit;
using ui::Rank;
using ui::Rect;

namespace {

constexpr float gap_between_tools = 12, tool_side = 72;
constexpr float least_progress = 35;  // 41 in large print

std::string_view key_of(Section section) {
    switch (section) {
        case Section::BeforeStart:
            return "kiosk.progress.before-start";
        case Section::Questions:
            return "kiosk.progress.question";
        case Section::Pages:
            return "kiosk.progress.pages";
        case Section::Check:
            return "kiosk.progress.check";
        case Section::YourQuestions:
            return "kiosk.progress.your-questions";
        case Section::ThankYou:
            break;
    }
    return "kiosk.progress.thank-you";
}

// False where a word alone is wider than the box, which would be broken inside.
bool words_fit(const ui::Canvas& canvas, const ui::Style& style, std::string_view text, float w) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n-/", at), text.size());
        if (canvas.width_of(style, text.substr(at, end - at)) > w) return false;
        at = end + 1;
    }
    return true;
}

template <std::size_t N>
float fitted(const Kit& kit, const Rect& box, ui::Color color, std::string_view text,
             const std::array<ui::Style, N>& styles) {
    for (const ui::Style& style : styles) {
        const bool last = &style == &styles.back();
        const bool fits = words_fit(kit.canvas(), style, text, box.w) &&
                          kit.canvas().height_of(box.w, style, text) <= box.h;
        if (fits || last) return kit.canvas().block(box, style, color, text);
    }
    return 0;
}

}  // namespace

float fitted_heading(const Kit& kit, const Rect& box, ui::Color color, std::string_view text) {
    return fitted(kit, box, color, text,
                  std::array{ui::type::heading, ui::type::strong, ui::type::small_strong,
                             ui::Style{ui::Weight::Bold, 22, 28}});
}

float fitted_body(const Kit& kit, const Rect& box, ui::Color color, std::string_view text) {
    return fitted(kit, box, color, text,
                  std::array{ui::type::body, ui::Style{ui::Weight::Regular, 41, 46},
                             ui::Style{ui::Weight::Regular, 36, 42}, ui::type::small,
                             ui::Style{ui::Weight::Regular, 22, 28}});
}

bool KioskScreen::can_go_back() const {
    return room_.desk.walk() != nullptr && room_.walk().can_go_back();
}

std::string KioskScreen::progress_words(bool large_print) const {
    const session::Progress progress = room_.walk().progress();
    const auto kind = room_.walk().step().kind;
    if (kind == session::StepKind::Code) return text("kiosk.progress.code");
    std::string_view key = key_of(progress.section);
    if (large_print && progress.of > 0) key = "kiosk.progress.short";
    return ui::fill_in(text(key), {{"index", std::to_string(progress.index)},
                                   {"of", std::to_string(progress.of)}});
}

void KioskScreen::draw_title(const ui::Kit& kit, std::string_view words) const {
    Rect box = place::progress_words;
    box.w = tools_.listen.x - gap_between_tools - box.x;
    ui::Style style = ui::type::bar_strong;
    while (style.em > ui::type::small.em && kit.canvas().width_of(style, words) > box.w)
        style.em -= 1;
    kit.canvas().label(box, style, room_.theme.ink, words);
    kit.canvas().fill({40, 100, 1200, 4}, room_.theme.primary);
}

float KioskScreen::progress_width(const ui::Canvas& canvas) const {
    const std::string_view key =
        canvas.large_print() ? "kiosk.progress.short" : "kiosk.progress.question";
    float w = canvas.width_of(ui::type::bar_strong,
                              ui::fill_in(text(key), {{"index", "22"}, {"of", "22"}}));
    if (!canvas.large_print()) return w;
    // The other words are as tall as in normal print, if they must.
    constexpr ui::Style least{ui::Weight::Bold, least_progress, 52, 1.17F};
    for (const std::string_view other :
         {"kiosk.progress.before-start", "kiosk.progress.code", "kiosk.progress.your-questions"})
        w = std::max(w, canvas.width_of(least, text(other)));
    return w;
}

KioskScreen::Tools KioskScreen::place_tools(const ui::Canvas& canvas, const ui::Style& style,
                                            bool worded) const {
    float left = 1240 + gap_between_tools;
    const auto place = [&](bool there, std::initializer_list<std::string_view> keys) {
        Rect box{left, 0, 0, 0};
        // As wide as the longest of its words: it stays where it is when it is pressed.
        for (const std::string_view key :
             there ? keys : std::initializer_list<std::string_view>{}) {
            const Rect one = ui::tool_box(canvas, left - gap_between_tools, text(key), style);
            if (one.w > box.w) box = one;
        }
        left = box.x;
        return box;
    };
    const Scene scene = room_.desk.scene();
    const bool here =
        room_.desk.walk() != nullptr && (scene == Scene::Walking || scene == Scene::StopAsked);
    const Shell drawn = shell();
    Tools tools;
    tools.style = style;
    tools.worded = worded;
    tools.stop = place(drawn.stop, {"kiosk.stop.button"});
    tools.language = place(drawn.language && here && room_.offered.size() > 1, {"language.name"});
    const bool appearance = drawn.appearance && here;
    tools.appearance = place(appearance && worded, {"kiosk.appearance.button"});
    if (appearance && !worded)
        tools.appearance = {left - gap_between_tools - tool_side, 12, tool_side, tool_side};
    left = tools.appearance.x;
    tools.listen =
        place(drawn.listen && room_.can_listen, {"kiosk.listen.button", "kiosk.listen.pause"});
    return tools;
}

// Beside long words of a language the tool for text and colours has none, and in large print all
// of them are as in normal print: the same in every step of a walk.
KioskScreen::Tools KioskScreen::place_tools(const ui::Canvas& canvas) const {
    const float enough = place::progress_words.x + progress_width(canvas) + gap_between_tools;
    ui::Style normal = ui::type::bar;
    normal.large = 1;
    // The red screen keeps room for the tablet's name.
    if (on_alarm()) return place_tools(canvas, normal, false);
    for (const bool worded : {true, false}) {
        Tools tools = place_tools(canvas, ui::type::bar, worded);
        if (tools.listen.x >= enough) return tools;
    }
    return place_tools(canvas, normal, false);
}

// In the language's own name, which whoever chose a wrong one looks for.
void KioskScreen::draw_language(const Kit& kit, Actions& out) {
    if (tools_.language.w <= 0) return;
    if (ui::tool(kit, "language", tools_.language, ui::icons::languages, text("language.name"),
                 {false, on_alarm(), tools_.style})) {
        pausing(out);
        out.emplace_back(act::AskLanguage{});
    }
}

void KioskScreen::draw_appearance(const Kit& kit, Actions& out) {
    if (tools_.appearance.w <= 0) return;
    const ui::ToolLook look{false, on_alarm(), tools_.style};
    const std::string& word = text("kiosk.appearance.button");
    const Rect& box = tools_.appearance;
    const bool pressed =
        tools_.worded ? ui::tool(kit, "appearance", box, ui::icons::text_size, word, look)
                      : ui::icon_tool(kit, "appearance", box, ui::icons::text_size, word, look);
    if (!pressed) return;
    pausing(out);
    out.emplace_back(act::AskAppearance{});
}

void KioskScreen::draw_listen(const Kit& kit, Actions& out) const {
    if (tools_.listen.w <= 0) return;
    // Who hears the screen has found it.
    const ui::Canvas::Saying unsaid(kit.canvas(), ui::Heard::Key);
    const auto icon = room_.reading ? ui::icons::pause : ui::icons::loudspeaker;
    const std::string& word = text(room_.reading ? "kiosk.listen.pause" : "kiosk.listen.button");
    if (ui::tool(kit, "listen", tools_.listen, icon, word,
                 {room_.reading, on_alarm(), tools_.style}))
        out.emplace_back(act::Listen{});
}

// Beside the tools, which some languages' words make wide.
void KioskScreen::draw_progress_words(const Kit& kit) const {
    const std::string words = progress_words(kit.canvas().large_print());
    Rect box = place::progress_words;
    box.w = std::min(box.w, tools_.listen.x - gap_between_tools - box.x);
    ui::Style style = ui::type::bar_strong;
    const float least = kit.canvas().large_print() ? least_progress : ui::type::small.em;
    while (style.em > least && kit.canvas().width_of(style, words) > box.w) style.em -= 1;
    kit.canvas().label(box, style, room_.theme.ink, words);
}

void KioskScreen::draw_top(const Kit& kit, Actions& out) {
    tools_ = place_tools(kit.canvas());
    if (tools_.stop.w > 0 && ui::tool(kit, "stop", tools_.stop, ui::icons::stop,
                                      text("kiosk.stop.button"), {false, false, tools_.style})) {
        (void)leaving(out);  // whoever wants to stop need not mend a number first
        out.emplace_back(act::AskStop{});
    }
    draw_language(kit, out);
    draw_appearance(kit, out);
    draw_listen(kit, out);
    if (!shell().progress || room_.desk.walk() == nullptr) return;
    draw_progress_words(kit);
    ui::progress_bar(kit, place::progress_bar, room_.walk().progress().done);
}

void KioskScreen::draw_slot(const Kit& kit, const Rect& box) const {
    if (!room_.note.empty()) {
        ui::note_message(kit, box, text(room_.note));
    } else if (room_.saving) {
        ui::hint_message(kit, place::slot, text("kiosk.saving"));
    } else if (room_.desk.saved() == SaveState::Saved && !unsaved()) {
        ui::saved_message(kit, place::slot, text("kiosk.saved"));
    } else if (!hint().empty()) {
        ui::hint_message(kit, box, hint());
    }
}

void KioskScreen::lead_on(Actions& out) {
    if (part_ + 1 >= parts_) return next_pressed(out);
    if (!leaving_part(out)) return;
    ++part_;
    out.emplace_back(act::Turn{});
}

void KioskScreen::lead_back(Actions& out) {
    if (part_ == 0) return back_pressed(out);
    --part_;
    out.emplace_back(act::Turn{});
}

void KioskScreen::draw_bottom(const Kit& kit, Actions& out) {
    Rect slot = place::slot;
    if (shell().back && (part_ > 0 || can_go_back())) {
        const ButtonLook look{Rank::Secondary, ui::icons::back, false, true, ui::type::strong};
        const std::string& word = text("kiosk.back");
        Rect box = place::back;
        box.w = ui::button_width(kit.canvas(), word, look, box.w);
        if (ui::button(kit, "back", box, word, look) && leaving(out)) lead_back(out);
        const float over = box.right() + 20 - slot.x;
        if (over > 0) slot.x += over, slot.w -= over;
    }
    if (shell().next) {
        const ButtonLook look{Rank::Primary, ui::icons::next, true, true, ui::type::strong};
        const std::string& word = text("kiosk.next");
        Rect box = place::next;
        box.w = ui::button_width(kit.canvas(), word, look, box.w);
        box.x = 1240 - box.w;
        if (ui::button(kit, "next", box, word, look) && leaving(out)) lead_on(out);
        slot.w = std::min(slot.w, box.x - 20 - slot.x);
    }
    if (shell().slot) draw_slot(kit, slot);
}

Actions KioskScreen::draw_content(ui::Frame& frame) {
    const Kit kit{frame, room_.theme};
    Actions out;
    // In another language or size there may be fewer than before.
    parts_ = parts(frame.canvas);
    part_ = std::min(part_, parts_ - 1);
    draw_top(kit, out);
    content(kit, out);
    draw_bottom(kit, out);
    return out;
}

}  // namespace spine::kiosk
