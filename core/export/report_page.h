// Text, tables and figures of a report's page: HTML that needs nothing from elsewhere and runs
// nothing. Internal to the module.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export/report_figures.h"

namespace spine::exporting {

// "under 5", "at least 1,992", "1,834".
[[nodiscard]] std::string count_text(const ShownCount& count, std::uint64_t threshold);
[[nodiscard]] std::string with_commas(std::uint64_t number);
// With an en dash for a minus; plus() also says "+" above zero.
[[nodiscard]] std::string number(double value, int decimals);
[[nodiscard]] std::string plus(double value, int decimals);
// "–9.4 to –7.1".
[[nodiscard]] std::string interval_text(const Interval& interval, int decimals);

struct PageTable {
    std::string caption;
    std::vector<std::string> head;  // the first is that of the rows' names
    std::vector<std::vector<std::string>> rows;
    // So many columns in front hold words, the others numbers. Of two the first names a group, and
    // is empty in all its rows but the first.
    std::size_t words = 1;
};

// A table, and where it stands.
struct NamedTable {
    std::string part, caption;  // the section's title; its own caption, or its figure's
    PageTable table;
};

// Gathers a page. All text that comes in is escaped, but for charts, which escape their own.
class Page {
  public:
    Page(std::string_view title, std::string_view kicker);
    void section(std::string_view title);
    void heading(std::string_view title);
    void paragraph(std::string_view text);
    void lead(std::string_view text);
    void list(const std::vector<std::string>& points);
    // What stands beside its name.
    void facts(const std::vector<std::pair<std::string, std::string>>& facts);
    void table(const PageTable& table);
    // A chart with its words, and the table of its figures beneath.
    void figure(const std::string& svg, std::string_view caption, const PageTable& figures);
    // What the whole report comes to.
    void result(std::string_view headline, std::string_view detail);
    // Those so far, in their order.
    [[nodiscard]] const std::vector<NamedTable>& tables() const { return tables_; }
    [[nodiscard]] std::string end();

  private:
    void add_table(const PageTable& table, std::string_view caption);
    std::string text_, part_;
    std::vector<NamedTable> tables_;
    int sections_ = 0, figures_ = 0;
    bool open_ = false;
};

}  // namespace spine::exporting
