#include "clinic/parts/rail.h"

#include <fmt/format.h>

#include <algorithm>

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

void draw_strip(ui::Frame& frame, const Look& look, const Attention& call, const ui::Rect& box,
                const ui::Rect& seen, std::size_t more) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill(box, t.stop);
    frame.canvas.icon({44, box.centre().y}, 36, icons::octagon, t.on_accent);
    const std::string words = ui::fill_in(look.word("attention.words"),
                                          {{"tablet", call.tablet}, {"time", local_time(call.at)}});
    frame.canvas.label({80, box.y, more > 0 ? 880.0F : 1040.0F, box.h}, kHeadline, t.on_accent,
                       words);
    if (more > 0) {
        frame.canvas.label(
            {970, box.y, 160, box.h}, kBodyBold, t.on_accent,
            ui::fill_in(look.word("attention.more"), {{"n", fmt::format("{}", more)}}),
            ui::Align::End);
    }
    frame.canvas.fill(seen, t.on_accent, 6);
    frame.canvas.label(seen, kBodyBold, t.stop, look.word("attention.seen"), ui::Align::Centre);
}

}  // namespace

std::string attention_strips(ui::Frame& frame, const Look& look,
                             const std::vector<Attention>& calls, std::size_t more) {
    std::string answered;
    const ui::Scale& scale = frame.canvas.scale();
    ui::Rect pixels = scale.notice_pixels();
    pixels.h /= static_cast<float>(std::max<std::size_t>(1, calls.size()));
    for (const Attention& call : calls) {
        const ui::Rect box = scale.to_units(pixels);
        const ui::Rect seen{1148, box.centre().y - 18, 260, 36};
        if (frame.targets.add("attention:" + call.id, seen)) answered = call.id;
        draw_strip(frame, look, call, box, seen, &call == &calls.back() ? more : 0);
        pixels.y += pixels.h;
    }
    return answered;
}

}  // namespace spine::clinic
