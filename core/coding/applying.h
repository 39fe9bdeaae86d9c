// What the steps have in common as they are applied; for this module alone.
#pragma once

#include "coding/step.h"

namespace spine::coding {

[[nodiscard]] tl::unexpected<Fault> not_there(std::string_view what);
[[nodiscard]] tl::unexpected<Fault> refused(std::string why);

// The one of this guid. Fault: unknown.
template <typename T>
[[nodiscard]] Result<T*> find(std::map<Guid, T>& in, const Guid& id, std::string_view what) {
    const auto found = in.find(id);
    if (found == in.end()) return not_there(what);
    return &found->second;
}

// A new one has this guid from now on. Faults: exists, also for zeros and for what a .qdpx calls
// its own parts by; too_large.
[[nodiscard]] Status claim(State& state, const Guid& id);
[[nodiscard]] Status check_made(const State& state, const Made& made);

// A code that is being made: its own words, and no more.
[[nodiscard]] Status check_words(const Code& code);
[[nodiscard]] Status check_group(const State& state, const Guid& group);

// That so many more links to units may stand. Fault: too_large.
[[nodiscard]] Status check_links(const State& state, std::size_t more);

// Its words are others: what was found when they were checked is no more.
void uncheck(State& state, const Guid& unit);

[[nodiscard]] Status apply_one(const AddUser& step, State& state);
[[nodiscard]] Status apply_one(const AddCode& step, State& state);
[[nodiscard]] Status apply_one(const ChangeCode& step, State& state);
[[nodiscard]] Status apply_one(const MoveCode& step, State& state);
[[nodiscard]] Status apply_one(const MergeCodes& step, State& state);
[[nodiscard]] Status apply_one(const SplitCode& step, State& state);
[[nodiscard]] Status apply_one(const RemoveCode& step, State& state);
[[nodiscard]] Status apply_one(const MarkUnit& step, State& state);
[[nodiscard]] Status apply_one(const CodeUnit& step, State& state);
[[nodiscard]] Status apply_one(const UncodeUnit& step, State& state);
[[nodiscard]] Status apply_one(const MoveUnit& step, State& state);
[[nodiscard]] Status apply_one(const SpanUnit& step, State& state);
[[nodiscard]] Status apply_one(const NoteUnit& step, State& state);
[[nodiscard]] Status apply_one(const SplitUnit& step, State& state);
[[nodiscard]] Status apply_one(const MergeUnits& step, State& state);
[[nodiscard]] Status apply_one(const RemoveUnit& step, State& state);
[[nodiscard]] Status apply_one(const WriteCondensate& step, State& state);
[[nodiscard]] Status apply_one(const RemoveCondensate& step, State& state);
[[nodiscard]] Status apply_one(const WriteSynthesis& step, State& state);
[[nodiscard]] Status apply_one(const RemoveSynthesis& step, State& state);
[[nodiscard]] Status apply_one(const CheckUnit& step, State& state);
[[nodiscard]] Status apply_one(const WriteTheme& step, State& state);
[[nodiscard]] Status apply_one(const RemoveTheme& step, State& state);
[[nodiscard]] Status apply_one(const ReadText& step, State& state);

}  // namespace spine::coding
