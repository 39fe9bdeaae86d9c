// Parts of a free text that may point at a person: proposals for whoever reads it before it leaves
// with research data, and the copy that leaves.
//
// It is never complete, and a text without a proposal is not for that reason harmless: it knows
// shapes and cue words of Danish, English, German, Polish, Turkish, Ukrainian and Arabic, nothing
// of persons. A name in small letters, one that begins a sentence by itself, a nickname, a rare
// illness or "my brother, the mayor" it does not see; in German and Arabic, which show no names by
// capitals, it sees names by titles and cue words alone. It also proposes what is harmless. A
// person reads every text and decides (archive/texts.h).
//
// Places are code points of the text as the patient wrote it (code_points.h). Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "archive/texts.h"

namespace spine::review {

// The numbers stand in the store (archive::Redaction::stands_for): they never change.
enum class RedactionKind : std::uint8_t {
    Cpr = 1,       // a number like a Danish CPR number
    Number = 2,    // a telephone, an account, any other run of digits
    Date = 3,      // a day, or a month with its year
    Contact = 4,   // an e-mail or web address
    Name = 5,      // of a person, with the title in front
    Place = 6,     // a town, a street, a postcode
    Employer = 7,  // a firm, hospital, authority, school
    Other = 8      // what a person marked without saying what it is
};
// "cpr", "number", "date", "contact", "name", "place", "employer", "removed".
[[nodiscard]] std::string_view name_of(RedactionKind kind);

struct Proposal {
    RedactionKind kind = RedactionKind::Other;
    std::uint32_t from = 0, to = 0;  // code points [from, to)
    bool preselected = false;        // redacted by a release unless a person keeps it
    std::string_view why;            // "a CPR-like number", "follows a title": English, static
    friend bool operator==(const Proposal&, const Proposal&) = default;
};

// In their order; none meets another. `language`: in which the patient wrote, "da" or "de-AT".
[[nodiscard]] std::vector<Proposal> propose_redactions(std::string_view text,
                                                       std::string_view language);

// The text with each redaction replaced by what stood there: "[name]", "[date]", in any language
// the same; "[removed]" where nobody has said. `redactions` rising, none meeting another; what
// lies behind the text's end says nothing.
[[nodiscard]] std::string redacted(std::string_view text,
                                   const std::vector<archive::Redaction>& redactions);

}  // namespace spine::review
