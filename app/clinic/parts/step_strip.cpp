// The steps of the coding above its columns, and what their columns are headed by.
#include <fmt/format.h>

#include <array>

#include "clinic/parts/coding_lists.h"

namespace spine::clinic {
namespace {

constexpr std::array kSteps = {"step.redact", "step.impression", "step.units", "step.condense",
                               "step.synthesis"};
constexpr float kMiddle = 104, kRing = 10, kLabelGap = 7, kBefore = 12, kLine = 24, kBehind = 11;

}  // namespace

std::optional<TextStep> step_strip(ui::Frame& frame, const Look& look, TextStep shown,
                                   bool malterud) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({kRail + 1, kStrip, 1440 - kRail - 1, 1}, t.line);
    std::optional<TextStep> pressed;
    float x = kLeft;
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        const auto step = static_cast<TextStep>(i);
        const bool now = step == shown;
        const std::string& label = look.word(kSteps.at(i));
        const ui::Style& style = now ? kBodyBold : kBody;
        const float wide = frame.canvas.width_of(style, label);
        if (i > 0) {
            frame.canvas.fill({x + kBefore, kMiddle, kLine, 1}, t.line_strong);
            x += kBefore + kLine + kBehind;
        }
        const ui::Rect box{x - 4, kMiddle - 16, 2 * kRing + kLabelGap + wide + 8, 32};
        if (frame.targets.add(kSteps.at(i), box)) pressed = step;
        if (!now && frame.targets.hovered(box)) frame.canvas.fill(box, t.soft, 6);
        const ui::Point centre{x + kRing, kMiddle};
        if (now)
            frame.canvas.disc(centre, kRing, t.accent);
        else
            frame.canvas.ring(centre, kRing - 0.75F, t.line_strong, 1.5F);
        if (i == 0)
            frame.canvas.icon(centre, 18, icons::eye_off, now ? t.on_accent : t.ink2);
        else
            frame.canvas.label({x, kMiddle - 10, 2 * kRing, 20}, kCaptionBold,
                               now ? t.on_accent : t.ink2, fmt::format("{}", i), ui::Align::Centre);
        frame.canvas.label({x + 2 * kRing + kLabelGap, kMiddle - 12, wide + 1, 24}, style,
                           now ? t.ink : t.ink2, label);
        x += 2 * kRing + kLabelGap + wide;
    }
    if (malterud)
        frame.canvas.label({x + 20, kMiddle - 10, kRight - x - 20, 20}, kCaption, t.ink2,
                           look.word("step.malterud"), ui::Align::End);
    return pressed;
}

std::optional<TextStep> step_key(const ui::KeyPress& key) {
    if (key.key != ui::Key::Character || !key.alt || key.ctrl) return std::nullopt;
    if (key.character < U'0' || key.character > U'4') return std::nullopt;
    return static_cast<TextStep>(key.character - U'0');
}

void coding_head(ui::Frame& frame, const Look& look, float x, float end, float middle,
                 const std::string& title, const std::string& note) {
    const ui::ClinicTheme& t = look.theme;
    const float wide = frame.canvas.width_of(kBodyBold, title);
    frame.canvas.label({x, middle - 12, end - x, 24}, kBodyBold, t.ink, title);
    frame.canvas.label({x + wide + 12, middle - 10, end - x - wide - 12, 20}, kCaption, t.ink2,
                       note, ui::Align::End);
}

std::string fitted(const ui::Canvas& canvas, const ui::Style& style, std::string_view words,
                   float width) {
    constexpr std::string_view rest = " …";
    float wide = 0;
    const float room = width - canvas.width_of(style, rest);
    std::size_t fits = 0;
    for (std::size_t at = 0; at < words.size();) {
        const std::size_t from = at;
        (void)ui::next_character(words, at);
        wide += canvas.width_of(style, words.substr(from, at - from));
        if (wide <= room) fits = at;
        if (wide > width) return std::string(words.substr(0, fits)).append(rest);
    }
    return std::string(words);
}

void theme_tag(ui::Frame& frame, const Look& look, const ui::Rect& box, std::string_view letter,
               std::size_t place) {
    const auto& colours = look.theme.themes;
    frame.canvas.fill(box, colours.at(place % colours.size()), 4);
    frame.canvas.label({box.x - 8, box.y, box.w + 16, box.h}, kCaptionBold, look.theme.on_accent,
                       letter, ui::Align::Centre);
}

}  // namespace spine::clinic
