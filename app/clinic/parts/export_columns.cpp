#include "clinic/parts/export_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "clinic/parts/numbers.h"

namespace spine::clinic {
namespace {

constexpr float kX = 112, kEnd = 582, kTop = 128, kHead = 28, kGap = 10, kMostBottom = 772;
constexpr float kMostPitch = 34, kLeastPitch = 26;
constexpr float kLevels = 630, kLevelsEnd = 960;
constexpr std::size_t kMostLevels = 8;

const std::string& words_or(const Look& look, const std::string& key, const std::string& other) {
    const std::string& words = look.word(key);
    return words == key ? other : words;
}

enum class Sign { Lock, Always, Box, Never };
struct Row {
    Sign sign = Sign::Box;
    std::string name, value;
    bool ticked = false;
    std::string token;  // Box: what stands in the study's list of variables
};
struct Group {
    const char* title;
    std::vector<Row> rows;
};

bool among(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// A study without a list has all that its profile has.
std::vector<std::string> listed(const exporting::StudyChoices& choices) {
    if (!choices.variables.empty()) return choices.variables;
    std::vector<std::string> all = {"scores", "pain-regions", "status", "questionnaire"};
    if (exporting::rules_of(choices.profile).items) all.insert(all.begin() + 1, "items");
    return all;
}

const exporting::QuasiIdentifier* find(const exporting::Study& study, std::string_view name) {
    const auto& all = study.quasi_identifiers;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::string cost_words(const Look& look, const exporting::Study& study,
                       const deidentify::ColumnCost& cost) {
    return level_words(look, find(study, cost.column), cost.level, cost.levels);
}

Group singling_out(const Look& look, const ExportModel& exports) {
    Group group{"columns.singling", {}};
    const exporting::Study& study = *exports.study();
    const auto chosen = listed(exports.choices());
    const auto value_of = [&](const std::string& name) {
        if (exports.preview() == nullptr) return std::string();
        for (const deidentify::ColumnCost& cost : exports.preview()->report.columns)
            if (cost.column == name) return cost_words(look, study, cost);
        return std::string();
    };
    for (const exporting::QuasiIdentifier& one : study.quasi_identifiers)
        group.rows.push_back({Sign::Always,
                              words_or(look, "column_name." + one.name, one.name),
                              value_of(one.name),
                              true,
                              {}});
    for (const char* token : {"status", "questionnaire"}) {
        const bool ticked = among(chosen, token);
        group.rows.push_back({Sign::Box, look.word(std::string("column_name.") + token),
                              ticked ? value_of(token) : look.word("columns.left_out"), ticked,
                              token});
    }
    return group;
}

Group answers(const Look& look, const exporting::StudyChoices& choices) {
    Group group{"columns.answers", {}};
    const auto chosen = listed(choices);
    const auto row = [&](const char* token) {
        const std::string key = std::string("columns.") + token;
        const bool ticked = among(chosen, token);
        group.rows.push_back({Sign::Box, look.word(key),
                              look.word(ticked ? key + "_value" : "columns.left_out"), ticked,
                              token});
    };
    row("scores");
    if (exporting::rules_of(choices.profile).items) row("items");
    row("pain-regions");
    const auto single = std::count_if(chosen.begin(), chosen.end(), [](const std::string& one) {
        return one.find('.') != std::string::npos;
    });
    if (single > 0)
        group.rows.push_back(
            {Sign::Always, look.word("columns.single"), fmt::format("{}", single), true, {}});
    return group;
}

Group sensitive(const Look& look, const exporting::Study& study,
                const exporting::StudyChoices& choices) {
    Group group{"columns.sensitive", {}};
    for (std::size_t i = 0; i < study.sensitive.size(); ++i) {
        const exporting::Sensitive& one = study.sensitive[i];
        const double l = choices.l.at(i);
        std::string asked = l > 0 ? "l " + number(look, l) : std::string();
        if (one.t) asked += fmt::format("{}t {}", asked.empty() ? "" : ", ", number(look, *one.t));
        group.rows.push_back({Sign::Always, one.variable, std::move(asked), true, {}});
    }
    constexpr std::array keys = {"columns.words_withheld", "columns.words_released",
                                 "columns.words_two"};
    const bool leave = study.free_text != exporting::FreeText::Withheld;
    group.rows.push_back({leave ? Sign::Always : Sign::Never,
                          look.word("columns.words"),
                          look.word(keys.at(static_cast<std::size_t>(study.free_text))),
                          leave,
                          {}});
    return group;
}

std::vector<Group> groups_of(const Look& look, const ExportModel& exports) {
    return {
        {"columns.never",
         {{Sign::Lock, look.word("columns.never_which"), look.word("columns.removed"), false, {}}}},
        singling_out(look, exports),
        answers(look, exports.choices()),
        sensitive(look, *exports.study(), exports.choices())};
}

void draw_sign(ui::Frame& frame, const Look& look, float middle, const Row& row, bool on) {
    const ui::ClinicTheme& t = look.theme;
    const ui::Point at{kX + 10, middle};
    if (row.sign == Sign::Lock) frame.canvas.icon(at, 18, icons::lock, t.ink2);
    if (row.sign == Sign::Always) frame.canvas.icon(at, 18, icons::check, t.ink2);
    if (row.sign == Sign::Never) frame.canvas.icon(at, 18, icons::eye_off, t.ink2);
    if (row.sign == Sign::Box) box_mark(frame, look, at, row.ticked, on);
}

// Another token in the list or out of it; never none at all, which would mean all of them.
std::vector<std::string> toggled(std::vector<std::string> chosen, const std::string& token) {
    if (!among(chosen, token))
        chosen.push_back(token);
    else if (chosen.size() > 1)
        std::erase(chosen, token);
    return chosen;
}

}  // namespace

void box_mark(ui::Frame& frame, const Look& look, ui::Point centre, bool ticked, bool on) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.icon(centre, 20, ticked ? icons::box_marked : icons::box_empty,
                      on ? (ticked ? t.accent : t.ink2) : t.ink3);
}

std::string level_words(const Look& look, const exporting::QuasiIdentifier* one, std::size_t level,
                        std::size_t levels) {
    if (level + 1 >= levels) return look.word("columns.nothing_told");
    if (one != nullptr && one->from == exporting::kFromPeriod)
        return look.word(level == 0 && levels > 2 ? "columns.half_year" : "columns.year");
    if (one == nullptr || one->rows.empty())
        return look.word(level == 0 ? "columns.as_answered" : "columns.coarser");
    std::vector<std::string> values;
    const auto add = [&](const std::string& value) {
        if (!among(values, value)) values.push_back(value);
    };
    for (const auto& row : one->rows) add(row.at(std::min(level + 1, row.size() - 1)));
    if (!one->rest.empty()) add(one->rest.at(std::min(level, one->rest.size() - 1)));
    constexpr std::size_t most = 4;
    if (values.size() > most)
        return ui::fill_in(look.word("columns.values"), {{"n", fmt::format("{}", values.size())}});
    return fmt::format("{}", fmt::join(values, ", "));
}

std::vector<std::string> export_variables(ui::Frame& frame, const Look& look,
                                          const ExportModel& exports, const Press& press) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.label({kX, 92, 300, 24}, kBodyBold, t.ink, look.word("columns.title"));
    if (exports.preview() != nullptr)
        frame.canvas.label(
            {kX, 94, kEnd - kX, 20}, kCaption, t.ink2,
            ui::fill_in(look.word("columns.count"),
                        {{"n", fmt::format("{}", exports.preview()->variables.size())}}),
            ui::Align::End);
    const auto groups = groups_of(look, exports);
    std::size_t rows = 0;
    for (const Group& group : groups) rows += group.rows.size();
    const float heads = (kHead + kGap) * static_cast<float>(groups.size()) - kGap;
    const float pitch =
        std::clamp(std::floor((kMostBottom - kTop - heads) / static_cast<float>(rows)), kLeastPitch,
                   kMostPitch);
    std::vector<std::string> variables = exports.choices().variables;
    float y = kTop;
    for (const Group& group : groups) {
        frame.canvas.fill({96, y, 494, kHead}, t.sunken);
        frame.canvas.label({kX, y, 300, kHead}, kCaptionBold, t.ink, look.word(group.title));
        y += kHead;
        for (const Row& row : group.rows) {
            const ui::Rect box{kX - 4, y, kEnd - kX + 8, pitch};
            const bool on = !exports.writing();
            if (row.sign == Sign::Box && press("column:" + row.token, box, on))
                variables = toggled(listed(exports.choices()), row.token);
            const float middle = y + pitch / 2;
            draw_sign(frame, look, middle, row, on);
            const bool leaves = row.sign == Sign::Always || row.ticked;
            const float wide = frame.canvas.width_of(kBody, row.name);
            frame.canvas.label({kX + 30, y, wide + 1, pitch}, kBody, leaves ? t.ink : t.ink2,
                               row.name);
            frame.canvas.label({kX + 42 + wide, y, kEnd - kX - 42 - wide, pitch}, kCaption, t.ink2,
                               row.value, ui::Align::End);
            y += pitch;
            frame.canvas.fill({kX, y - 1, kEnd - kX, 1}, t.line);
        }
        y += kGap;
    }
    return variables;
}

void export_levels(ui::Frame& frame, const Look& look, const ExportModel& exports, float top) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.label({kLevels, top - 12, 300, 24}, kBodyBold, t.ink, look.word("levels.title"));
    if (exports.preview() == nullptr) return;
    if (exports.preview()->tables_only) {
        frame.canvas.block({kLevels, top + 20, kLevelsEnd - kLevels, 60}, kCaption, t.ink2,
                           look.word("levels.tables"));
        return;
    }
    const auto& columns = exports.preview()->report.columns;
    const std::size_t count = std::min(columns.size(), kMostLevels);
    const float pitch =
        std::min(36.0F, 150.0F / static_cast<float>(std::max<std::size_t>(1, count)));
    const ui::Style& style = pitch < 24 ? kCaption : kBody;
    const ui::Color filled = exports.stale() ? t.ghost : t.accent;
    float middle = top + 12 + pitch / 2;
    for (std::size_t i = 0; i < count; ++i, middle += pitch) {
        const deidentify::ColumnCost& cost = columns[i];
        frame.canvas.label({kLevels, middle - 12, 136, 24}, style, t.ink,
                           words_or(look, "column_name." + cost.column, cost.column));
        for (std::size_t block = 0; block < std::min<std::size_t>(cost.levels, 6); ++block) {
            const float x = 770 + 20 * static_cast<float>(block);
            frame.canvas.fill({x, middle - 6, 16, 12}, block <= cost.level ? filled : t.line, 2);
        }
        frame.canvas.label({870, middle - 10, kLevelsEnd - 870, 20}, kCaption, t.ink2,
                           cost.level == 0                  ? look.word("levels.finest")
                           : cost.level + 1U >= cost.levels ? look.word("levels.nothing")
                                                            : look.word("levels.coarser"),
                           ui::Align::End);
    }
    frame.canvas.label({kLevels, top + 168, kLevelsEnd - kLevels, 20}, kCaption, t.ink2,
                       look.word("levels.note"));
}

}  // namespace spine::clinic
