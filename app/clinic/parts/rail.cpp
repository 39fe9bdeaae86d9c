#include "clinic/parts/rail.h"

#include <fmt/format.h>

#include "clinic/times.h"

namespace spine::clinic {

RailAction rail(ui::Frame& frame, const Look& look, int seconds_to_lock) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({0, 0, kRail, 900}, t.sunken);
    frame.canvas.fill({kRail, 0, 1, 900}, t.line);
    const ui::Rect today{8, 16, 64, 60};
    const bool to_list = frame.targets.add("rail:worklist", today);
    frame.canvas.fill(today, t.surface, 6);
    frame.canvas.fill({0, 28, 3, 36}, t.accent);
    frame.canvas.icon({40, 37}, 20, icons::list, t.accent);
    frame.canvas.label({8, 50, 64, 20}, kCaptionBold, t.ink, look.word("rail.today"),
                       ui::Align::Centre);

    const ui::Rect lock{8, 832, 64, 56};
    const bool locks = frame.targets.add("rail:lock", lock);
    if (frame.targets.hovered(lock)) frame.canvas.fill(lock, t.soft, 6);
    frame.canvas.icon({40, 848}, 20, icons::lock, t.ink2);
    frame.canvas.label({0, 862, kRail, 20}, kCaption, t.ink2,
                       fmt::format("{} {}:{:02}", look.word("rail.lock"), seconds_to_lock / 60,
                                   seconds_to_lock % 60),
                       ui::Align::Centre);
    if (locks) return RailAction::Lock;
    return to_list ? RailAction::Worklist : RailAction::Nothing;
}

void header_ground(ui::Frame& frame, const Look& look) {
    frame.canvas.fill({kRail + 1, kHeader, 1440 - kRail - 1, 1}, look.theme.line);
}

namespace {

constexpr float kStrip = 64;
// In demonstration, and on a display of another shape, paper stands beside the layout: a call goes
// from edge to edge all the same.
constexpr float kBeside = 2000;

ui::Rect strip(std::size_t index) {
    return {0, kStrip * static_cast<float>(index), 1440, kStrip};
}

ui::Rect seen_button(std::size_t index) {
    return {1148, strip(index).y + 14, 260, 36};
}

}  // namespace

std::string touch_attention(ui::Frame& frame, const std::vector<Attention>& attentions) {
    std::string answered;
    for (std::size_t i = 0; i < attentions.size(); ++i) {
        if (frame.targets.add("attention:" + attentions[i].id, seen_button(i))) {
            answered = attentions[i].id;
        }
        frame.targets.add("attention-ground:" + attentions[i].id, strip(i));
    }
    return answered;
}

void paint_attention(ui::Frame& frame, const Look& look, const std::vector<Attention>& attentions) {
    const ui::ClinicTheme& t = look.theme;
    for (std::size_t i = 0; i < attentions.size(); ++i) {
        const ui::Rect box = strip(i);
        frame.canvas.fill({box.x - kBeside, box.y, box.w + 2 * kBeside, box.h}, t.stop);
        frame.canvas.icon({44, box.centre().y}, 36, icons::octagon, t.on_accent);
        frame.canvas.label(
            {80, box.y, 1040, box.h}, kHeadline, t.on_accent,
            ui::fill_in(look.word("attention.words"), {{"tablet", attentions[i].tablet},
                                                       {"time", local_time(attentions[i].at)}}));
        const ui::Rect seen = seen_button(i);
        frame.canvas.fill(seen, t.on_accent, 6);
        frame.canvas.label(seen, kBodyBold, t.stop, look.word("attention.seen"), ui::Align::Centre);
    }
}

}  // namespace spine::clinic
