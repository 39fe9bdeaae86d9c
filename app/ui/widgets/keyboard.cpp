#include "ui/widgets/keyboard.h"

#include <string>

#include "ui/text.h"
#include "ui/widgets/keyboard_layouts.h"

namespace spine::ui {

namespace {

constexpr float key_h = 74;
constexpr float row_pitch = 84;
constexpr float gap = 10;
constexpr float left = 40;
constexpr float whole = 1200;

std::string utf8_of(char32_t c) {
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) {
        return {static_cast<char>(0xC0U | (c >> 6U)), static_cast<char>(0x80U | (c & 0x3FU))};
    }
    return {static_cast<char>(0xE0U | (c >> 12U)), static_cast<char>(0x80U | ((c >> 6U) & 0x3FU)),
            static_cast<char>(0x80U | (c & 0x3FU))};
}

class Drawer {
  public:
    explicit Drawer(const Kit& kit) : kit_(kit) {}

    bool letter(const Rect& usual, char32_t small, char32_t shown) {
        const Rect box = in_place(usual);
        const std::string key = "key:" + utf8_of(small);
        const bool pressed = surface(key, box, kit_.theme.surface);
        kit_.canvas().label(box, type::body, ink(key), utf8_of(shown), Align::Centre);
        return pressed;
    }
    bool word(std::string_view key, const Rect& usual, std::string_view text, Color fill) {
        const Rect box = in_place(usual);
        const bool pressed = surface(key, box, fill);
        kit_.canvas().label(box, type::body, ink(key), text, Align::Centre);
        return pressed;
    }
    bool sign(std::string_view key, const Rect& usual, Icon icon, bool active) {
        const Rect box = in_place(usual);
        const bool pressed = surface(key, box, active ? kit_.theme.primary : kit_.theme.key_quiet);
        kit_.canvas().directed_icon(box.centre(), 44, icon,
                                    active ? kit_.theme.on_primary : ink(key));
        return pressed;
    }

  private:
    // A keyboard follows its script, not the layout: from left to right as keyboards have it.
    [[nodiscard]] Rect in_place(Rect box) const {
        const Scale& scale = kit_.canvas().scale();
        if (scale.mirrored()) box.x = scale.page().w - box.right();
        return box;
    }
    [[nodiscard]] Color ink(std::string_view key) const {
        return kit_.targets().held(key) ? kit_.theme.on_tint_down : kit_.theme.ink;
    }
    bool surface(std::string_view key, const Rect& box, Color fill) {
        const bool pressed = kit_.targets().add(key, box);
        const bool held = kit_.targets().held(key);
        kit_.canvas().panel(box, held ? kit_.theme.tint_down : fill,
                            held ? kit_.theme.primary : kit_.theme.line,
                            held ? 4.0F : kit_.theme.row_line, 12);
        return pressed;
    }
    const Kit& kit_;
};

}  // namespace

std::optional<Typed> keyboard(const Kit& kit, std::string_view language, float y,
                              KeyboardState& state, std::string_view space_word) {
    const Canvas::Saying key(kit.canvas(), Heard::Key);
    const KeyboardLayout& layout = keyboard_layout(language);
    const auto& rows = state.numbers ? layout.numbers : layout.letters;
    Drawer draw(kit);
    std::optional<Typed> typed;
    const float pitch = layout.key_w + gap;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        float x = left + (r == 1 ? layout.indent : 0) + (r == 2 ? layout.wide_w + gap : 0);
        const float top = y + row_pitch * static_cast<float>(r);
        for (const char32_t c : rows.at(r)) {
            const char32_t shown = state.shift ? capital(c, language) : c;
            if (draw.letter({x, top, layout.key_w, key_h}, c, shown)) {
                typed = Typed{Typed::What::Character, shown};
            }
            x += pitch;
        }
    }
    const float end = left + whole - layout.wide_w;
    const float third = y + row_pitch * 2;
    const float last = y + row_pitch * 3;
    if (!state.numbers && layout.capitals &&
        draw.sign("key:shift", {left, third, layout.wide_w, key_h}, icons::shift, state.shift)) {
        state.shift = !state.shift;
    }
    if (draw.sign("key:backspace", {end, third, layout.wide_w, key_h}, icons::backspace, false)) {
        typed = Typed{Typed::What::Backspace, 0};
    }
    if (draw.word("key:numbers", {left, last, layout.wide_w, key_h},
                  state.numbers ? layout.letters_word : "123", kit.theme.key_quiet)) {
        state.numbers = !state.numbers;
    }
    const float comma = left + layout.wide_w + gap;
    const float stop = end - gap - layout.key_w;
    if (draw.letter({comma, last, layout.key_w, key_h}, layout.comma, layout.comma)) {
        typed = Typed{Typed::What::Character, layout.comma};
    }
    if (draw.word("key:space", {comma + pitch, last, stop - gap - comma - pitch, key_h}, space_word,
                  kit.theme.surface)) {
        typed = Typed{Typed::What::Character, U' '};
    }
    if (draw.letter({stop, last, layout.key_w, key_h}, U'.', U'.')) {
        typed = Typed{Typed::What::Character, U'.'};
    }
    if (draw.sign("key:enter", {end, last, layout.wide_w, key_h}, icons::enter, false)) {
        typed = Typed{Typed::What::Character, U'\n'};
    }
    if (typed && typed->what == Typed::What::Character) {
        const char32_t c = typed->character;
        const bool sentence_goes_on = state.shift && c == U' ';
        state.shift = c == U'\n' || sentence_goes_on;
    }
    return typed;
}

}  // namespace spine::ui
