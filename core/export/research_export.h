// A research data set, from the archive to a folder: planned, gathered, made hard to trace, held
// against what left before, written.
//
// What left before is what the clinic's ledger says (archive/export_ledger.h), of this computer and
// of those whose entries an import has brought; tables are in it, too. Together with all of it
// nobody stands among fewer than the study's k: the data leave coarser for it, with more rows left
// out, or not at all. The same study again gives the same rows again, as long as they are all here
// and no more new ones wait than it may leave out. What was answered after visits leaves once
// nobody of the study's period can answer any more, so that a repeat does not show who has answered
// since. The entry of an export is on the disk before any row or table is.
//
// A dry run does all but the writing: what it says of the risks is what an export of the same
// archive would say; it stands in the audit trail as well. One thread; a million sessions stay
// within the memory of ten thousand, since rows wait sealed on the disk (sealed_spill.h).
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"
#include "base/clock.h"
#include "base/random.h"
#include "config/config.h"
#include "deidentify/disclosure_report.h"
#include "export/export_folder.h"
#include "export/research_table.h"
#include "export/study.h"

namespace spine::exporting {

namespace causes {
inline constexpr Cause too_few_sessions = "too-few-sessions";
inline constexpr Cause cannot_protect = "cannot-protect";
inline constexpr Cause joint_too_small = "too-few-with-earlier-exports";
inline constexpr Cause format_unknown = "format-unknown";
}  // namespace causes

// Why a session is not in the data.
enum class LeftOut : std::uint8_t {
    OutsidePeriod,
    NotEnded,              // an early upload whose end has not come
    Withdrawn,             // the patient stopped and deleted
    NoConsent,             // to research; also below the clinic's age limit, or age not said
    ConsentWithdrawn,      // later, by the code
    SeveralEnds,           // which of them was meant nobody knows
    SomebodyElseAnswered,  // where the study does not take them
    NotTheFirstTime,       // where the study does not take them
    AskedOtherwise,        // under a configuration that is not here, or another questionnaire
    Unreadable             // damaged in the archive
};
inline constexpr std::size_t kWaysOut = 10;
[[nodiscard]] std::string_view words_of(LeftOut way);

// Who was there and who stayed: each session is counted once, at the first reason.
struct Flow {
    std::uint64_t sessions = 0;  // visits in the archive, without what was answered after them
    std::array<std::uint64_t, kWaysOut> left_out{};
    std::uint64_t first_time = 0, repeated = 0;  // eligible
    std::uint64_t after_visits = 0, joined = 0;  // answered after a visit; to an eligible one
    std::uint64_t of_several = 0;  // after a visit, with a code that several visits have
};

struct ExportStep {
    enum Step { Reading, Searching, Writing } step = Reading;
    double share = 0;  // of the step, 0 to 1
};
// False cancels.
using ExportProgress = std::function<bool(const ExportStep&)>;

// A session's configuration by its hash; null if it is not here.
using ConfigurationOf = std::function<const config::Config*(const crypto::Hash&)>;

struct ExportRequest {
    Study study;
    std::string study_name;  // of the file, for faults
    std::string study_text;  // its bytes: a copy without its comments goes with the data
    std::vector<const config::Config*> newest_first;  // those of the archive's sessions
    ConfigurationOf configuration_of;
    std::string clinic_name, program;  // program: "spine-kiosk 0.1.0"
    std::string made;                  // the day, "2026-11-27"
    std::filesystem::path to;
    bool dry_run = false;
    std::vector<std::unique_ptr<ResearchFormat>> formats;
};

struct ExportResult {
    Flow flow;
    std::uint64_t rows = 0;   // that leave
    std::uint64_t later = 0;  // of them later visits
    // Too few sessions for rows: tables alone, of so many people (tables_only.h). No row, no
    // format, and `solution` and `report` are empty.
    bool tables_only = false;
    std::uint64_t people = 0;
    // Variables that are empty in every row, and the quasi-identifier that they would tell.
    struct Withheld {
        std::string variable, tells;
    };
    std::vector<Withheld> withheld;
    // What left before and was looked at.
    struct Joint {
        std::uint64_t releases = 0;     // in the clinic's ledger
        std::uint64_t overlapping = 0;  // of them, those that have some of the same people
        std::uint64_t k = 0;  // people of the smallest joint class that it makes or leaves
        // The day (UTC) of the earlier export whose rows these are again; empty: of none.
        std::string repeats;
    } joint;
    // Until then what was answered after visits does not leave; 0: it does, or is not asked for.
    UnixMs after_leave_from = 0;
    deidentify::DisclosureReport report;
    std::vector<std::string> variables;
    std::vector<ExportFolder::Kept> files;           // none of a dry run
    std::vector<std::filesystem::path> left_beside;  // ExportFolder::left_beside()
};

// For whoever may export (archive::Role). Under kLeastRows first-time sessions tables alone leave.
// Faults: study_faulty; too_few_sessions (not even those); cannot_protect (nothing within the
// study's limits, or the primary outcome, or what it is related to, would be withheld: it says what
// to change; or the outcome is of after the visit and those answers do not leave yet);
// joint_too_small (not together with what left before); export_cancelled; those of archive, ledger
// and folder.
[[nodiscard]] Result<ExportResult> export_research(archive::Archive& archive,
                                                   ExportRequest& request, Random& random,
                                                   const ExportProgress& progress);

}  // namespace spine::exporting
