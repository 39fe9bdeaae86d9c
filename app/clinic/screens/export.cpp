#include "clinic/screens/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "clinic/parts/controls.h"
#include "clinic/parts/export_risk.h"
#include "clinic/parts/faults.h"
#include "clinic/parts/numbers.h"
#include "clinic/parts/rail.h"
#include "export/disclosure.h"
#include "export/formats.h"

namespace spine::clinic {
namespace {

constexpr float kMiddle = 630, kMiddleEnd = 960, kMiddleWidth = kMiddleEnd - kMiddle;
constexpr int kMostK = 20, kMostL = 10;
constexpr std::size_t kMostDiverse = 2;  // sliders for l
constexpr float kStudyRow = 44;
constexpr std::size_t kMostStudies = 10;

bool among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Words with a variable's name in them, in small letters before they are cut.
std::pair<std::string, ui::Style> fitted(const ui::Canvas& canvas, const std::string& words,
                                         float width) {
    if (canvas.width_of(kBodyBold, words) <= width) return {words, kBodyBold};
    return {cut_to(canvas, kCaptionBold, words, width), kCaptionBold};
}

}  // namespace

ExportScreen::ExportScreen(const Look& look, const Model& model) : look_(look), model_(model) {}

void ExportScreen::forget() {
    choosing_ = false;
    steps_ = 0;
    number_.clear();
    focus_.clear();
    study_path_.clear();
    target_.clear();
    shown_target_.clear();
}

bool ExportScreen::press(ui::Frame& frame, std::string_view key, const ui::Rect& box, bool on) {
    if (on) drawing_.emplace_back(key);
    const bool pressed = frame.targets.add(key, box, on);
    if (pressed) focus_.clear(), number_.clear();
    ring(frame, key, box);
    return on && (pressed || pressed_ == key);
}

void ExportScreen::ring(ui::Frame& frame, std::string_view key, const ui::Rect& box) {
    if (focus_ != key) return;
    const ui::Rect around = box.inset(-4);
    frame.canvas.stroke(around, look_.theme.accent, 2, 8);
}

bool ExportScreen::press_button(ui::Frame& frame, const ui::Rect& box, const Button& one) {
    if (one.on) drawing_.emplace_back(one.key);
    const bool pressed = button(frame, look_, box, one);
    if (pressed) focus_.clear();
    ring(frame, one.key, box);
    return one.on && (pressed || pressed_ == one.key);
}

ExportAction ExportScreen::draw_header(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    header_ground(frame, look_);
    const ExportModel& exports = model_.exports();
    const std::string& title = look_.word("export.title");
    frame.canvas.label({kLeft, 22, 400, 32}, kHeadline, t.ink, title);
    if (exports.study() == nullptr) return {};
    if (const auto* result = exports.preview()) {
        const auto shown = exporting::shown_of(*exports.study(), *result);
        if (shown.sessions && shown.first_time)
            frame.canvas.label({kLeft + frame.canvas.width_of(kHeadline, title) + 18, 22, 600, 34},
                               kBody, t.ink2,
                               ui::fill_in(look_.word("export.sessions"),
                                           {{"n", fmt::format("{}", *shown.sessions)},
                                            {"of", fmt::format("{}", *shown.first_time)}}));
    }
    if (exports.writing()) {
        frame.canvas.label({kRight - 420, 26, 420, 24}, kBody, t.ink2, look_.word("export.locked"),
                           ui::Align::End);
        return {};
    }
    const std::string name = cut_to(frame.canvas, kBody, exports.study_name(), 300);
    const float wide = frame.canvas.width_of(kBody, name) + 60;
    if (press_button(frame, {kRight - wide, 20, wide, 36},
                     {"study", name, 0, "S", ButtonKind::Plain, true}))
        choosing_ = !choosing_;
    return {};
}

ExportAction ExportScreen::draw_studies(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const ExportModel& exports = model_.exports();
    frame.canvas.label({kLeft, 92, 700, 24}, kBodyBold, t.ink, look_.word("studies.title"));
    frame.canvas.label({kLeft, 116, 900, 20}, kCaption, t.ink2, look_.word("studies.note"));
    float y = 148;
    ExportAction action;
    const float bottom = exports.ended() ? 790 : 880;
    const auto& studies = exports.studies();
    for (std::size_t i = 0; i < std::min(studies.size(), kMostStudies); ++i) {
        const ui::Rect box{kBleedLeft, y, kBleedRight - kBleedLeft, kStudyRow};
        const std::string key = "study:" + studies[i].name;
        if (frame.targets.hovered(box)) frame.canvas.fill(box, t.sunken);
        if (press(frame, key, box, true)) action = {ExportAction::Study, studies[i].path};
        frame.canvas.label({kLeft, y, kRight - kLeft, kStudyRow}, kBody, t.ink,
                           cut_to(frame.canvas, kBody, studies[i].name, kRight - kLeft));
        frame.canvas.fill({kLeft, y + kStudyRow - 1, kRight - kLeft, 1}, t.line);
        y += kStudyRow;
    }
    if (studies.size() > kMostStudies) {
        frame.canvas.label({kLeft, y + 8, 900, 20}, kCaption, t.ink2,
                           ui::fill_in(look_.word("studies.more"),
                                       {{"n", fmt::format("{}", studies.size() - kMostStudies)}}));
        y += 20;
    }
    if (studies.empty()) {
        frame.canvas.label({kLeft, y, 900, 24}, kBody, t.ink2, look_.word("studies.none"));
        y += kStudyRow;
    }
    y += 24;
    frame.canvas.label({kLeft, y, 600, 24}, kBodyBold, t.ink, look_.word("studies.path"));
    path_field(frame, {kLeft, y + 30, 860, 36}, "path", study_path_, look_.word("studies.example"));
    if (press_button(
            frame, {kLeft + 876, y + 30, 140, 36},
            {"open", look_.word("studies.open"), 0, {}, ButtonKind::Primary, !study_path_.empty()}))
        action = {ExportAction::Study, std::string(study_path_.view())};
    if (exports.fault())
        fault_block(frame, look_, {kLeft, y + 82, 1000, bottom - y - 82}, *exports.fault());
    if (!exports.ended()) return action;
    const ExportAction in_panel = draw_panel(frame);
    return in_panel.kind != ExportAction::Nothing ? in_panel : action;
}

void ExportScreen::draw_profiles(ui::Frame& frame, exporting::StudyChoices& choices) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.label({kMiddle, 92, 120, 24}, kBodyBold, t.ink, look_.word("protect.title"));
    float end = kMiddleEnd;
    for (const auto profile : {exporting::Profile::Public, exporting::Profile::Agreement}) {
        const std::string name(exporting::rules_of(profile).name);
        const std::string& label = look_.word("study_profile." + name);
        const bool chosen = choices.profile == profile;
        const ui::Style& style = chosen ? kCaptionBold : kCaption;
        const float wide = frame.canvas.width_of(kCaptionBold, label) + 28;
        const ui::Rect box{end - wide, 87, wide, 32};
        frame.canvas.panel(box.inset(2), chosen ? t.soft : t.bg, chosen ? t.accent : t.line_strong,
                           chosen ? 2.0F : 1.0F, 14);
        if (press(frame, "profile:" + name, box, !model_.exports().writing())) {
            choices.profile = profile;
            choices.k = std::max(choices.k, exporting::rules_of(profile).k);
        }
        frame.canvas.label(box, style, chosen ? t.accent : t.ink, label, ui::Align::Centre);
        end -= wide + 4;
    }
}

