#include "export/report_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "export/report_page.h"
#include "export/svg_chart.h"

namespace spine::exporting {
namespace {

using At = SvgChart::At;
using Type = SvgChart::Type;

constexpr double kWide = 880, kRow = 38, kHeadHeight = 40;
constexpr double kName = 14, kCaption = 12.5;

constexpr Type kRowName{At::Start, kName, false, colour::ink};
constexpr Type kAxis{At::Middle, kCaption, false, colour::ink3};
constexpr Type kColumn{At::End, kCaption, false, colour::ink3};
constexpr Type kNumber{At::End, kName, false, colour::ink2};
constexpr Type kStrong{At::End, kName, true, colour::ink};
constexpr Type kNote{At::Start, kCaption, false, colour::ink3};

// Where a value stands on a scale.
struct Scale {
    double x = 0, wide = 0, low = 0, high = 100;
    [[nodiscard]] double at(double value) const {
        return x + wide * (std::clamp(value, low, high) - low) / (high - low);
    }
};

void grid(SvgChart& chart, const Scale& scale, const std::vector<double>& marks, double top,
          double bottom, bool signs) {
    for (const double mark : marks) {
        const bool zero = signs && mark == 0;
        chart.line(scale.at(mark), top, scale.at(mark), bottom, zero ? colour::lines : colour::line,
                   1);
        chart.text(scale.at(mark), bottom + 14, signs ? plus(mark, 0) : number(mark, 0), kAxis);
    }
}

// Line and disc; hollow where few people stand behind it.
void estimate(SvgChart& chart, const Scale& scale, double y, const Estimate& shown) {
    if (shown.interval)
        chart.line(scale.at(shown.interval->low), y, scale.at(shown.interval->high), y, colour::ink,
                   2);
    if (shown.few)
        chart.ring(scale.at(shown.mean), y, 4, colour::accent);
    else
        chart.disc(scale.at(shown.mean), y, 4, colour::accent);
}

double scaled(const ShownDomain& domain, double value) {
    return domain.highest > 0 ? 100 * value / domain.highest : value;
}

Estimate scaled(const ShownDomain& domain, const Estimate& estimate) {
    Estimate out = estimate;
    out.mean = scaled(domain, out.mean);
    if (out.interval)
        out.interval =
            Interval{scaled(domain, out.interval->low), scaled(domain, out.interval->high)};
    return out;
}

// Symmetric, in steps of 15, wide enough for every interval.
double reach_of_changes(const ReportFigures& figures) {
    double most = 0;
    for (const ShownDomain& domain : figures.domains)
        if (domain.change && domain.change->interval)
            most = std::max({most, std::abs(scaled(domain, domain.change->interval->low)),
                             std::abs(scaled(domain, domain.change->interval->high))});
    return std::max(15.0, std::min(105.0, 15 * std::ceil(most / 15)));
}

std::string words_of_domains(const ReportFigures& figures) {
    std::string words;
    for (const ShownDomain& domain : figures.domains) {
        if (!domain.before || !domain.after || !domain.change) continue;
        const int decimals = domain.knowledge ? 2 : 1;
        words +=
            fmt::format("{}: {} before, {} after, change {}. ", domain.title,
                        number(domain.before->mean, decimals), number(domain.after->mean, decimals),
                        plus(domain.change->mean, decimals));
    }
    return words.empty() ? "No domain was answered before and after by enough people." : words;
}

// The places of the two halves of the domains' chart.
struct DomainRow {
    Scale level{196, 300, 0, 100}, change{596, 196, -15, 15};
    double before = 536, after = 572, n = kWide;
};

void domain_row(SvgChart& chart, const DomainRow& places, double y, const ShownDomain& domain,
                std::uint64_t threshold) {
    chart.text(0, y, domain.title, kRowName);
    if (!domain.before || !domain.after || !domain.change) {
        chart.text(places.level.x, y, "answered both times by too few to show", kNote);
        return;
    }
    const Estimate before = scaled(domain, *domain.before), after = scaled(domain, *domain.after);
    const double from = places.level.at(before.mean), to = places.level.at(after.mean);
    chart.rectangle(std::min(from, to), y - 2.5, std::abs(to - from), 5, colour::ghost);
    chart.ring(from, y, 6, colour::ink2);
    chart.disc(to, y, 6.5, colour::accent);
    chart.text(places.before, y, number(before.mean, 0), kNumber);
    chart.text(places.after, y, number(after.mean, 0), kStrong);
    estimate(chart, places.change, y, scaled(domain, *domain.change));
    chart.text(places.n, y, count_text(domain.who[DomainTally::Both], threshold), kNumber);
}

void domain_head(SvgChart& chart, const DomainRow& places) {
    chart.ring(places.level.x + 6, 10, 5, colour::ink2);
    chart.text(places.level.x + 18, 10, "before", kNote);
    chart.disc(places.level.x + 78, 10, 5.5, colour::accent);
    chart.text(places.level.x + 90, 10, "after the pages", kNote);
    Type strong = kColumn;
    strong.bold = true;
    chart.text(places.before, 10, "before", kColumn);
    chart.text(places.after + 6, 10, "after", strong);
    chart.text((places.change.at(0)), 10, "mean change, 95 % CI", kAxis);
    chart.text(places.n, 10, "n, both times", kColumn);
}

}  // namespace

std::string steps_chart(const ReportFigures& figures) {
    std::string words;
    for (const ShownStep& step : figures.steps)
        words += fmt::format("{}: {}. ", step.title, count_text(step.reached, figures.threshold));
    const double bottom = static_cast<double>(figures.steps.size()) * 30 + 4;
    SvgChart chart("chart-steps", kWide, bottom, "People who reached each part of the walk", words);
    const Scale scale{300, 430, 0, static_cast<double>(std::max<std::uint64_t>(figures.people, 1))};
    double y = 16;
    for (const ShownStep& step : figures.steps) {
        chart.text(0, y, step.title, kRowName);
        chart.rectangle(scale.x, y - 7, scale.wide, 14, "#edf0f4");
        const auto reached = static_cast<double>(step.reached.number);
        if (step.reached.kind != ShownCount::Hidden)
            chart.rectangle(scale.x, y - 7, scale.at(reached) - scale.x, 14, colour::accent);
        chart.text(scale.x + scale.wide + 92, y, count_text(step.reached, figures.threshold),
                   kStrong);
        if (step.reached.kind == ShownCount::Exact && figures.people > 0)
            chart.text(kWide, y, fmt::format("{:.0f} %", 100 * reached / scale.high), kNumber);
        y += 30;
    }
    return chart.end();
}

std::string domains_chart(const ReportFigures& figures) {
    DomainRow places;
    const double reach = reach_of_changes(figures);
    places.change.low = -reach;
    places.change.high = reach;
    const double bottom = kHeadHeight + static_cast<double>(figures.domains.size()) * kRow;
    SvgChart chart("chart-domains", kWide, bottom + 26,
                   "Expectations before and after the pages, and their mean change",
                   words_of_domains(figures));
    domain_head(chart, places);
    grid(chart, places.level, {0, 25, 50, 75, 100}, 28, bottom, false);
    const std::vector<double> marks = {-reach, 0, reach};
    grid(chart, places.change, marks, 28, bottom, true);
    double y = kHeadHeight + kRow / 2;
    bool hopes = true;
    for (const ShownDomain& domain : figures.domains) {
        if (hopes && !domain.hope && &domain != figures.domains.data())
            chart.line(0, y - kRow / 2, kWide, y - kRow / 2, colour::lines, 1);
        hopes = domain.hope;
        domain_row(chart, places, y, domain, figures.threshold);
        y += kRow;
    }
    return chart.end();
}

std::string questions_chart(const ReportFigures& figures) {
    constexpr double kHigh = 64;
    std::string words;
    const auto per_cent = [](const std::optional<double>& share) {
        return share ? fmt::format("{:.0f} %", *share) : std::string("hidden");
    };
    for (const ShownQuestion& question : figures.questions)
        words += fmt::format("{} Right before: {}, after: {}. ", question.text,
                             per_cent(question.right_before), per_cent(question.right_after));
    const double bottom = static_cast<double>(figures.questions.size()) * kHigh;
    SvgChart chart("chart-questions", kWide, bottom,
                   "Answered right before and after the pages, per cent", words);
    const Scale scale{0, 620, 0, 100};
    double y = 12;
    for (const ShownQuestion& question : figures.questions) {
        chart.text(0, y, question.text, kRowName);
        double at = y + 15;
        for (const bool after : {false, true}) {
            const auto& share = after ? question.right_after : question.right_before;
            const auto fill = after ? colour::accent : colour::paper;
            if (share)
                chart.rectangle(scale.x + 1, at, std::max(0.0, scale.at(*share) - 2), 10, fill,
                                after ? colour::accent : colour::ink2);
            chart.text(700, at + 5, per_cent(share), after ? kStrong : kNumber);
            chart.text(716, at + 5, after ? "right after" : "right before", kNote);
            at += 16;
        }
        y += kHigh;
    }
    return chart.end();
}

std::string satisfaction_chart(const ReportFigures& figures) {
    std::string words;
    double rows = 0;
    for (const ShownGroups& by : figures.by) {
        words += by.title + ": ";
        rows += static_cast<double>(by.groups.size()) + 1.3;
        for (const auto& group : by.groups)
            words += fmt::format(
                "{}: {}. ", group.label,
                group.satisfaction ? number(group.satisfaction->mean, 1) : std::string("hidden"));
    }
    const double bottom = 12 + rows * 28;
    SvgChart chart("chart-satisfaction", kWide, bottom + 26,
                   "Mean satisfaction after the visit, 0 to 10, by group", words);
    const Scale scale{300, 400, 0, 10};
    grid(chart, scale, {0, 5, 10}, 0, bottom, false);
    Type heading = kRowName;
    heading.bold = true;
    double y = 14;
    for (const ShownGroups& by : figures.by) {
        chart.text(0, y, by.title, heading);
        y += 28;
        for (const auto& group : by.groups) {
            chart.text(0, y, group.label, kRowName);
            if (group.satisfaction) {
                estimate(chart, scale, y, *group.satisfaction);
                chart.text(760, y, number(group.satisfaction->mean, 1), kStrong);
            } else {
                chart.text(scale.x + 4, y, "hidden", kNote);
            }
            chart.text(kWide, y, "n " + count_text(group.count, figures.threshold), kNumber);
            y += 28;
        }
        y += 0.3 * 28;
    }
    return chart.end();
}

std::string correlation_chart(const ShownOutcome& outcome) {
    if (!outcome.correlation) return {};
    const Correlation& found = *outcome.correlation;
    SvgChart chart(
        "chart-correlation", kWide, 66, "The association, with its interval",
        fmt::format("Spearman's rho {}, 95 per cent interval {}, on a scale from –1 to 1.",
                    number(found.rho, 2), interval_text(found.interval, 2)));
    const Scale scale{196, 480, -1, 1};
    grid(chart, scale, {-1, 0, 1}, 4, 44, true);
    chart.text(0, 24, "Spearman’s rho", kRowName);
    estimate(chart, scale, 24, {found.rho, std::nullopt, found.interval, false});
    chart.text(740, 24, number(found.rho, 2), kStrong);
    chart.text(kWide, 24, interval_text(found.interval, 2), kNumber);
    return chart.end();
}

}  // namespace spine::exporting
