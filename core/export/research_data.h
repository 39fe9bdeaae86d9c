// A study's sessions, read once from the archive: who may be in it, counted, and their rows.
//
// Only sessions with research consent that was not withdrawn; none of which the clinic does not
// know how it was asked, or which end the patient meant. Primary analyses and class sizes count
// persons, so first-time sessions make the classes; sessions that somebody else answered stay out.
//
// One thread. Internal to the module.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "archive/archive.h"
#include "deidentify/joint.h"
#include "deidentify/requirements.h"
#include "export/after_answers.h"
#include "export/data_plan.h"
#include "export/earlier_exports.h"
#include "export/released_classes.h"
#include "export/research_export.h"
#include "export/sealed_spill.h"

namespace spine::exporting {

// A session, whoever it is of, so that nobody's consent, or way of answering, moves another one's
// place.
struct BatchPlace {
    enum State : std::uint8_t {
        Neutral,  // does not count for this study, and never did
        Counts,   // a first-time session
        InDoubt   // not ended, or one that may have counted and does no more
    };
    State state = Neutral;
    std::uint32_t row = 0;
    deidentify::PersonId person{};
};

struct ResearchData {
    Flow flow;
    deidentify::JointData joint;         // of first-time sessions
    std::unique_ptr<SealedSpill> spill;  // null in a dry run; a row's last cell is its number
    AfterAnswers after;                  // joined
    WaitingRows waiting;
    // In the order in which they came, as far as tables alone may need them (tables_only.h).
    std::vector<BatchPlace> places;
    UnixMs after_leave_from =
        0;  // what was answered after visits; 0: it leaves (after_leave_from())
};

// What the study asks of the engine. The order of an ordered column is that of its numbers; what is
// missing stands behind them.
[[nodiscard]] deidentify::Requirements requirements_of(const DataPlan& plan,
                                                       const deidentify::Microdata& microdata);

// The cells that the engine looks at: the quasi-identifiers' finest values, then the sensitive
// ones as text, every missing value alike and empty: it is no value for l. Views into `plan` and
// `texts`.
void engine_cells(const DataPlan& plan, const std::vector<Cell>& row,
                  std::vector<std::string>& texts, std::vector<std::string_view>& cells);

// When answers that were given after visits may leave: once nobody of the period can give any more,
// and tablets have had a week to send them. Before that each export would show who has answered
// since the last one. By the configurations' days; 0 where none are asked for.
[[nodiscard]] UnixMs after_leave_from(const DataPlan& plan);

// Reads the archive. `earlier` outlives what it gives. `spill`: where rows go; null: they are
// counted alone. Faults: the archive's, the engine's, export_cancelled.
[[nodiscard]] Result<ResearchData> gather(archive::Archive& archive, const DataPlan& plan,
                                          const EarlierExports& earlier,
                                          const ConfigurationOf& configuration_of,
                                          std::unique_ptr<SealedSpill> spill, Random& random,
                                          const ExportProgress& progress);

}  // namespace spine::exporting
