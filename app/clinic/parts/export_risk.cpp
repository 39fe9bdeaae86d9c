#include "clinic/parts/export_risk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "clinic/parts/faults.h"
#include "clinic/parts/numbers.h"
#include "export/disclosure.h"

namespace spine::clinic {
namespace {

constexpr float kX = 1008, kWidth = kRight - kX, kValueEnd = 1198;
constexpr float kBase = 600, kHighest = 135, kAbsent = 648, kBottom = 774;
constexpr std::size_t kMostBars = 40, kMostNumbers = 14;

struct Shades {
    ui::Color ink, ink2, bar, few;
};

Shades shades_of(const Look& look, const ExportModel& exports) {
    const ui::ClinicTheme& t = look.theme;
    if (exports.stale()) return {t.ink3, t.ink3, t.ghost, t.ghost};
    return {t.ink, t.ink2, t.accent, t.look};
}

void figure(ui::Frame& frame, const Look& look, const Shades& shades, float middle,
            const char* name, const std::string& value, const std::string& note) {
    frame.canvas.label({kX, middle - 12, 130, 24}, kBody, shades.ink, look.word(name));
    frame.canvas.label({kX + 100, middle - 12, kValueEnd - kX - 100, 24}, kBodyBold, shades.ink,
                       value, ui::Align::End);
    frame.canvas.label({kValueEnd + 12, middle - 10, kRight - kValueEnd - 12, 20}, kCaption,
                       shades.ink2, note, ui::Align::End);
    frame.canvas.fill({kX, middle + 20, kWidth, 1}, look.theme.line);
}

void figures(ui::Frame& frame, const Look& look, const Shades& shades,
             const exporting::ExportResult& result, const exporting::Study& study) {
    const deidentify::DisclosureReport& report = result.report;
    const exporting::Shown shown = exporting::shown_of(study, result);
    frame.canvas.label({kX, 126, kWidth, 40}, kCode, shades.ink,
                       short_percent(look, report.prosecutor.maximum));
    frame.canvas.label(
        {kX, 166, kWidth, 20}, kCaption, shades.ink2,
        ui::fill_in(look.word("risk.highest"), {{"n", fmt::format("{}", report.sizes.smallest)}}));
    frame.canvas.fill({kX, 200, kWidth, 1}, look.theme.line);
    figure(frame, look, shades, 222, "risk.mean", percent(look, report.prosecutor.mean),
           look.word("risk.mean_of"));
    figure(frame, look, shades, 264, "risk.smallest", fmt::format("{}", report.sizes.smallest),
           ui::fill_in(look.word("risk.smallest_of"), {{"k", fmt::format("{}", study.k)}}));
    // Of few rows the number is hidden, and the share with it.
    figure(frame, look, shades, 306, "risk.left_out",
           shown.suppressed ? percent(look, report.suppressed_share) : look.word("risk.hidden"),
           shown.suppressed ? ui::fill_in(look.word("risk.left_out_of"),
                                          {{"n", fmt::format("{}", *shown.suppressed)},
                                           {"of", fmt::format("{}", report.rows)},
                                           {"limit", short_percent(look, study.suppression)}})
                            : ui::fill_in(look.word("risk.limit"),
                                          {{"limit", short_percent(look, study.suppression)}}));
    figure(frame, look, shades, 348, "risk.kept", fmt::format("{}", result.rows),
           ui::fill_in(look.word_of("risk.classes", static_cast<int>(report.kept_classes)),
                       {{"n", fmt::format("{}", report.kept_classes)}}));
}

struct Bar {
    double height = 0;
    std::uint64_t number = 0;
    bool at_k = false;
};

// Each class a bar, sorted; of many, each size.
std::vector<Bar> bars_of(const deidentify::ClassSizes& sizes, int k, bool& by_size) {
    std::uint64_t classes = 0;
    for (const auto& [size, count] : sizes.classes) classes += count;
    by_size = classes > kMostBars;
    std::vector<Bar> bars;
    for (const auto& [size, count] : sizes.classes) {
        const Bar bar{static_cast<double>(by_size ? count : size), by_size ? count : size,
                      size == static_cast<std::uint64_t>(k)};
        bars.insert(bars.end(), by_size ? 1 : count, bar);
    }
    // Sizes of which there are too many stand together, some to a bar.
    const std::size_t together =
        (bars.size() + kMostBars - 1) / std::max<std::size_t>(1, kMostBars);
    if (together < 2) return bars;
    std::vector<Bar> joined;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        if (i % together == 0) joined.emplace_back();
        joined.back().height += bars[i].height;
        joined.back().number += bars[i].number;
        joined.back().at_k |= bars[i].at_k;
    }
    return joined;
}

void chart(ui::Frame& frame, const Look& look, const Shades& shades,
           const exporting::ExportResult& result, const exporting::Study& study) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.label({kX, 408, kWidth, 24}, kBodyBold, t.ink, look.word("risk.by_size"));
    bool by_size = false;
    const auto bars = bars_of(result.report.sizes, study.k, by_size);
    if (bars.empty()) return;
    double most = 1;
    for (const Bar& bar : bars) most = std::max(most, bar.height);
    const float gap = bars.size() > 20 ? 2 : 4;
    const auto count = static_cast<float>(bars.size());
    const float wide = std::min(60.0F, (kWidth - gap * (count - 1)) / count);
    float x = kX;
    for (const Bar& bar : bars) {
        const auto high = static_cast<float>(bar.height / most) * kHighest;
        frame.canvas.fill({x, kBase - high, wide, high}, bar.at_k ? shades.few : shades.bar);
        if (bars.size() <= kMostNumbers)
            frame.canvas.label({x - 4, kBase - high - 21, wide + 8, 20}, kCaption, shades.ink2,
                               fmt::format("{}", bar.number), ui::Align::Centre);
        x += wide + gap;
    }
    frame.canvas.fill({kX, kBase, kWidth, 1}, t.line_strong);
    if (!by_size) {
        const float line = kBase - static_cast<float>(study.k / most) * kHighest;
        frame.canvas.fill({kX - 6, line - 1, kWidth + 12, 2}, t.ink);
    }
    frame.canvas.label({kX, 608, kWidth, 20}, kCaption, t.ink2,
                       ui::fill_in(look.word(by_size ? "risk.bars_by_size" : "risk.bars"),
                                   {{"k", fmt::format("{}", study.k)}}));
}

