// The strip at the bottom of 07: where the files go, how far they are, what came of it; and the
// keys of the screen.
#include <fmt/format.h>

#include <algorithm>

#include "clinic/parts/controls.h"
#include "clinic/parts/faults.h"
#include "clinic/parts/numbers.h"
#include "clinic/screens/export.h"

namespace spine::clinic {
namespace {

constexpr ui::Rect kPanel{kBleedLeft, 790, kBleedRight - kBleedLeft, 90};
constexpr ui::Rect kEndButton{1300, 817, 108, 36};

// The last part of it that fits, as one types at its end.
std::string_view tail(const ui::Canvas& canvas, const ui::Style& style, std::string_view text,
                      float width) {
    while (canvas.width_of(style, text) > width) {
        text.remove_prefix(1);
        while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U)
            text.remove_prefix(1);
    }
    return text;
}

}  // namespace

void ExportScreen::path_field(ui::Frame& frame, const ui::Rect& box, std::string_view key,
                              const ui::TypedText& text, const std::string& empty) {
    const ui::ClinicTheme& t = look_.theme;
    drawing_.emplace_back(key);
    const bool active = focus_ == key;
    if (field_frame(frame, look_, box, key, active, false)) focus_ = key;
    const std::string_view shown =
        text.empty() ? std::string_view(empty) : tail(frame.canvas, kBody, text.view(), box.w - 32);
    frame.canvas.label({box.x + 14, box.y, box.w - 28, box.h}, kBody, text.empty() ? t.ink3 : t.ink,
                       shown);
    if (!active) return;
    const float x = box.x + 14 + (text.empty() ? 0 : frame.canvas.width_of(kBody, shown)) + 1;
    frame.canvas.fill({x, box.y + 7, 2, box.h - 14}, t.accent);
}

ExportAction ExportScreen::draw_progress(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const ExportModel& exports = model_.exports();
    constexpr std::array keys = {"writing.reading", "writing.searching", "writing.writing"};
    const exporting::ExportStep step = exports.step();
    const std::string& title =
        look_.word(exports.cancelling() ? "writing.cancelling" : keys.at(step.step));
    frame.canvas.label({kLeft, 806, 500, 24}, kBodyBold, t.ink, title);
    const float x = kLeft + frame.canvas.width_of(kBodyBold, title) + 38;
    frame.canvas.label({x, 806, 900, 24}, kBody, t.ink2,
                       ui::fill_in(look_.word("writing.step"),
                                   {{"n", fmt::format("{}", step.step + 1)},
                                    {"percent", fmt::format("{:.0f}", step.share * 100)}}));
    const int left = exports.seconds_left();
    if (left > 0)
        frame.canvas.label({1000, 808, 258, 20}, kCaption, t.ink2,
                           ui::fill_in(look_.word("unlock.left"), {{"n", fmt::format("{}", left)}}),
                           ui::Align::End);
    const ui::Rect track{kLeft, 842, 1146, 8};
    frame.canvas.fill(track, t.line, 4);
    frame.canvas.fill({track.x, track.y, track.w * static_cast<float>(exports.progress()), track.h},
                      t.accent, 4);
    frame.canvas.label({kLeft, 854, 900, 20}, kCaption, t.ink2, look_.word("writing.note"));
    if (press_button(frame, kEndButton,
                     {"cancel", look_.word("button.cancel"), 0, "Esc", ButtonKind::Plain,
                      !exports.cancelling()}))
        return {ExportAction::Cancel};
    return {};
}

void ExportScreen::draw_left_beside(ui::Frame& frame,
                                    const std::vector<std::filesystem::path>& left) {
    const ui::ClinicTheme& t = look_.theme;
    const auto more = static_cast<int>(left.size()) - 1;
    const std::string words = more == 0 ? look_.word("written.left")
                                        : ui::fill_in(look_.word_of("written.left_more", more),
                                                      {{"n", fmt::format("{}", more)}});
    frame.canvas.icon({kLeft + 10, 863}, 20, icons::triangle, t.look);
    const float wide = frame.canvas.width_of(kCaption, words);
    frame.canvas.label({kLeft + 28, 853, wide + 1, 20}, kCaption, t.look, words);
    const float x = kLeft + 28 + wide + 14;
    frame.canvas.label({x, 853, kLeft + 1168 - x, 20}, kCaption, t.ink2,
                       tail(frame.canvas, kCaption, left.front().native(), kLeft + 1168 - x));
}