void ExportScreen::draw_slider(ui::Frame& frame, const Slider& one, const std::string& name,
                               const std::string& value, const std::string& note, double& chosen) {
    const ui::ClinicTheme& t = look_.theme;
    const auto [title, style] = fitted(frame.canvas, name, kMiddleWidth - 60);
    frame.canvas.label({kMiddle, one.y - 38, kMiddleWidth - 60, 24}, style, t.ink, title);
    frame.canvas.label({kMiddle, one.y - 38, kMiddleWidth, 24}, kBodyBold, t.accent, value,
                       ui::Align::End);
    if (one.on) drawing_.emplace_back(one.key);
    const std::optional<double> moved = slider(frame, look_, one);
    if (moved) focus_ = one.key, number_.clear();
    ring(frame, one.key, {one.x - 8, one.y - 9, one.w + 16, 18});
    chosen = moved.value_or(one.value);
    if (one.on && focus_ == one.key) {
        if (steps_ != 0) chosen = stepped(one, steps_);
        const std::optional<double> typed = within(one, number_);
        if (typed) chosen = *typed;
    }
    if (note.empty()) return;
    frame.canvas.label({kMiddle, one.y + 16, 60, 20}, kCaption, t.ink2, number(look_, one.low));
    frame.canvas.label({kMiddle, one.y + 16, kMiddleWidth, 20}, kCaption, t.ink2,
                       number(look_, one.high), ui::Align::End);
    frame.canvas.block({kMiddle, one.y + 36, kMiddleWidth, 40}, kCaption, t.ink2, note);
}

