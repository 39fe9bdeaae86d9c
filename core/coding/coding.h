// A coding: what researchers make of the texts that patients wrote, in the four steps of systematic
// text condensation (Malterud K. Systematic text condensation: a strategy for qualitative analysis.
// Scand J Public Health 2012;40:795-805).
//
//   1. Everybody reads all texts and notes some themes: `readings`, `themes`.
//   2. Parts of the texts that say something are marked and put under codes: `units`, `codes`. A
//      code under which others stand is a code group.
//   3. What the units of a subgroup of a code group say is written anew in the first person, beside
//      one unit that is quoted: `condensates`. Each knows every unit that it rests on.
//   4. A code group's condensates become one text in the third person under a heading, and that is
//      held against each unit: `syntheses` with their `checks`.
//
// A coding holds no patient's text: a unit is a place in one. What it rests on can so be erased,
// withdrawn or redacted anew, and nothing of it stays here. What people write themselves (names of
// codes, notes, condensates, syntheses) is theirs to keep free of names.
//
// It is changed by steps alone (step.h), and a history (history.h) keeps them. Pure: no clock, disk
// or randomness of its own. Any thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "coding/guid.h"

namespace spine::coding {

namespace causes {
inline constexpr Cause unknown = "coding-unknown";  // a step names what is not there
inline constexpr Cause exists = "coding-exists";    // a new one has the guid of another
inline constexpr Cause refused = "coding-refused";  // it would not hold: the fault says why
inline constexpr Cause too_large = "coding-too-large";
inline constexpr Cause nothing_to_undo = "coding-nothing-to-undo";
inline constexpr Cause history_unreadable = "coding-history-unreadable";
}  // namespace causes

inline constexpr std::size_t kMostCodes = 2'000;
inline constexpr std::size_t kMostUnits = 20'000;
inline constexpr std::size_t kMostThings = 100'000;  // of all that has a guid
inline constexpr std::size_t kMostLinks = 100'000;   // from what is written to units
inline constexpr std::size_t kDeepestCode = 32;      // codes above one another

// By whom and when; zeros: not known.
struct Made {
    Guid by;
    UnixMs at = 0;
    friend bool operator==(const Made&, const Made&) = default;
};

struct User {
    Guid id;
    std::string name;
    friend bool operator==(const User&, const User&) = default;
};
// The one of this name, on every computer.
[[nodiscard]] Guid user_id(std::string_view name);

struct Code {
    Guid id;
    Guid parent;              // zeros: it stands under none
    std::uint32_t place = 0;  // among those under the same parent, from 0
    std::string name, description;
    std::string colour;   // "#rrggbb", or empty
    bool codable = true;  // false: a code group, as other programs show it; nothing here forbids
    friend bool operator==(const Code&, const Code&) = default;
};

struct Coding {
    Guid id;
    Guid code;
    Made made;
    friend bool operator==(const Coding&, const Coding&) = default;
};

// Code points [from, to) of a text.
struct Unit {
    Guid id;
    Guid text;
    std::uint32_t from = 0, to = 0;
    std::string note;
    Made made;
    std::vector<Coding> codings;  // in the order of their guids; no code twice
    friend bool operator==(const Unit&, const Unit&) = default;
};

struct Condensate {
    Guid id;
    Guid group;  // the code group
    std::string name, text;
    Guid quotation;  // one of `units`, whose words are quoted; zeros: none
    std::set<Guid> units;
    Made made;
    friend bool operator==(const Condensate&, const Condensate&) = default;
};

enum class Verdict : std::uint8_t { Unchecked = 0, Supports = 1, Contradicts = 2 };

struct Synthesis {
    Guid id;
    Guid group;
    std::string heading, text;
    std::set<Guid> condensates;
    // What was found when it was held against a unit. Goes with the words that were checked: a
    // synthesis that is rewritten, or a unit that is cut otherwise, is unchecked.
    std::map<Guid, Verdict> checks;
    Made made;
    friend bool operator==(const Synthesis&, const Synthesis&) = default;
};

struct Theme {
    Guid id;
    std::string words;
    Made made;
    friend bool operator==(const Theme&, const Theme&) = default;
};

struct State {
    std::map<Guid, User> users;
    std::map<Guid, Code> codes;
    std::map<Guid, Unit> units;
    std::map<Guid, Condensate> condensates;
    std::map<Guid, Synthesis> syntheses;
    std::map<Guid, Theme> themes;
    std::set<std::pair<Guid, Guid>> readings;  // text, user: who has read which
    std::set<Guid> ids;                        // of all of the above and of codings: each once
    friend bool operator==(const State&, const State&) = default;
};

// The codes under `parent`, by their place; zeros: those under none.
[[nodiscard]] std::vector<const Code*> codes_under(const State& state, const Guid& parent);
// All codes, each before those under it.
[[nodiscard]] std::vector<const Code*> codes_in_order(const State& state);
// The units under this code or one below it, in the order of their guids.
[[nodiscard]] std::vector<Guid> units_under(const State& state, const Guid& code);
// Those under its group that this condensate does not rest on.
[[nodiscard]] std::vector<Guid> left_out(const State& state, const Condensate& condensate);
// Those under its group that this synthesis has not been held against, or whose words have changed
// since.
[[nodiscard]] std::vector<Guid> unchecked(const State& state, const Synthesis& synthesis);
// Without what rests on other texts than these: what may leave, and be compared with what has left.
[[nodiscard]] State restricted_to(State state, const std::set<Guid>& texts);

}  // namespace spine::coding