// Who and what is not in the data, and why.
std::vector<std::string> absent(const Look& look, const exporting::ExportResult& result,
                                const exporting::Study& study) {
    constexpr std::array<const char*, exporting::kWaysOut> keys = {
        "out.period",  "out.not_ended", "out.deleted", "out.no_consent", "out.withdrawn",
        "out.several", "out.proxy",     "out.repeat",  "out.other",      "out.unreadable"};
    const exporting::Shown shown = exporting::shown_of(study, result);
    std::vector<std::string> lines;
    for (const auto& one : result.withheld)
        lines.push_back(ui::fill_in(look.word("out.variable"),
                                    {{"variable", one.variable}, {"tells", one.tells}}));
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto& count = shown.left_out.at(i);
        if (count == std::uint64_t{0}) continue;
        lines.push_back(
            ui::fill_in(look.word(keys.at(i)),
                        {{"n", count ? fmt::format("{}", *count) : look.word("risk.hidden")}}));
    }
    return lines;
}

// What somebody finds who has the data that left before, too.
std::string joint_words(const Look& look, const exporting::ExportResult::Joint& joint) {
    const auto releases = static_cast<int>(joint.releases);
    const std::string n = fmt::format("{}", releases);
    if (joint.overlapping == 0)
        return ui::fill_in(look.word_of("joint.others", releases), {{"n", n}});
    std::string words = joint.repeats.empty()
                            ? ui::fill_in(look.word_of("joint.same", releases),
                                          {{"n", n}, {"of", fmt::format("{}", joint.overlapping)}})
                            : ui::fill_in(look.word("joint.again"), {{"day", joint.repeats}});
    words += ' ' + ui::fill_in(look.word("joint.found"), {{"k", fmt::format("{}", joint.k)}});
    return words;
}

