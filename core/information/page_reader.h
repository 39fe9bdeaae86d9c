// Reads one page file.
//
// Between braces may stand, in the title, the text and the words of an icon array:
//   {bulge}             a figure: a name of the age band's figures, else a figure id
//   {rest:bulge}        one hundred less that figure, so that both frames come from one number
//   {age:bulge}         the age that the figure is about
//   {clinic:desk_phone} what the clinic has set in kiosk.toml [clinic]
//   {if:older}          at the start of a paragraph or bullet: it is left out for age bands whose
//                       figures have no such name
// Anything else between braces is a problem, and so is a number that is typed (but for 100, and
// what the head lists as plain_numbers because it is no finding).
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "information/evidence.h"
#include "information/page.h"

namespace spine::information {

struct PageContext {
    const Evidence& evidence;
    // The age band's figures (pages.toml [[age]]), name -> figure id; empty for a page without.
    std::map<std::string, std::string> figures;
    // Names that some age band has: what {if:...} may ask for, and what makes a page one by age.
    std::set<std::string, std::less<>> age_names;
    std::map<std::string, std::string> clinic;  // "desk_phone" -> "+45 ..."
    std::string source_line;                    // "Source: {sources}", in the page's language
};

// The page, if it can be shown: without problems of its own. Each problem's `where` says the
// line, or the head's key.
[[nodiscard]] std::optional<Page> read_page(std::string_view id, std::string_view language,
                                            std::string_view file, const PageContext& context,
                                            Problems& problems);

// True if the text names one of `age_names`, so that the page differs by age band.
[[nodiscard]] bool differs_by_age(std::string_view file,
                                  const std::set<std::string, std::less<>>& age_names);

// As it is written in a language: "7.5", in Danish "7,5".
[[nodiscard]] std::string number_text(double value, std::string_view language);

}  // namespace spine::information
