// The report of a research export: "report.html", which a person reads, prints and puts beside a
// paper.
//
// One file that needs nothing from elsewhere and runs nothing: style and charts stand in it, each
// chart with its words and a table of its figures. It is made in the same reading of the rows as
// every format and keeps none of them. Small counts are hidden, with those that would give them
// away (small_cells.h).
#pragma once

#include <memory>
#include <string>

#include "export/report_sections.h"
#include "export/research_table.h"

namespace spine::exporting {

inline constexpr std::string_view kReportFile = "report.html";

class ReportFormat final : public ResearchFormat {
  public:
    ReportFormat(ReportColumns columns, ReportFacts facts);
    ~ReportFormat() override;
    [[nodiscard]] std::string_view name() const override { return "report"; }
    // No faults of its own; finish() has those of the folder.
    [[nodiscard]] Status begin(const Table& table, ExportFolder& folder) override;
    [[nodiscard]] Status row(std::span<const Cell> cells) override;
    [[nodiscard]] Status finish() override;

  private:
    ReportColumns columns_;
    ReportFacts facts_;
    const Table* table_ = nullptr;
    ExportFolder* folder_ = nullptr;
    std::unique_ptr<ReportTally> tally_;
};

// The page of figures that may be shown. Pure.
[[nodiscard]] std::string report_html(const Table& table, const ReportFigures& figures,
                                      const ReportFacts& facts);

}  // namespace spine::exporting
