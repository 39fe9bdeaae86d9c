// All that was ever done to a coding, in its order: who, when, which steps. The coding is the fold
// over what was not taken back.
//
// Pure; any thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "coding/step.h"

namespace spine::coding {

inline constexpr std::size_t kMostEntries = 50'000;
inline constexpr std::size_t kMostSteps = 200'000;  // of all entries
inline constexpr std::size_t kMostEntryBytes = std::size_t{32} << 20U;

// One thing that somebody did: its steps stand or fall together.
struct Entry {
    Guid id;
    std::string by;  // the person's name
    UnixMs at = 0;
    std::vector<Step> steps;
    Guid undoes;         // the entry that this one takes back, which has then no steps; or zeros
    bool stays = false;  // nobody takes it back: the texts have changed (review/coding_desk.h)
};

// For keeping and for a .qdpx: one line of JSON.
[[nodiscard]] std::string encode(const Entry& entry);
// Faults: history_unreadable; too_large before it takes much memory. Whether its steps can be done
// is another matter.
[[nodiscard]] Result<Entry> decode_entry(std::string_view text);
// Steps alone, as an entry has them: a list of objects of one member, the step's kind, that names
// its fields as step.h does. Faults: as of decode_entry().
[[nodiscard]] Result<std::vector<Step>> decode_steps(std::string_view text);

// Without what was ever done to units of other texts than these, also where it was taken back
// since: what may leave. Each entry stays, by its guid, person and time. Folds to restricted_to()
// of what the whole folds to.
[[nodiscard]] std::vector<Entry> restricted_to(std::vector<Entry> entries,
                                               const std::set<Guid>& texts);

class History {
  public:
    // Faults: those of take_step(), too_large also for too many entries or steps; nothing_to_undo.
    [[nodiscard]] static Result<History> of(std::vector<Entry> entries);

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

    // One more, whole or not at all. Steps may speak of user_id(entry.by): it is added in front of
    // them where it is new or has another name. Faults: those of take_step(); exists;
    // nothing_to_undo for an entry that undoes another than the last that stands.
    [[nodiscard]] Status add(Entry entry);
    // Makes the entry that takes back the last one that stands; it is not added yet. Fault:
    // nothing_to_undo.
    [[nodiscard]] Result<Entry> undo(const Guid& id, std::string by, UnixMs at) const;
    // What undo() would take back; null where it fails.
    [[nodiscard]] const Entry* to_undo() const;
    // What stands, oldest first.
    [[nodiscard]] std::vector<const Entry*> standing() const;

  private:
    [[nodiscard]] Status take(Entry entry);
    [[nodiscard]] Status refold();

    std::vector<Entry> entries_;
    std::vector<std::size_t> standing_;
    std::set<Guid> names_;
    std::size_t steps_ = 0;
    State state_;
};

}  // namespace spine::coding
