// The coding of a clinic's released texts (core/coding): opened from its archive, changed, written
// out as a .qdpx and taken in again.
//
// Only what a person has released is here, redacted as it stands, and under a guid that says
// nothing of it. Where a text is redacted anew, its units are carried over to the new copy when the
// coding is next opened: those that meet what was taken out take in all that stands in its place.
// That is an entry of the history by whoever released the new copy, the same on each computer that
// opens the coding then. Where one is withheld, withdrawn or erased, its units stand aside until it
// is back; nothing of them is shown or leaves. The words of a text are never kept with the coding.
//
// Kept as archive/coding_log.h says: on this computer alone.
//
// Holds texts in clear: the owner drops it when the program locks. One thread, the archive's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "archive/archive.h"
#include "base/clock.h"
#include "base/random.h"
#include "coding/arriving.h"
#include "coding/history.h"
#include "coding/qdpx.h"
#include "review/free_texts.h"

namespace spine::review {

// How a text leaves, and who said so last.
struct Released {
    std::vector<archive::Redaction> redactions;
    std::string by;
    UnixMs at = 0;
};

class CodingDesk {
  public:
    // For a clinician or a researcher. `readers`: how many people must have released a text. A word
    // in the audit trail. `archive`, `clock` and `random` outlive it. Faults: the archive's;
    // archive_damaged where what is kept of the coding does not open or fold.
    [[nodiscard]] static Result<CodingDesk> open(archive::Archive& archive,
                                                 const ConfigurationOf& configuration_of,
                                                 Clock& clock, Random& random,
                                                 std::size_t readers = 1);

    // What is released, in the order of their guids.
    [[nodiscard]] const std::vector<coding::Source>& texts() const { return texts_; }
    [[nodiscard]] const coding::History& history() const { return history_; }
    // What of it rests on those texts, or on none.
    [[nodiscard]] coding::State shown() const;
    // Units of texts that are not released now.
    [[nodiscard]] std::size_t aside() const;

    // For the steps that record() takes: a guid that is new; and "by this person, now".
    [[nodiscard]] coding::Guid new_guid();
    [[nodiscard]] coding::Made made() const;

    // One thing that this person does: kept before it counts. A unit may only be marked within one
    // of texts(). Faults: those of coding::History::add(); coding::causes::qdpx_place; the
    // archive's.
    [[nodiscard]] Status record(std::vector<coding::Step> steps);
    // Takes back what was done last. Fault: coding::causes::nothing_to_undo.
    [[nodiscard]] Status undo();

    // The bytes of a .qdpx, with a word in the audit trail. `with_history`: also who did what, and
    // under which former names, as far as it concerns texts(); for the clinic's own computers. For
    // others nobody who coded is named (coding/coders.h).
    struct Leaving {
        std::string name, origin;
        bool with_history = true;
    };
    [[nodiscard]] Result<Bytes> project(const Leaving& leaving);
    // What of a .qdpx is new here; `keep`: and it is taken in, whole or not at all. Faults: those
    // of coding::read_qdpx() and coding::arrive(); the archive's.
    [[nodiscard]] Result<coding::Arrival> take_in(ByteView file, bool keep);

  private:
    // Under which redactions the units of a text stand where they stand.
    using Standing = std::map<coding::Guid, std::vector<archive::Redaction>>;

    CodingDesk(archive::Archive& archive, Clock& clock, Random& random)
        : archive_(&archive), clock_(&clock), random_(&random) {}
    [[nodiscard]] Status read_texts(const ConfigurationOf& configuration_of, std::size_t readers);
    [[nodiscard]] Status read_history();
    [[nodiscard]] Status carry_over();
    [[nodiscard]] Status carry_over(const coding::Guid& text);
    [[nodiscard]] coding::Entry entry(std::vector<coding::Step> steps);
    [[nodiscard]] Status check_places(const coding::State& changed) const;
    [[nodiscard]] Status keep(std::vector<coding::Entry> entries, std::string_view what);

    archive::Archive* archive_;
    Clock* clock_;
    Random* random_;
    std::vector<coding::Source> texts_;
    std::map<coding::Guid, Released> now_;  // of texts_
    Standing standing_;                     // of all that were ever coded
    coding::History history_;
};

}  // namespace spine::review
