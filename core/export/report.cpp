#include "export/report.h"

#include <fmt/format.h>

#include <utility>

#include "export/report_tables.h"

namespace spine::exporting {
namespace {

Page page_of(const Table& table, const ReportFigures& figures, const ReportFacts& facts) {
    const StudyFacts& study = table.study;
    Page page(study.title, fmt::format("Report of a research export{}, {}",
                                       facts.tables_only ? ", tables only" : "", study.made));
    page.lead(study.question);
    page.facts({{"clinic", study.clinic},
                {"period", study.period},
                {"people", fmt::format("{} first-time sessions", with_commas(figures.people))},
                {"profile", fmt::format("{}, k = {}", study.profile, study.k)},
                {"ethics", study.ethics}});
    add_result(page, figures);
    add_primary_outcome(page, figures);
    add_who_answered(page, figures, facts);
    add_expectations(page, figures);
    add_teach_back(page, figures);
    add_satisfaction(page, figures);
    add_limits(page, figures);
    add_methods(page, figures, table, facts);
    add_privacy(page, figures, facts);
    return page;
}

}  // namespace

ReportFormat::ReportFormat(ReportColumns columns, ReportFacts facts)
    : columns_(std::move(columns)), facts_(std::move(facts)) {}

ReportFormat::~ReportFormat() = default;

Status ReportFormat::begin(const Table& table, ExportFolder& folder) {
    table_ = &table;
    folder_ = &folder;
    tally_ = std::make_unique<ReportTally>(table, columns_);
    return {};
}

Status ReportFormat::row(std::span<const Cell> cells) {
    tally_->add(cells);
    return {};
}

Status ReportFormat::finish() {
    const auto figures = figures_of(*table_, columns_, *tally_,
                                    static_cast<std::uint64_t>(facts_.study.cell_threshold));
    Page page = page_of(*table_, figures, facts_);
    if (facts_.tables_only)
        if (auto written = write_tables(page.tables(), *folder_); !written) return written;
    return folder_->write(std::string(kReportFile), page.end());
}

std::string report_html(const Table& table, const ReportFigures& figures,
                        const ReportFacts& facts) {
    return page_of(table, figures, facts).end();
}

}  // namespace spine::exporting