void ExportScreen::draw_written(ui::Frame& frame, const WrittenExport& written) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.icon({kLeft + 10, 814}, 20, icons::check, t.accent);
    const std::string title = ui::fill_in(
        look_.word(written.tables_only ? "written.tables" : "written.title"),
        {{"files", fmt::format("{}", written.files.size())},
         {"rows", fmt::format("{}", written.tables_only ? written.people : written.rows)}});
    const float wide = frame.canvas.width_of(kBodyBold, title);
    frame.canvas.label({kLeft + 28, 802, wide + 1, 24}, kBodyBold, t.ink, title);
    const float x = kLeft + 28 + wide + 24;
    frame.canvas.label({x, 802, kLeft + 1168 - x, 24}, kBody, t.ink2,
                       tail(frame.canvas, kBody, written.to.native(), kLeft + 1168 - x));
    std::string names;
    for (const auto& file : written.files) {
        const std::string one = fmt::format("{}{} {}", names.empty() ? "" : "   ", file.name,
                                            file_size(look_, file.size));
        if (frame.canvas.width_of(kCaption, names + one) > 1120) {
            names.append(" …");
            break;
        }
        names.append(one);
    }
    frame.canvas.label({kLeft + 28, 829, 1140, 20}, kCaption, t.ink2, names);
    if (!written.left_beside.empty()) draw_left_beside(frame, written.left_beside);
}

void ExportScreen::draw_failed(ui::Frame& frame, const Fault& fault) {
    const ui::ClinicTheme& t = look_.theme;
    const bool asked =
        fault.cause == exporting::causes::export_cancelled || fault.cause == causes::export_locked;
    if (!asked) frame.canvas.icon({kLeft + 10, 814}, 20, icons::triangle, t.look);
    frame.canvas.label({kLeft + 28, 802, 1140, 24}, kBodyBold, asked ? t.ink : t.look,
                       look_.word(asked ? "writing.cancelled" : "writing.failed"));
    const ui::Rect place{kLeft + 28, 826, 1140, 52};
    if (asked)
        frame.canvas.block(place, kBody, t.ink2, fault_words(look_, fault));
    else
        fault_block(frame, look_, place, fault);
}

ExportAction ExportScreen::draw_outcome(ui::Frame& frame) {
    const ExportModel& exports = model_.exports();
    if (exports.written())
        draw_written(frame, *exports.written());
    else
        draw_failed(frame, *exports.failed());
    if (press_button(frame, kEndButton,
                     {"close", look_.word("button.close"), 0, "Esc", ButtonKind::Plain, true}))
        return {ExportAction::Close};
    return {};
}

const char* ExportScreen::why_not() const {
    const ExportModel& exports = model_.exports();
    if (exports.refused()) return "target.refused";
    if (exports.to().empty()) return "target.no_folder";
    const bool tables = exports.preview() != nullptr && exports.preview()->tables_only;
    if (exports.formats().empty() && !tables) return "target.no_format";
    return nullptr;
}

ExportAction ExportScreen::draw_target(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const std::string& title = look_.word("target.title");
    frame.canvas.label({kLeft, 808, 300, 24}, kBodyBold, t.ink, title);
    const float x = kLeft + frame.canvas.width_of(kBodyBold, title) + 18;
    path_field(frame, {x, 802, 1226 - x, 36}, "to", target_, look_.word("target.example"));
    const char* wrong = why_not();
    if (wrong != nullptr) frame.canvas.icon({kLeft + 9, 862}, 18, icons::triangle, t.look);
    frame.canvas.label({wrong != nullptr ? kLeft + 26 : kLeft, 852, 1110, 20}, kCaption,
                       wrong != nullptr ? t.look : t.ink2,
                       look_.word(wrong != nullptr ? wrong : "target.promise"));
    if (press_button(frame, {1244, 802, 164, 36},
                     {"export", look_.word("export.write"), icons::export_out, "E",
                      ButtonKind::Primary, model_.exports().may_write()}))
        return {ExportAction::Write};
    return {};
}

