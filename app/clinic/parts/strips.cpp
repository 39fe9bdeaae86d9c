#include "clinic/parts/strips.h"

#include <fmt/format.h>

#include "clinic/parts/controls.h"
#include "clinic/times.h"

namespace spine::clinic {
namespace {

constexpr float kWide = kBleedRight - kBleedLeft;

const std::string& answer_word(const Look& look, const review::Sign& sign) {
    return look.word(sign.not_sure ? "warning.not_sure" : "warning.ticked");
}

// "Numbness between the legs (ticked) · …"
std::string signs_in_a_row(const Look& look, const review::PatientPage& page) {
    std::string signs;
    for (const review::Sign& sign : page.warning.signs) {
        signs += (signs.empty() ? "" : " · ") + sign.words + " (" + answer_word(look, sign) + ")";
    }
    return signs.empty() ? look.word("warning.taken_back") : signs;
}

StripResult stop_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                       float top) {
    const ui::ClinicTheme& t = look.theme;
    const auto signs = static_cast<float>(page.warning.signs.size());
    const ui::Rect box{kBleedLeft, top, kWide, 86 + 26 * signs};
    frame.canvas.fill(box, t.stop, 8);
    frame.canvas.icon({134, top + 34}, 36, icons::octagon, t.on_accent);
    frame.canvas.label({168, top + 14, 900, 28}, kHeadline, t.on_accent,
                       look.word("warning.stop_title"));
    float y = top + 50;
    for (const review::Sign& sign : page.warning.signs) {
        frame.canvas.label({168, y, 400, 24}, kBodyBold, t.on_accent, sign.words);
        frame.canvas.label({580, y, 400, 24}, kBody, t.on_accent, answer_word(look, sign));
        y += 26;
    }
    frame.canvas.label(
        {168, y + 2, 900, 20}, kCaption, t.on_accent,
        look.word(page.taken_over ? "warning.taken_over" : "warning.not_taken_over"));
    StripResult result{box.bottom(), false};
    if (!page.taken_over) {
        result.take_over =
            button(frame, look, {1194, top + box.h / 2 - 22, 214, 44},
                   {"take_over", look.word("warning.take_over"), 0, "A", ButtonKind::OnStop, true});
    }
    return result;
}

float line_strip(ui::Frame& frame, float top, ui::Color fill, ui::Color ink, ui::Color ink2,
                 ui::Icon icon, std::string_view title, std::string_view more) {
    frame.canvas.fill({kBleedLeft, top, kWide, 40}, fill, 8);
    frame.canvas.icon({122, top + 20}, 20, icon, ink);
    frame.canvas.label({142, top, 500, 40}, kBodyBold, ink, title);
    const float x = 142 + frame.canvas.width_of(kBodyBold, title) + 12;
    frame.canvas.label({x, top, kRight - x, 40}, kBody, ink2, more);
    return top + 40;
}

}  // namespace

StripResult warning_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page,
                          float top) {
    const ui::ClinicTheme& t = look.theme;
    switch (page.warning.kind) {
        case review::Warning::TierA:
            return stop_strip(frame, look, page, top);
        case review::Warning::TierB:
            return {line_strip(frame, top, t.look_soft, t.look, t.ink, icons::triangle,
                               look.word("warning.look_title"), signs_in_a_row(look, page)),
                    false};
        case review::Warning::Ticked:
            return {line_strip(frame, top, t.sunken, t.ink, t.ink2, icons::question,
                               look.word("warning.ticked_title"), signs_in_a_row(look, page)),
                    false};
        case review::Warning::NotReached:
            return {
                line_strip(frame, top, t.sunken, t.ink, t.ink2, icons::question,
                           look.word("warning.not_reached"), look.word("warning.not_reached_more")),
                false};
        case review::Warning::NoneTicked:
            break;
    }
    const std::string more = ui::fill_in(look.word("warning.none_more"),
                                         {{"n", fmt::format("{}", page.warning.answered)},
                                          {"of", fmt::format("{}", page.warning.asked)}});
    return {line_strip(frame, top, t.sunken, t.ink, t.ink2, icons::box_empty,
                       look.word("warning.none"), more),
            false};
}

float notice_strip(ui::Frame& frame, const Look& look, const review::PatientPage& page, float top) {
    const ui::ClinicTheme& t = look.theme;
    float y = top;
    const bool broken_off =
        page.status == "interrupted" || page.status == "stopped" || page.status == "expired";
    if (broken_off) {
        y = line_strip(frame, y + 8, t.look_soft, t.look, t.ink, icons::pause,
                       look.word("notice." + page.status),
                       look.word("notice." + page.status + "_more"));
    }
    if (page.proxy) {
        y = line_strip(frame, y + 8, t.look_soft, t.look, t.ink, icons::question,
                       look.word("notice.proxy"), look.word("notice.proxy_more"));
    }
    return y;
}

void guide_panel(ui::Frame& frame, const Look& look, const review::PatientPage& page) {
    const ui::ClinicTheme& t = look.theme;
    const bool alone = page.guide.size() == 1;
    const ui::Rect box =
        alone ? ui::Rect{kBleedLeft, 782, kWide, 102} : ui::Rect{kBleedLeft, 677, kWide, 207};
    frame.canvas.fill(box, t.sunken, 8);
    frame.canvas.label({kLeft, box.y + 14, 400, 24}, kBodyBold, t.ink, look.word("guide.title"));
    frame.canvas.label({kLeft, box.y + 14, kRight - kLeft, 24}, kCaption, t.ink2,
                       look.word(alone ? "guide.only_this" : "guide.by_rules"), ui::Align::End);
    const auto columns = static_cast<float>(std::max<std::size_t>(1, page.guide.size()));
    const float pitch = (kRight - kLeft + 32) / columns;
    float x = kLeft;
    for (const review::GuideLine& line : page.guide) {
        const float width = pitch - 32;
        if (x > kLeft) frame.canvas.fill({x - 17, box.y + 54, 1, box.h - 74}, t.line);
        frame.canvas.label({x, box.y + 44, width, 24}, kCaptionBold, t.accent, line.heading);
        frame.canvas.block(
            {x, box.y + 70, width, alone ? 30.0F : 96.0F}, kBody, t.ink,
            look.word("guide.quote_open") + line.sentence + look.word("guide.quote_close"));
        if (!alone) {
            frame.canvas.label({x, box.y + 170, width, 20}, kCaption, t.ink2, line.reason);
        }
        x += pitch;
    }
}

}  // namespace spine::clinic
