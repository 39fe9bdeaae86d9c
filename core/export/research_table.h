// A research data set as every format sees it: variables that say what they are, rows of cells, and
// the study that they are for.
//
// What stands here has been de-identified already: a format changes no value and leaves nothing
// out. A row never holds a pickup code, a session id, a tablet or a time of day.
//
// One thread. All text is UTF-8.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "export/export_folder.h"

namespace spine::exporting {

// Why there is no value. They are kept apart in every format: none of them is zero, and they mean
// different things to whoever analyses.
enum class Missing : std::uint8_t {
    NotAsked,     // this patient's questionnaire does not ask it
    Declined,     // "I would rather not answer"
    NotReached,   // the session ended before it
    NotAnswered,  // asked and left open; of a score: too few of its items were answered
    Withheld,     // free text that nobody has released
    Suppressed,   // taken out so that the row is hard to trace
    Otherwise     // of a scale: an answer of its own that is no number, told in a column beside it
};
inline constexpr std::size_t kMissingKinds = 7;

// "not-asked", "declined", "not-reached", "not-answered", "withheld", "suppressed",
// "answered-otherwise": in CSV, JSON and lookup tables.
[[nodiscard]] std::string_view name_of(Missing kind);
// The kind with this name; nothing for other words.
[[nodiscard]] std::optional<Missing> missing_named(std::string_view name);
// -901 for NotAsked down to -907 for Otherwise, for formats whose missing values are numbers: no
// variable's range reaches that far.
[[nodiscard]] int number_of(Missing kind);
// In words, English: "not asked of this patient".
[[nodiscard]] std::string_view words_of(Missing kind);

// The place of a value among its variable's labels.
struct Coded {
    std::uint16_t label = 0;
    friend bool operator==(Coded, Coded) = default;
};

// What a cell holds follows from its variable's kind; any cell may be missing.
using Cell = std::variant<Missing, Coded, std::int64_t, double, bool, std::string>;

enum class Kind {
    Coded,    // Coded
    Period,   // Coded; the labels are coarse dates in their order: "2026-H1", "2026-H2"
    Integer,  // std::int64_t
    Decimal,  // double, kept to `decimals` places
    Boolean,  // bool
    Text      // std::string, at most kLongestText bytes; may hold any character, line ends too
};
inline constexpr std::size_t kLongestText = 4096;

enum class Role {
    Pseudonym,        // the row's name: fresh in every export, derived from nothing that is kept
    QuasiIdentifier,  // generalised and part of the equivalence class
    Sensitive,        // named as such by the study
    Plain
};

// Language ("en", "da") -> words. Never empty; the study's language may be missing.
using Words = std::map<std::string, std::string, std::less<>>;

struct ValueLabel {
    int number = 0;    // for formats that want numbers; unique within the variable, 0-998
    std::string code;  // as the questionnaire has it ("low-back", "4"), or as the hierarchy has it
    Words words;
};

// One column of a question that takes several answers: a Boolean for each option.
struct OneOfSeveral {
    std::string set;     // ASCII snake case like a name, the same for all columns of the question
    Words question;      // the question's own wording
    int number = 0;      // of the option; unique within the set, 1-998
    std::string option;  // its code
};

struct Variable {
    // ASCII snake case, a letter first, at most kLongestName bytes, no word that SPSS or SQL keep
    // for themselves, unique within the table whatever the case.
    std::string name;
    Kind kind = Kind::Text;
    Role role = Role::Plain;
    Words words;                     // the question as it was asked; of a score its title
    std::vector<ValueLabel> labels;  // Coded and Period: in their order
    std::optional<OneOfSeveral> several;
    std::optional<double> low, high;  // of numbers, both ends included
    int decimals = 0;                 // Decimal only
    std::string link_id;              // of the item; empty where it comes from none
    std::string questionnaire;        // "url|version" of the newest that asks it; may be empty
    std::string scoring;       // English, how a score or a coarse value is made; may be empty
    std::string missing_rule;  // English, when it is missing; may be empty
    bool before = false, after = false;  // asked before, or after the pages
};
inline constexpr std::size_t kLongestName = 26;

// What is said of a study beside its data.
struct StudyFacts {
    std::string title, question, ethics, period;  // period: "2026-H1 to 2026-H2"
    std::string clinic;                           // may be empty
    std::string profile;                          // "agreement" or "public"
    std::string language;                         // whose words label the data, "en"
    std::string primary_outcome;                  // a variable's name
    std::string study_hash;                       // hex, of the study file's bytes
    std::string program;                          // "spine-kiosk 0.1.0"
    std::string made;                             // "2026-11-27", the day and no finer
    int k = 0;
};

struct Table {
    StudyFacts study;
    std::vector<Variable> variables;  // the pseudonym first
    std::uint64_t rows = 0;
    // The questionnaires that the answers come from, "url|version" -> FHIR JSON as it was signed.
    std::map<std::string, std::string> questionnaires;
};

// Rows in an order that tells nothing, one at a time, as often as it is rewound.
class RowSource {
  public:
    RowSource() = default;
    RowSource(const RowSource&) = delete;
    RowSource& operator=(const RowSource&) = delete;
    virtual ~RowSource() = default;
    [[nodiscard]] virtual const Table& table() const = 0;
    // False at the end, which comes after exactly table().rows rows. `row` keeps its room; it has
    // one cell a variable.
    [[nodiscard]] virtual Result<bool> next(std::vector<Cell>& row) = 0;
    // Before the first row again, in the same order.
    [[nodiscard]] virtual Status rewind() = 0;
};

// One way of writing a table. Called in this order: begin(), row() table.rows times, finish().
// Nothing it has written counts until the folder is kept (export_folder.h), so after a fault, or
// when it is dropped half-way, a format tidies nothing up.
class ResearchFormat {
  public:
    ResearchFormat() = default;
    ResearchFormat(const ResearchFormat&) = delete;
    ResearchFormat& operator=(const ResearchFormat&) = delete;
    virtual ~ResearchFormat() = default;
    // As --format has it: "csv", "redcap", "sav", "fhir", "psql".
    [[nodiscard]] virtual std::string_view name() const = 0;
    // Both outlive the format. File names of formats do not clash: all may go into one folder.
    [[nodiscard]] virtual Status begin(const Table& table, ExportFolder& folder) = 0;
    [[nodiscard]] virtual Status row(std::span<const Cell> cells) = 0;
    [[nodiscard]] virtual Status finish() = 0;
};

namespace causes {
inline constexpr Cause export_cancelled = "export-cancelled";
}  // namespace causes

// Rows written and rows in all; false cancels.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t all)>;

// All formats from one reading of the source. Faults: theirs, the source's, export_cancelled.
[[nodiscard]] Status write_table(RowSource& source,
                                 std::span<const std::unique_ptr<ResearchFormat>> formats,
                                 ExportFolder& folder, const Progress& progress);

// In `language`, else in English, else in any.
[[nodiscard]] const std::string& words_in(const Words& words, std::string_view language);

}  // namespace spine::exporting
