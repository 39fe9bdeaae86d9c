// One session's cells, in the columns of a plan. Internal to the module.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/texts.h"
#include "export/data_plan.h"
#include "export/research_table.h"
#include "questionnaire/walk_rules.h"
#include "review/reach.h"
#include "review/visit.h"

namespace spine::exporting {

// What people of the clinic have released of one session's free texts.
struct ReleasedTexts {
    crypto::ClinicId clinic;
    crypto::SessionRef session;
    const archive::TextReadings* readings = nullptr;  // null: nothing was released
    std::size_t readers = 1;                          // who must have read each
    // Nothing where it is withheld.
    [[nodiscard]] std::optional<std::string> copy_of(std::string_view link_id,
                                                     std::string_view text) const;
};

// What the columns of a plan are in one configuration; `asked` and the plan outlive it.
class SessionCells {
  public:
    // `asked`: the session's own configuration and the questionnaire that it was asked.
    SessionCells(const DataPlan& plan, const Asked& asked);
    [[nodiscard]] const Asked& asked() const { return asked_; }
    // Null where the configuration has no rules for it: then nobody has consented to research.
    [[nodiscard]] const questionnaire::WalkRules* rules() const { return rules_; }
    // All cells into `row`; the quasi-identifiers as labels of their finest values, what is asked
    // after a visit as not asked. Free texts as `texts` has them, cut at kLongestText bytes.
    // Pure.
    void fill(const review::Visit& visit, const std::string& pseudonym, std::vector<Cell>& row,
              const ReleasedTexts& texts = {}) const;
    // The columns of what was asked after a visit, in their order; `asked` is that questionnaire.
    void fill_after(const review::Visit& answers, std::vector<Cell>& cells) const;

  private:
    struct Scored;
    [[nodiscard]] Cell cell_of(const Column& column, const questionnaire::Item* item,
                               const review::Visit& visit, const review::Reach& reach,
                               const Scored& scored) const;
    [[nodiscard]] Cell text_cell(const Column& column, const questionnaire::Item* item,
                                 const review::Visit& visit, const review::Reach& reach,
                                 const ReleasedTexts& texts) const;

    const DataPlan& plan_;
    Asked asked_;
    const questionnaire::WalkRules* rules_ = nullptr;
    std::vector<const questionnaire::Item*> items_;  // by column
};

// Before the pages everybody says whether they are here for the first time; "not sure" is no yes.
[[nodiscard]] bool is_first_time(const review::Visit& visit);

}  // namespace spine::exporting
