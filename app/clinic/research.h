// What the clinic program does for research, behind the same seam as Data: the patients' own words
// before any of them leave, and exports. Each call may be long and is made as Data says.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "clinic/coding_board.h"
#include "clinic/coding_wishes.h"
#include "export/research_export.h"
#include "review/text_queue.h"

namespace spine::clinic {

// What a person decides of one text.
struct TextDecision {
    enum Kind { Release, Withhold, Redact, Keep, Undo } kind = Withhold;
    std::uint32_t from = 0, to = 0;  // of Redact and Keep: code points
    std::optional<review::RedactionKind>
        stands_for{};  // of Redact; nothing: as its proposal has it
};

// A study that can be chosen.
struct StudyFile {
    std::filesystem::path path;
    std::string name;  // of the file
};

struct ExportOrder {
    std::string study_text, study_name;  // the file's bytes, as they are to go with the data
    std::vector<std::string> formats;    // by exporting::format_names(); none of a dry run
    std::filesystem::path to;            // the folder to make
    bool dry_run = false;
};

class Research {
  public:
    Research() = default;
    Research(const Research&) = delete;
    Research& operator=(const Research&) = delete;
    virtual ~Research() = default;

    // The queue, for a clinician; a word in the audit trail. Faults: those of review::text_queue().
    [[nodiscard]] virtual Result<std::vector<review::QueuedText>> texts() = 0;
    // Decides, and says how the text stands then. `text` as it was read: a release of what somebody
    // has changed since is text_read_anew. Faults: those of review::release() and its neighbours.
    [[nodiscard]] virtual Result<archive::TextReading> decide(const review::QueuedText& text,
                                                              const TextDecision& decision) = 0;

    // The coding of released texts, opened anew, for a clinician or a researcher. Faults: those of
    // review::CodingDesk::open().
    [[nodiscard]] virtual Result<std::shared_ptr<const CodingBoard>> coding() = 0;
    // One thing that this person does to it, kept before it counts; and how it stands then. Faults:
    // those of review::CodingDesk::record().
    [[nodiscard]] virtual Result<std::shared_ptr<const CodingBoard>> code(
        const CodingWish& wish) = 0;
    // Takes back what was done last, by whomever. Faults: those of review::CodingDesk::undo().
    [[nodiscard]] virtual Result<std::shared_ptr<const CodingBoard>> uncode() = 0;

    // Studies in CLINIC/studies, by their names. A folder that is not there has none.
    [[nodiscard]] virtual Result<std::vector<StudyFile>> studies() = 0;
    // A study file's bytes. Faults: the file's.
    [[nodiscard]] virtual Result<std::string> study_text(const std::filesystem::path& file) = 0;
    // As kioskctl export does it, for whoever may export: of few sessions tables alone
    // (ExportResult::tables_only), which have no format. False from `progress` cancels. Faults:
    // study_faulty, and those of exporting::export_research().
    [[nodiscard]] virtual Result<exporting::ExportResult> export_study(
        const ExportOrder& order, const exporting::ExportProgress& progress) = 0;
};

}  // namespace spine::clinic