void ExportScreen::draw_protection(ui::Frame& frame, exporting::StudyChoices& choices) {
    const exporting::Study& study = *model_.exports().study();
    const auto* counted = model_.exports().preview();
    const bool tables = counted != nullptr && counted->tables_only;
    const bool on = !model_.exports().writing();
    draw_profiles(frame, choices);
    std::vector<std::size_t> diverse;
    for (std::size_t i = 0; i < choices.l.size() && diverse.size() < kMostDiverse; ++i)
        if (choices.l[i] > 0) diverse.push_back(i);
    // With sliders for l there is no room for their notes.
    const float pitch = 264.0F / static_cast<float>(2 + diverse.size());
    const bool notes = diverse.empty();
    const auto at = [&](std::size_t place) {
        return (notes ? 166.0F : 160.0F) + pitch * static_cast<float>(place);
    };
    const int least = exporting::rules_of(choices.profile).k;
    double value = choices.k;
    draw_slider(frame,
                {"k", kMiddle, at(0), kMiddleWidth, value, static_cast<double>(least),
                 static_cast<double>(std::max(kMostK, choices.k)), 1, on},
                look_.word("protect.k"), fmt::format("{}", choices.k),
                notes ? ui::fill_in(look_.word(tables ? "protect.k_tables" : "protect.k_note"),
                                    {{"n", fmt::format("{}", choices.k - 1)}})
                      : std::string(),
                value);
    choices.k = static_cast<int>(value);
    double share = choices.suppression * 100;
    draw_slider(frame,
                {"suppression", kMiddle, at(1), kMiddleWidth, share, 0,
                 exporting::kMostSuppressed * 100, 0.5, on},
                look_.word("protect.suppression"), short_percent(look_, share / 100),
                notes ? look_.word("protect.suppression_note") : std::string(), share);
    // As a person would write it, so that what was not moved is what the file says.
    if (std::abs(share / 100 - choices.suppression) > 1e-9) choices.suppression = share / 100;
    for (std::size_t i = 0; i < diverse.size(); ++i) {
        double& l = choices.l[diverse[i]];
        const std::string key = fmt::format("l:{}", i);
        draw_slider(
            frame,
            {key, kMiddle, at(2 + i), kMiddleWidth, l, 1, std::max<double>(kMostL, l), 1, on},
            ui::fill_in(look_.word("protect.l"),
                        {{"variable", study.sensitive[diverse[i]].variable}}),
            number(look_, l), {}, l);
    }
    export_levels(frame, look_, model_.exports(), 408);
}

ExportAction ExportScreen::draw_formats(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const ExportModel& exports = model_.exports();
    frame.canvas.fill({kMiddle, 611, kMiddleWidth, 1}, t.line);
    frame.canvas.label({kMiddle, 624, 200, 24}, kBodyBold, t.ink, look_.word("files.title"));
    ExportAction action;
    const bool tables = exports.preview() != nullptr && exports.preview()->tables_only;
    const bool on = !exports.writing() && !tables;
    const auto names = exporting::format_names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const float x = kMiddle + 170 * static_cast<float>(i / 3);
        const float middle = 664 + 28 * static_cast<float>(i % 3);
        const bool chosen = !tables && among(exports.formats(), names[i]);
        const ui::Rect box{x - 4, middle - 14, 160, 28};
        if (press(frame, "format:" + names[i], box, on))
            action = {ExportAction::Format, {}, {}, names[i], !chosen};
        box_mark(frame, look_, {x + 10, middle}, chosen, on);
        frame.canvas.label({x + 30, middle - 12, 130, 24}, kBody,
                           tables ? t.ink3 : (chosen ? t.ink : t.ink2),
                           look_.word("format." + names[i]));
    }
    frame.canvas.label({kMiddle, 742, kMiddleWidth, 20}, kCaption, t.ink2,
                       look_.word(tables ? "files.tables" : "files.always"));
    return action;
}

ExportAction ExportScreen::draw_study(ui::Frame& frame) {
    const ExportModel& exports = model_.exports();
    for (const float x : {606.0F, 984.0F}) frame.canvas.fill({x, 91, 1, 680}, look_.theme.line);
    exporting::StudyChoices choices = exports.choices();
    const exporting::StudyChoices before = choices;
    const auto variables = export_variables(
        frame, look_, exports, [&](std::string_view key, const ui::Rect& box, bool on) {
            return press(frame, key, box, on);
        });
    if (variables != before.variables) choices.variables = variables;
    draw_protection(frame, choices);
    ExportAction action = draw_formats(frame);
    export_risk(frame, look_, exports);
    if (choices != before) action = {ExportAction::Choose, {}, choices};
    const ExportAction in_panel = draw_panel(frame);
    return in_panel.kind != ExportAction::Nothing ? in_panel : action;
}

ExportAction ExportScreen::draw_content(ui::Frame& frame) {
    const ExportModel& exports = model_.exports();
    if (chosen_ != exports.chosen()) {
        chosen_ = exports.chosen();
        choosing_ = false;
    }
    if (shown_target_ != exports.to()) {
        shown_target_ = exports.to();
        // A path that is longer than any may be is not shown cut.
        if (!target_.assign(shown_target_.string())) target_.clear();
    }
    ExportAction action = take_keys(frame.input);
    drawing_.clear();
    (void)draw_header(frame);
    const ExportAction drawn =
        exports.study() == nullptr || choosing_ ? draw_studies(frame) : draw_study(frame);
    order_.swap(drawing_);
    pressed_.clear();
    steps_ = 0;
    return action.kind != ExportAction::Nothing ? action : drawn;
}

}  // namespace spine::clinic
