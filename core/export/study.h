// STUDY.toml: what a research export is for, what it may hold and how hard it must be to trace.
//
// The file is written before the export and named by its hash in all that comes of it. A profile
// says the least that must hold; a study may be stricter, never laxer:
//
//   agreement  under a data-use agreement: k at least 5, answers item by item
//   public     for anybody: k at least 12, so that the risk is at most 0.09; scores alone
//
// kiosk-config/study.example.toml shows every key. Immutable once read; any thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "export/quasi_identifier.h"
#include "information/toml_table.h"

namespace spine::exporting {

namespace causes {
inline constexpr Cause study_faulty = "study-faulty";
inline constexpr Cause study_laxer = "study-laxer-than-its-profile";
}  // namespace causes

enum class Profile { Agreement, Public };

// What a profile asks for at least.
struct ProfileRules {
    std::string_view name;
    int k = 0;
    bool items = false;  // answers may leave item by item
};
[[nodiscard]] ProfileRules rules_of(Profile profile);

inline constexpr double kMostSuppressed = 0.05;   // of the rows
inline constexpr int kLeastCellThreshold = 5;     // smaller cells are hidden in tables
inline constexpr std::uint64_t kLeastRows = 200;  // under it tables alone

// A column for which a class must be diverse, beside its size.
struct Sensitive {
    std::string variable;  // its name in the data
    enum class LKind { Distinct, Entropy } l_kind = LKind::Distinct;
    double l = 0;             // 0: not asked for
    std::optional<double> t;  // the largest distance from the whole, 0-1
    bool ordered = false;     // of t: the values have an order
    std::string place;        // "line 40, sensitive[1]", for faults that show later
};

enum class Metric { Loss, Discernibility };

// Whether texts in the patients' own words leave: none; those that a person has read and released
// (review/text_queue.h), with the redactions; the same after two people. Never in the profile
// "public".
enum class FreeText { Withheld, Released, ReleasedByTwo };

struct Study {
    std::string title, question, ethics;
    Profile profile = Profile::Agreement;
    std::string from_day, until_day;  // "2026-01-01"
    UnixMs from = 0, until = 0;       // sessions that began at `from` or later and before `until`
    Coarsening coarsening = Coarsening::HalfYear;
    int k = 0;
    double suppression = kMostSuppressed;  // share of rows that may be left out at most
    int cell_threshold = kLeastCellThreshold;
    Metric metric = Metric::Loss;
    FreeText free_text = FreeText::Withheld;
    std::vector<std::string> formats;  // as --format has them; may be empty
    std::string language;              // whose words label the data
    // What leaves beside the quasi-identifiers: linkIds, "scores", "items", "pain-regions",
    // "status", "questionnaire". Empty: all that the profile has by default (variables.h).
    std::vector<std::string> variables;
    std::string primary_outcome;  // one variable's name
    // The variable whose association with the primary outcome the study asks about; may be empty.
    std::string related_to;
    bool proxies = false;  // sessions that somebody else answered for the patient, too
    // Sessions of whoever had been here before, too; they never count towards a class.
    bool repeated_visits = false;
    std::vector<QuasiIdentifier> quasi_identifiers;  // the four that are always there first
    std::vector<Sensitive> sensitive;
    // "line 20, data.variables", for faults that show later.
    std::string variables_place, outcome_place, related_place;
    bool names_clinic = true;  // whether the clinic's name goes with the data; public: on request
    std::string hash;          // BLAKE2b-256 of without_comments(), hex
};

struct CheckedStudy {
    std::optional<Study> study;      // there if nothing is wrong
    information::Problems problems;  // each with line, key and what to do
};
// Looks at the file alone: what it names is looked for in the questionnaires by variables.h.
[[nodiscard]] CheckedStudy check_study(std::string_view toml);

// The file as it goes with the data: what stands behind a # was written for colleagues. Lines that
// held nothing else are gone; strings are left as they are.
[[nodiscard]] std::string without_comments(std::string_view toml);

// check_study(), and all that is wrong in one Fault (study_faulty); `where` is `name`.
[[nodiscard]] Result<Study> read_study(std::string_view toml, const std::string& name);

// One Fault of a list of what is wrong, for whoever finds more later.
[[nodiscard]] tl::unexpected<Fault> study_fault(const information::Problems& problems,
                                                const std::string& name);

}  // namespace spine::exporting
