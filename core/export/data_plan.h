// Which columns a study's data have, and where each comes from. Internal to the module.
//
// Sessions were asked under several configurations; a column is one item, score or region through
// all of them, in the wording of the newest that asks it. Immutable once made; any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/config.h"
#include "export/research_table.h"
#include "export/study.h"
#include "export/variable_names.h"

namespace spine::exporting {

enum class From {
    Pseudonym,
    QuasiIdentifier,
    FirstTime,  // the patient had not been here before
    Item,
    FreeText,  // an item in the patient's own words: what was released of it
    Option,    // of a question that takes several answers
    Region,    // of the pain drawing
    Score,
    AfterWhen  // how long after the visit its answers came
};
enum class Side { Before, After, Change };
enum class Figure { Value, Answered, NotSure };  // of a score: itself, or how many of its items

struct Column {
    Variable variable;
    From from = From::Item;
    std::size_t quasi_identifier = 0;  // place in Study::quasi_identifiers
    std::string link_id;
    std::vector<std::string> options;  // Option: its code; Region: the codes of its parts
    std::string domain;                // Score
    Side side = Side::Before;
    Figure figure = Figure::Value;
    bool after_visit = false;  // asked after the visit: joined later (after_answers.h)
};

// A questionnaire of the walk, with the configuration that it came in.
struct Asked {
    const config::Config* config = nullptr;
    const questionnaire::Questionnaire* questionnaire = nullptr;
};

struct DataPlan {
    // Its quasi-identifiers are those of the file, then what shows of a session (add_observable).
    Study study;
    std::vector<Column> columns;     // pseudonym, quasi-identifiers, then the rest
    std::vector<Asked> asked;        // newest first
    std::vector<Asked> asked_after;  // the same of the questionnaire after the visit
    // For each quasi-identifier: its finest value, then ever coarser ones.
    std::vector<std::vector<std::vector<std::string>>> hierarchies;

    [[nodiscard]] std::span<const Column> quasi_identifiers() const {
        return std::span(columns).subspan(1, hierarchies.size());
    }
    // Places of the columns that are joined later, in their order.
    [[nodiscard]] std::vector<std::size_t> after_visit() const;
    // Null if there is none with this name.
    [[nodiscard]] const Column* find(std::string_view name) const;
};

// `configurations`: those under which the sessions were asked, the newest first; they outlive the
// plan. Faults: study_faulty, with `name` as where.
[[nodiscard]] Result<DataPlan> make_plan(const Study& study,
                                         std::span<const config::Config* const> configurations,
                                         const std::string& name);

// Columns in the making: all that is wrong is gathered.
struct PlanInProgress {
    DataPlan plan;
    VariableNames names;
    information::Problems problems;
    // What the study wants beside the quasi-identifiers.
    [[nodiscard]] bool wants(std::string_view token) const;
    void report(std::string where, std::string what);
};
// Those of the study, then status, version and who answered wherever they leave: each makes the
// classes.
void add_quasi_identifiers(PlanInProgress& made);
// All columns of a questionnaire's items, in its order; those that an earlier questionnaire has
// already are widened by what this one may answer besides. `after_visit`: of that questionnaire.
void add_items(PlanInProgress& made, const Asked& asked, bool after_visit);
// The five regions of the pain drawing, if the questionnaire has one.
void add_regions(PlanInProgress& made, const Asked& asked);
// Before, after and change of each domain of which any questionnaire asks an item.
void add_scores(PlanInProgress& made);

// Every answer that the item may have, in any of the questionnaires.
[[nodiscard]] std::vector<std::string> answers_of(const DataPlan& plan, const std::string& link_id);
// The items that a score rests on, side by side with their variants; none of another column.
[[nodiscard]] std::vector<std::vector<questionnaire::DomainItem>> items_of(const DataPlan& plan,
                                                                           const Column& column);

[[nodiscard]] Column new_column(From from, std::string name, Kind kind, Words words);
// An option's code, or what stands for it.
[[nodiscard]] std::string code_of(const questionnaire::Value& value);
// The place of a code among the labels.
[[nodiscard]] std::optional<Coded> label_of(const Variable& variable, std::string_view code);
// "url|version"
[[nodiscard]] std::string canonical(const questionnaire::Questionnaire& questionnaire);
// A code for how many days after the visit its answers came: no finer than weeks.
[[nodiscard]] std::string_view when_after(int days);
[[nodiscard]] Words words_of(const questionnaire::Text& text,
                             const questionnaire::Questionnaire& questionnaire);

inline constexpr std::size_t kRegions = 5;
struct Region {
    std::string_view name;
    Words words;
};
// Head and neck; upper back and arms; lower back; buttock and thigh; lower leg and foot.
[[nodiscard]] Region region(std::size_t number);
// Of a body part ("front.hip.left"); nothing for one that is in none.
[[nodiscard]] std::optional<std::size_t> region_of(std::string_view part);

}  // namespace spine::exporting