ExportAction ExportScreen::draw_panel(ui::Frame& frame) {
    frame.canvas.fill(kPanel, look_.theme.sunken, 8);
    const ExportModel& exports = model_.exports();
    if (exports.writing()) return draw_progress(frame);
    if (exports.ended()) return draw_outcome(frame);
    return draw_target(frame);
}

bool ExportScreen::typing() const {
    return focus_ == "to" || focus_ == "path";
}

void ExportScreen::move_focus(int by) {
    if (order_.empty()) return;
    const auto found = std::find(order_.begin(), order_.end(), focus_);
    const auto size = static_cast<std::ptrdiff_t>(order_.size());
    std::ptrdiff_t at = found == order_.end() ? (by > 0 ? -1 : 0) : found - order_.begin();
    at = (at + by + size) % size;
    focus_ = order_[static_cast<std::size_t>(at)];
    number_.clear();
}

// A path as it is typed; `done` on Enter.
ExportAction ExportScreen::type(const ui::Input& input, ui::TypedText& into, ExportAction done) {
    bool changed = false;
    for (const char32_t c : input.typed)
        if (c >= 0x20) changed |= into.append(c);
    for (const ui::KeyPress& key : input.keys) {
        if (key.key == ui::Key::Backspace) {
            into.backspace();
            changed = true;
        }
        if (key.key == ui::Key::Delete) {
            into.clear();
            changed = true;
        }
        if (key.key == ui::Key::Enter) {
            done.path = std::string(into.view());
            return done;
        }
    }
    if (focus_ != "to" || !changed) return {};
    shown_target_ = std::string(into.view());
    return {ExportAction::Target, shown_target_};
}

ExportAction ExportScreen::take_keys(const ui::Input& input) {
    const ExportModel& exports = model_.exports();
    for (const ui::KeyPress& key : input.keys) {
        if (key.key == ui::Key::Character && key.ctrl && key.character == U'L')
            return {ExportAction::Lock};
        if (key.key == ui::Key::Tab) move_focus(key.shift ? -1 : 1);
        if (key.key == ui::Key::Left || key.key == ui::Key::Down) --steps_;
        if (key.key == ui::Key::Right || key.key == ui::Key::Up) ++steps_;
        if (key.key != ui::Key::Escape) continue;
        if (exports.writing()) return {ExportAction::Cancel};
        if (exports.ended()) return {ExportAction::Close};
        if (!focus_.empty()) return focus_.clear(), ExportAction{};
        if (choosing_) return choosing_ = false, ExportAction{ExportAction::Close};
        return {ExportAction::Back};
    }
    if (focus_ == "path") return type(input, study_path_, {ExportAction::Study});
    if (focus_ == "to") return type(input, target_, {ExportAction::Nothing});
    for (const char32_t c : input.typed) {
        if (c == U' ') pressed_ = focus_;
        if ((c >= U'0' && c <= U'9') || c == U'.' || c == U',') number_ += static_cast<char>(c);
    }
    if (steps_ != 0) number_.clear();
    for (const ui::KeyPress& key : input.keys) {
        if (key.key == ui::Key::Enter) pressed_ = focus_;
        if (key.key == ui::Key::Backspace) number_.clear();
        if (key.key != ui::Key::Character || key.ctrl || exports.study() == nullptr) continue;
        if (key.character == U'S' && !exports.writing()) choosing_ = !choosing_;
        if (key.character == U'E' && !choosing_) pressed_ = "export";
    }
    return {};
}

}  // namespace spine::clinic
