// A coding as a REFI-QDA project, `.qdpx` (REFI-QDA 1.5, www.qdasoftware.org): what other programs
// for qualitative analysis read and write.
//
// Out: texts, users, codes and units as the format has them. What it has no word for goes as notes
// that any program shows, in sets that say what they are, with links to all that they rest on:
// condensates, syntheses with what was checked, themes, who has read which text. Back in, all of it
// is as it was. The history goes along as one more note, where it is given: whoever passes a file
// on may not want former names of codes to go with it.
//
// In, from any program: users, codes, plain texts and the units in them. All else is counted by the
// name of its element and left where it is: documents that are no plain text, whole texts that are
// coded, memos, cases, variables, graphs. Who made a change last is not read.
//
// Programs spell the parts of the ZIP otherwise than the format does: a folder "Sources/", the XML
// under the project's own name, capitals. All of that is read; two files that would then be one are
// refused.
//
// Nothing in a file is believed: sizes, names, places, references and guids are checked, and one
// that does not hold refuses the whole. Pure; any thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "coding/coding.h"
#include "coding/history.h"

namespace spine::coding {

namespace causes {
inline constexpr Cause qdpx_not_zip = "qdpx-not-a-zip";
inline constexpr Cause qdpx_contents = "qdpx-contents";  // no XML, two, or a stray path
inline constexpr Cause qdpx_not_xml = "qdpx-not-xml";    // also with a document type or entities
inline constexpr Cause qdpx_no_project = "qdpx-not-a-project";
inline constexpr Cause qdpx_guid = "qdpx-guid";            // none, malformed, or used twice
inline constexpr Cause qdpx_reference = "qdpx-reference";  // to what is not in the file
inline constexpr Cause qdpx_text = "qdpx-text";            // not there, or no UTF-8
inline constexpr Cause qdpx_place = "qdpx-place";          // a unit outside its text
}  // namespace causes

inline constexpr std::size_t kMostQdpxBytes = std::size_t{64} << 20U;       // of the file
inline constexpr std::size_t kMostUnpackedBytes = std::size_t{256} << 20U;  // of all that is read
inline constexpr std::size_t kMostQdeBytes = std::size_t{32} << 20U;
inline constexpr std::size_t kMostTextBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMostHistoryBytes = std::size_t{32} << 20U;
inline constexpr std::size_t kMostParts = 60'000;

// A text as it leaves: what patients wrote, redacted.
struct Source {
    Guid id;
    std::string name;  // never a word of the text
    std::string text;  // UTF-8
    friend bool operator==(const Source&, const Source&) = default;
};

struct Project {
    std::string name, origin;  // origin: which program
    UnixMs at = 0;
    State state;
    std::vector<Source> sources;
    std::vector<Entry> history;  // may be empty
};

// What rests on texts that are not among the sources stays out (restricted_to()), of the state and
// of the history. Faults: qdpx_text
// for a source that is no UTF-8; qdpx_place for a unit outside its text; too_large.
[[nodiscard]] Result<Bytes> write_qdpx(const Project& project);

struct ReadProject {
    Project project;  // each unit within one of its sources
    // What was left where it is: the name of an element, and how many.
    std::map<std::string, std::size_t> not_taken;
};
// Faults: those above; coding-* where what it says cannot be.
[[nodiscard]] Result<ReadProject> read_qdpx(ByteView file);

}  // namespace spine::coding
