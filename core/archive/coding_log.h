// Where a coding (core/coding) is kept: line by line in the archive's file, each sealed with the
// archive's key at its place, as everything else there. What the lines say this module does not
// know.
//
// It is this computer's alone: the store has nothing of it, so that another computer knows of it by
// a .qdpx file that somebody carries over. `clinic backup` holds it and `clinic rebuild` keeps it;
// `clinic recover`, which begins from the recovery key and the store, has it not.
//
// One thread, the archive's; uses an archive that outlives it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/archive.h"

namespace spine::archive {

class CodingLog {
  public:
    explicit CodingLog(Archive& archive) : archive_(archive) {}

    struct Content {
        std::vector<std::string> lines;  // oldest first
        std::string beside;              // what was kept with the last of them; may be empty
    };
    // For a clinician or a researcher; as append() and note(). Fault: archive_damaged where a line
    // does not open, stands in another's place or is missing, the last ones, too.
    [[nodiscard]] Result<Content> read();
    // Further lines, and what is kept beside them in the place of what was, all or nothing, with a
    // word in the audit trail.
    [[nodiscard]] Status append(std::span<const std::string> lines, std::string_view beside,
                                std::string_view what);
    // The word alone.
    [[nodiscard]] Status note(std::string_view what);

  private:
    struct End;
    [[nodiscard]] Result<End> end();
    [[nodiscard]] Status put_end(const End& end);

    Archive& archive_;
};

}  // namespace spine::archive
