#include "clinic/parts/rail.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "clinic/times.h"

namespace spine::clinic {

namespace {

struct RailPlace {
    RailAction leads;
    int number;  // from the top, and the key's
    ui::Icon icon;
    const char *key, *word;
};
constexpr std::array kPlaces = {
    RailPlace{RailAction::Worklist, 1, icons::list, "rail:worklist", "rail.today"},
    RailPlace{RailAction::Texts, 3, icons::marker, "rail:texts", "rail.texts"},
    RailPlace{RailAction::Export, 4, icons::export_out, "rail:export", "rail.export"}};
constexpr float kRailTop = 16, kRailPitch = 68, kRailItem = 60;

bool draw_rail_place(ui::Frame& frame, const Look& look, const RailPlace& place, bool shown) {
    const ui::ClinicTheme& t = look.theme;
    const float y = kRailTop + kRailPitch * static_cast<float>(place.number - 1);
    const ui::Rect box{8, y, 64, kRailItem};
    const bool pressed = frame.targets.add(place.key, box);
    if (shown) {
        frame.canvas.fill(box, t.surface, 6);
        frame.canvas.fill({0, y + 12, 3, 36}, t.accent);
    } else if (frame.targets.hovered(box)) {
        frame.canvas.fill(box, t.soft, 6);
    }
    frame.canvas.icon({40, y + 21}, 20, place.icon, shown ? t.accent : t.ink2);
    frame.canvas.label({0, y + 34, kRail, 20}, shown ? kCaptionBold : kCaption,
                       shown ? t.ink : t.ink2, look.word(place.word), ui::Align::Centre);
    return pressed;
}

}  // namespace

RailAction rail_key(const ui::Input& input) {
    for (const ui::KeyPress& key : input.keys)
        for (const RailPlace& place : kPlaces)
            if (key.key == ui::Key::Character && key.ctrl &&
                key.character == U'0' + static_cast<char32_t>(place.number))
                return place.leads;
    return RailAction::Nothing;
}

RailAction rail(ui::Frame& frame, const Look& look, RailAction shown, int seconds_to_lock) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({0, 0, kRail, 900}, t.sunken);
    frame.canvas.fill({kRail, 0, 1, 900}, t.line);
    RailAction action = RailAction::Nothing;
    for (const RailPlace& place : kPlaces)
        if (draw_rail_place(frame, look, place, place.leads == shown)) action = place.leads;

    const ui::Rect lock{8, 832, 64, 56};
    const bool locks = frame.targets.add("rail:lock", lock);
    if (frame.targets.hovered(lock)) frame.canvas.fill(lock, t.soft, 6);
    frame.canvas.icon({40, 848}, 20, icons::lock, t.ink2);
    frame.canvas.label({0, 862, kRail, 20}, kCaption, t.ink2,
                       fmt::format("{} {}:{:02}", look.word("rail.lock"), seconds_to_lock / 60,
                                   seconds_to_lock % 60),
                       ui::Align::Centre);
    return locks ? RailAction::Lock : action;
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
