// The steps by which a coding changes. Guids and times are given: the same steps make the same
// coding everywhere.
//
// Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "coding/coding.h"

namespace spine::coding {

struct AddUser {
    User user;  // where there is one of this guid: a new name if the guid follows from that, or
                // nothing
};

struct AddCode {
    Code code;  // goes last under its parent, whatever `place` says
};
struct ChangeCode {
    Guid code;
    std::string name, description, colour;
    bool codable = true;
};
struct MoveCode {
    Guid code, parent;
    std::uint32_t place = 0;  // from 0; behind the last one: at the end
};
// What stood under `from`, units, codes, condensates and syntheses, stands under `into`; `from`
// goes.
struct MergeCodes {
    Guid from, into;
};
// A new code, into which these of the units of `from` go over.
struct SplitCode {
    Guid from;
    Code code;
    std::vector<Guid> units;
};
// One under which nothing stands.
struct RemoveCode {
    Guid code;
};

struct MarkUnit {
    Unit unit;  // may bring its codings
};
struct CodeUnit {
    Guid unit;
    Coding coding;
};
struct UncodeUnit {
    Guid unit, code;
};
// From one of its codes to another; where it has that already, it stands under it once.
struct MoveUnit {
    Guid unit, from, into;
};
struct SpanUnit {
    Guid unit;
    std::uint32_t from = 0, to = 0;
};
struct NoteUnit {
    Guid unit;
    std::string note;
};
// In two at `at`. What rests on it rests on both; its note stays with the first, and the second has
// codings of its own, to which `codings` gives their guids, one each.
struct SplitUnit {
    Guid unit;
    std::uint32_t at = 0;
    Guid second;
    std::vector<Guid> codings;
};
// Of one text: `unit` reaches over both and what lies between, under the codes of both; `with`
// goes, and its note goes behind the other.
struct MergeUnits {
    Guid unit, with;
};
struct RemoveUnit {
    Guid unit;
};

// New, or in the place of the one with its guid.
struct WriteCondensate {
    Condensate condensate;
};
struct RemoveCondensate {
    Guid condensate;  // one on which no synthesis rests
};
// Likewise; with `checks` empty. Where heading, text and condensates are as they were, its checks
// stay.
struct WriteSynthesis {
    Synthesis synthesis;
};
struct RemoveSynthesis {
    Guid synthesis;
};
struct CheckUnit {
    Guid synthesis, unit;
    Verdict verdict = Verdict::Unchecked;
};
struct WriteTheme {
    Theme theme;
};
struct RemoveTheme {
    Guid theme;
};
struct ReadText {
    Guid text, by;
};

using Step = std::variant<AddUser, AddCode, ChangeCode, MoveCode, MergeCodes, SplitCode, RemoveCode,
                          MarkUnit, CodeUnit, UncodeUnit, MoveUnit, SpanUnit, NoteUnit, SplitUnit,
                          MergeUnits, RemoveUnit, WriteCondensate, RemoveCondensate, WriteSynthesis,
                          RemoveSynthesis, CheckUnit, WriteTheme, RemoveTheme, ReadText>;

// Its kind as an entry names it, "move-unit" for MoveUnit: static, and never changes.
[[nodiscard]] std::string_view name_of(const Step& step);

// Faults: unknown, exists, refused, too_large; `state` is then as good as lost: keep a copy. None
// of them shows a word that somebody wrote.
[[nodiscard]] Status take_step(const Step& step, State& state);

}  // namespace spine::coding
