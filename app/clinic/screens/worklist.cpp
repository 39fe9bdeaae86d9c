#include "clinic/screens/worklist.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/pickup_code.h"
#include "clinic/parts/controls.h"
#include "clinic/parts/notices.h"
#include "clinic/parts/rail.h"
#include "clinic/times.h"

namespace spine::clinic {
namespace {

constexpr float kFirstRow = 166, kRowHeight = 44, kGroupHeight = 32, kLastRowEnd = 850,
                kFooter = 874, kAnswered = 232, kWorry = 1202, kSigns = 640, kSignsWidth = 226;
constexpr ui::Rect kSearch{112, 88, 264, 33};

const std::string& sign_words(const Look& look, const review::WorklistRow& row) {
    if (!row.signs.empty()) return row.signs;
    switch (row.warning) {
        case review::Warning::NoneTicked:
            return look.word("warning.none_listed");
        case review::Warning::NotReached:
            return look.word("missing.not_reached");
        default:
            return look.word("warning.taken_back");
    }
}

// As many of the signs as two small lines hold, and how many more there are: "… + 2".
std::string fitting_signs(const ui::Canvas& canvas, const ui::Style& style, std::string words) {
    constexpr std::string_view between = " · ";
    std::string shown = words;
    for (int more = 1; canvas.height_of(kSignsWidth, style, shown) > 2 * style.leading; ++more) {
        const std::size_t last = words.rfind(between);
        if (last == std::string::npos) break;
        words.resize(last);
        shown = fmt::format("{} + {}", words, more);
    }
    return shown;
}

}  // namespace

WorklistScreen::WorklistScreen(const Look& look, const Model& model, const Clock& clock)
    : look_(look), model_(model), clock_(clock) {}

std::vector<WorklistScreen::PlacedRow> WorklistScreen::rows_from(std::size_t first) const {
    const auto& shown = view_.shown();
    std::vector<PlacedRow> rows;
    float y = kFirstRow;
    for (std::size_t i = first; i < shown.size(); ++i) {
        const bool heads = i == first || shown[i]->reviewed != shown[i - 1]->reviewed;
        if (heads) y += kGroupHeight;
        if (y + kRowHeight > kLastRowEnd) break;
        rows.push_back({i, y, heads});
        y += kRowHeight;
    }
    return rows;
}

// Whether the page as it stands shows the row, or one behind it.
bool WorklistScreen::reaches(std::size_t row) const {
    const auto rows = rows_from(first_);
    return !rows.empty() && row <= rows.back().row;
}

// The last row for one behind it.
void WorklistScreen::select(std::size_t row) {
    const auto& shown = view_.shown();
    if (shown.empty()) return;
    selected_ = std::min(row, shown.size() - 1);
    selected_session_ = shown[selected_]->session;
    first_ = std::min(first_, selected_);
    while (!reaches(selected_)) ++first_;
}

void WorklistScreen::update_view() {
    if (!view_.update(model_.worklist(), model_.worklist_version())) return;
    const auto& shown = view_.shown();
    const auto found = std::find_if(
        shown.begin(), shown.end(),
        [&](const review::WorklistRow* row) { return row->session == selected_session_; });
    if (found != shown.end())
        selected_ = static_cast<std::size_t>(found - shown.begin());
    else
        selected_ = shown.empty() ? 0 : std::min(selected_, shown.size() - 1);
    first_ = std::min(first_, selected_);
}

void WorklistScreen::search_for(std::string digits) {
    view_.search_for(std::move(digits));
    selected_ = first_ = 0;
    selected_session_.clear();
}

void WorklistScreen::draw_header(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    header_ground(frame, look_);
    const std::string& title = look_.word("worklist.title");
    frame.canvas.label({kLeft, 22, 300, 32}, kHeadline, t.ink, title);
    frame.canvas.label({kLeft + frame.canvas.width_of(kHeadline, title) + 18, 22, 400, 34}, kBody,
                       t.ink2, local_date(look_, clock_.now()));
    const Worklist* list = model_.worklist();
    if (list == nullptr) return;
    const Received& received = list->received;
    const float end = notices(frame, look_, received);
    const std::string words =
        received.last == 0 ? look_.word("worklist.nothing_received")
                           : ui::fill_in(look_.word_of("worklist.last_received", received.tablets),
                                         {{"ago", ago(look_, received.last, clock_.now())},
                                          {"n", fmt::format("{}", received.tablets)}});
    frame.canvas.label({end - 500, 22, 500, 32}, kBody, t.ink2, words, ui::Align::End);
}

void WorklistScreen::draw_search(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    if (field_frame(frame, look_, kSearch, "search", searching_, false)) searching_ = true;
    frame.canvas.icon({130, kSearch.centre().y}, 18, icons::magnify, t.ink2);
    const std::string& search = view_.search();
    const bool empty = search.empty();
    const std::string words =
        empty ? look_.word("worklist.search")
              : (search.size() >= 4
                     ? group_pickup_code(
                           search + std::string(6 - std::min<std::size_t>(6, search.size()), ' '))
                     : search);
    frame.canvas.label({148, kSearch.y, 200, kSearch.h}, kBody, empty ? t.ink3 : t.ink, words);
    frame.canvas.label({kSearch.x, kSearch.y, kSearch.w - 14, kSearch.h}, kCaption, t.ink3, "/",
                       ui::Align::End);
}

void WorklistScreen::draw_filters(ui::Frame& frame) {
    struct Choice {
        Filter filter;
        const char* key;
        ui::Icon icon;
    };
    constexpr std::array<Choice, 5> choices = {
        {{Filter::All, "filter.all", 0},
         {Filter::ToReview, "filter.to_review", 0},
         {Filter::Warning, "filter.warning", icons::triangle},
         {Filter::Interrupted, "filter.interrupted", icons::pause},
         {Filter::AfterVisit, "filter.after_visit", 0}}};
    float x = 400;
    for (const Choice& choice : choices) {
        const std::size_t count = view_.count(choice.filter);
        const std::string& label = look_.word(choice.key);
        const float width = chip_width(frame.canvas, label, count, choice.icon);
        if (chip(frame, look_, {x, 88, width, 32}, choice.key, label, count, choice.icon,
                 view_.filter() == choice.filter)) {
            view_.choose(choice.filter);
            selected_ = first_ = 0;
            selected_session_.clear();
        }
        x += width + 8;
    }
}

void WorklistScreen::draw_status(ui::Frame& frame, const review::WorklistRow& row, float y) {
    const ui::ClinicTheme& t = look_.theme;
    const bool complete = row.status == "complete";
    const ui::Icon icon =
        row.after_visit ? icons::history : (complete ? icons::check : icons::pause);
    frame.canvas.icon({510, y}, 18, icon, complete ? t.ink2 : t.look);
    frame.canvas.label({526, y - 12, 110, 24}, kBody, complete ? t.ink : t.look,
                       look_.word(row.after_visit ? "status.after_visit" : "status." + row.status));
    const bool stop = row.tier == "a";
    const ui::Color color = stop ? t.stop : (row.tier == "b" ? t.look : t.ink2);
    const std::string& words = sign_words(look_, row);
    const ui::Style& style = stop ? kBodyBold : kBody;
    if (frame.canvas.width_of(style, words) <= kSignsWidth)
        return frame.canvas.label({kSigns, y - 12, kSignsWidth, 24}, style, color, words);
    const ui::Style& small = stop ? kCaptionBold : kCaption;
    const std::string shown = fitting_signs(frame.canvas, small, words);
    const float height = frame.canvas.height_of(kSignsWidth, small, shown);
    frame.canvas.block({kSigns, y - height / 2, kSignsWidth, height}, small, color, shown);
}

// Hopes that are perhaps not the patient's own are said to be somebody else's in every list.
void WorklistScreen::draw_language(ui::Frame& frame, const review::WorklistRow& row, float y) {
    const ui::ClinicTheme& t = look_.theme;
    frame.canvas.label({312, row.proxy ? y - 21 : y - 12, 80, 24}, kBody, t.ink, row.language_name);
    if (row.proxy)
        frame.canvas.label({312, y + 1, 80, 20}, kCaption, t.look, look_.word("worklist.proxy"));
}

void WorklistScreen::draw_hopes(ui::Frame& frame, const review::WorklistRow& row, float y) {
    const ui::ClinicTheme& t = look_.theme;
    float x = 876;
    if (row.unread)
        return frame.canvas.label({x, y - 12, 320, 24}, kBody, t.look,
                                  look_.word("hopes.no_configuration"));
    if (row.alone)
        return frame.canvas.label({x, y - 12, 320, 24}, kBody, t.look,
                                  look_.word("worklist.alone"));
    if (row.hopes.empty()) {
        const bool scored = row.hopes_mark == review::Mark::Value;
        frame.canvas.label({x, y - 12, 320, 24}, kBody, t.ink2,
                           look_.word(scored ? "hopes.none" : missing_key(row.hopes_mark)));
    }
    for (const review::Hope& hope : row.hopes) {
        const float width = frame.canvas.width_of(kBody, hope.title);
        frame.canvas.label({x, y - 12, width + 2, 24}, kBody, t.ink, hope.title);
        x += width + 8;
        const std::string value = fmt::format("{}", hope.value);
        frame.canvas.label({x, y - 12, 40, 24}, kCaptionBold, t.ink2, value);
        x += frame.canvas.width_of(kCaptionBold, value) + 16;
    }
    if (row.worry) {
        frame.canvas.fill({kWorry, y, 60, 1}, t.line_strong);
        frame.canvas.disc({kWorry + 0.6F * static_cast<float>(*row.worry), y}, 4.5F, t.accent);
    } else {
        frame.canvas.label({kWorry, y - 12, 40, 24}, kBody, t.ink2, "–");
    }
}

void WorklistScreen::draw_row(ui::Frame& frame, const review::WorklistRow& row, float y,
                              bool selected) {
    const ui::ClinicTheme& t = look_.theme;
    const bool stop = row.tier == "a" && !row.taken_over;
    const ui::Rect box{kBleedLeft, y, kBleedRight - kBleedLeft, kRowHeight};
    if (stop) {
        frame.canvas.fill(box, t.stop_soft);
    } else if (selected) {
        frame.canvas.fill(box, t.soft);
    } else if (frame.targets.hovered(box)) {
        frame.canvas.fill(box, t.sunken);
    }
    if (stop || selected) {
        frame.canvas.fill({kBleedLeft, y, 3, kRowHeight}, selected ? t.accent : t.stop);
    }
    frame.canvas.fill({kBleedLeft, y + kRowHeight - 1, box.w, 1}, t.line);
    const float middle = y + kRowHeight / 2;
    if (row.tier == "a") frame.canvas.icon({124, middle}, 22, icons::octagon, t.stop);
    if (row.tier == "b") frame.canvas.icon({124, middle}, 22, icons::triangle, t.look);
    frame.canvas.label({146, middle - 12, 110, 24}, kBodyBold, t.ink, group_pickup_code(row.code));
    const UnixMs at = row.ended != 0 ? row.ended : row.started;
    frame.canvas.label({kAnswered, middle - 12, 72, 24}, kBody, t.ink,
                       same_local_day(at, clock_.now()) ? local_time(at) : local_day(at));
    draw_language(frame, row, middle);
    frame.canvas.label({396, middle - 12, 98, 24}, kBody, t.ink, row.tablet);
    draw_status(frame, row, middle);
    draw_hopes(frame, row, middle);
    if (row.reviewed) {
        const std::string words =
            fmt::format("{} {}", local_time(row.reviewed_at), row.reviewed_by);
        const float width = frame.canvas.width_of(kCaption, words);
        frame.canvas.label({kRight - width - 1, middle - 12, width + 2, 24}, kCaption, t.ink,
                           words);
        frame.canvas.icon({kRight - width - 14, middle}, 18, icons::check, t.ink2);
    }
}

void WorklistScreen::draw_group_head(ui::Frame& frame, bool reviewed, float y) {
    const ui::ClinicTheme& t = look_.theme;
    const std::string& title = look_.word(reviewed ? "column.reviewed" : "filter.to_review");
    const std::size_t count = view_.shown(reviewed);
    frame.canvas.fill({kBleedLeft, y, kBleedRight - kBleedLeft, kGroupHeight}, t.sunken);
    frame.canvas.label({kLeft, y, 300, kGroupHeight}, kBodyBold, t.ink, title);
    frame.canvas.label({kLeft + frame.canvas.width_of(kBodyBold, title) + 10, y, 80, kGroupHeight},
                       kCaption, t.ink2, fmt::format("{}", count));
}

void WorklistScreen::draw_empty(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const char* key = model_.worklist() == nullptr ? "worklist.reading"
                      : view_.search().empty()     ? "worklist.empty"
                                                   : "worklist.no_such_code";
    frame.canvas.label({kLeft, 200, 900, 28}, kBody, t.ink2, look_.word(key));
}

WorklistAction WorklistScreen::draw_rows(ui::Frame& frame) {
    const ui::ClinicTheme& t = look_.theme;
    const std::array<std::pair<float, const char*>, 7> heads = {{{146, "column.code"},
                                                                 {kAnswered, "column.answered"},
                                                                 {312, "column.language"},
                                                                 {396, "column.tablet"},
                                                                 {500, "column.status"},
                                                                 {kSigns, "column.warning"},
                                                                 {876, "column.hopes"}}};
    for (const auto& [x, key] : heads) {
        frame.canvas.label({x, 140, 330, 20}, kCaption, t.ink2, look_.word(key));
    }
    frame.canvas.label({kWorry, 140, 110, 20}, kCaption, t.ink2, look_.word("column.worry"));
    frame.canvas.label({1300, 140, 108, 20}, kCaption, t.ink2, look_.word("column.reviewed"),
                       ui::Align::End);
    frame.canvas.fill({kBleedLeft, kFirstRow - 1, kBleedRight - kBleedLeft, 1}, t.line);
    const auto& shown = view_.shown();
    WorklistAction action;
    for (const PlacedRow& placed : rows_from(first_)) {
        const review::WorklistRow& row = *shown[placed.row];
        if (placed.heads_group) draw_group_head(frame, row.reviewed, placed.y - kGroupHeight);
        const ui::Rect box{kBleedLeft, placed.y, kBleedRight - kBleedLeft, kRowHeight};
        if (frame.targets.add("row:" + row.session, box)) {
            selected_ = placed.row;
            selected_session_ = row.session;
            action = {WorklistAction::Open, row.session};
        }
        draw_row(frame, row, placed.y, placed.row == selected_);
    }
    return action;
}

WorklistAction WorklistScreen::take_keys(const ui::Input& input) {
    const auto& shown = view_.shown();
    const auto open_selected = [&]() -> WorklistAction {
        if (shown.empty()) return {};
        return {WorklistAction::Open, shown[selected_]->session};
    };
    if (input.wheel < 0 && !shown.empty() && !reaches(shown.size() - 1)) ++first_;
    if (input.wheel > 0 && first_ > 0) --first_;
    for (const char32_t c : input.typed) {
        if (c >= U'0' && c <= U'9' && view_.search().size() < 8) {
            search_for(view_.search() + static_cast<char>(c));
            searching_ = true;
        } else if (c == U'/') {
            searching_ = true;
        }
    }
    for (const ui::KeyPress& key : input.keys) {
        const bool letter = key.key == ui::Key::Character && !searching_ && !key.ctrl;
        if (key.key == ui::Key::Character && key.ctrl && key.character == U'L') {
            return {WorklistAction::Lock, {}};
        }
        if (key.key == ui::Key::Enter) return open_selected();
        if (key.key == ui::Key::Escape) search_for({}), searching_ = false;
        if (key.key == ui::Key::Backspace && !view_.search().empty())
            search_for(view_.search().substr(0, view_.search().size() - 1));
        const bool down = key.key == ui::Key::Down || (letter && key.character == U'J');
        const bool up = key.key == ui::Key::Up || (letter && key.character == U'K');
        if (down) select(selected_ + 1);
        if (up) select(selected_ - std::min<std::size_t>(selected_, 1));
        if (key.key == ui::Key::PageDown) select(selected_ + rows_from(first_).size());
        if (key.key == ui::Key::PageUp)
            select(selected_ - std::min(selected_, rows_from(first_).size()));
        if (key.key == ui::Key::End) select(shown.size());
        if (key.key == ui::Key::Home) select(0);
    }
    return {};
}

WorklistAction WorklistScreen::draw_content(ui::Frame& frame) {
    update_view();
    const WorklistAction by_key = take_keys(frame.input);
    update_view();
    draw_header(frame);
    draw_search(frame);
    draw_filters(frame);
    const WorklistAction by_row = draw_rows(frame);
    if (view_.shown().empty()) draw_empty(frame);
    frame.canvas.label({kLeft, kFooter, 800, 20}, kCaption, look_.theme.ink2,
                       look_.word("worklist.keys"));
    const std::size_t all = model_.worklist() != nullptr ? model_.worklist()->rows.size() : 0;
    frame.canvas.label(
        {kRight - 300, kFooter, 300, 20}, kCaption, look_.theme.ink2,
        ui::fill_in(look_.word("worklist.shown"), {{"n", fmt::format("{}", view_.shown().size())},
                                                   {"of", fmt::format("{}", all)}}),
        ui::Align::End);
    return by_key.kind != WorklistAction::Nothing ? by_key : by_row;
}

}  // namespace spine::clinic