// Returns where the next thing begins.
float earlier_exports(ui::Frame& frame, const Look& look, const Shades& shades,
                      const exporting::ExportResult::Joint& joint) {
    if (joint.releases == 0) {
        frame.canvas.label({kX, kAbsent, kWidth, 20}, kCaption, look.theme.ink2,
                           look.word("joint.none"), ui::Align::End);
        return kAbsent;
    }
    constexpr float indent = 28;
    const std::string words = joint_words(look, joint);
    const float high = frame.canvas.height_of(kWidth - indent, kCaption, words);
    frame.canvas.icon({kX + 10, kAbsent + 10}, 18, icons::history, shades.ink2);
    frame.canvas.block({kX + indent, kAbsent, kWidth - indent, high}, kCaption, shades.ink2, words);
    return kAbsent + high + 2;
}

void what_is_absent(ui::Frame& frame, const Look& look, const Shades& shades,
                    const exporting::ExportResult& result, const exporting::Study& study) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.fill({kX, 640, kWidth, 1}, t.line);
    float y = earlier_exports(frame, look, shades, result.joint);
    frame.canvas.label({kX, y, kWidth, 20}, kCaptionBold, t.ink2, look.word("out.title"));
    y += 20;
    auto lines = absent(look, result, study);
    if (lines.empty()) lines.push_back(look.word("out.none"));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool last = i + 1 == lines.size();
        const float needed = frame.canvas.height_of(kWidth, kCaption, lines[i]);
        if (y + needed > (last ? kBottom : kBottom - 20)) {
            frame.canvas.label(
                {kX, y, kWidth, 20}, kCaption, t.ink2,
                ui::fill_in(look.word("out.more"), {{"n", fmt::format("{}", lines.size() - i)}}));
            return;
        }
        y += frame.canvas.block({kX, y, kWidth, needed}, kCaption, t.ink2, lines[i]);
    }
}

// Of few sessions: nobody has a row, so that there is no class and no risk of one.
void tables(ui::Frame& frame, const Look& look, const Shades& shades,
            const exporting::ExportResult& result) {
    frame.canvas.label({kX, 126, kWidth, 40}, kCode, shades.ink, fmt::format("{}", result.people));
    frame.canvas.label({kX, 166, kWidth, 20}, kCaption, shades.ink2, look.word("tables.people"));
    frame.canvas.fill({kX, 200, kWidth, 1}, look.theme.line);
    float y = 212;
    const std::string least = fmt::format("{}", exporting::kLeastRows);
    for (const char* key : {"tables.why", "tables.batches", "tables.absent"}) {
        const std::string words = ui::fill_in(look.word(key), {{"n", least}});
        const float high = frame.canvas.height_of(kWidth, kBody, words);
        y += frame.canvas.block({kX, y, kWidth, high}, kBody, shades.ink2, words) + 12;
    }
}

}  // namespace

void export_risk(ui::Frame& frame, const Look& look, const ExportModel& exports) {
    const ui::ClinicTheme& t = look.theme;
    frame.canvas.label({kX, 92, kWidth, 24}, kBodyBold, t.ink, look.word("risk.title"));
    frame.canvas.label({kX, 94, kWidth, 20}, kCaption, t.ink2,
                       look.word(exports.awaited() ? "risk.counting" : "risk.follows"),
                       ui::Align::End);
    if (exports.refused()) {
        frame.canvas.icon({kX + 10, 144}, 20, icons::triangle, t.look);
        frame.canvas.label({kX + 28, 132, kWidth - 28, 24}, kBodyBold, t.look,
                           look.word("risk.refused"));
        fault_block(frame, look, {kX, 162, kWidth, kBottom - 162}, *exports.refused());
        return;
    }
    if (exports.preview() == nullptr) {
        frame.canvas.label({kX, 132, kWidth, 24}, kBody, t.ink2, look.word("risk.none_yet"));
        return;
    }
    const Shades shades = shades_of(look, exports);
    if (exports.preview()->tables_only) return tables(frame, look, shades, *exports.preview());
    figures(frame, look, shades, *exports.preview(), *exports.study());
    chart(frame, look, shades, *exports.preview(), *exports.study());
    what_is_absent(frame, look, shades, *exports.preview(), *exports.study());
}

}  // namespace spine::clinic
