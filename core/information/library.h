// All pages of a configuration, and which of them answer this patient's expectations.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "information/evidence.h"
#include "information/page.h"
#include "questionnaire/expression.h"

namespace spine::information {

// One line of pages.toml, in the order of the file.
struct PageRule {
    std::string page;                // id
    questionnaire::Expression when;  // over the first asking's linkIds
    bool always = false;             // shown to everybody whom `when` lets in, first
};

// The age band's column of the prevalence table (evidence.md section 1a): band code -> figures.
struct AgeFigures {
    std::string band;                            // code of the age item; "" = skipped
    std::map<std::string, std::string> figures;  // name in the page ("{bulge}") -> figure id
};

struct Library {
    // page id -> language -> page. Every page exists in every language of the configuration.
    // A page with figures by age has one entry for each band instead, under "page@band"; "page@"
    // is that of a patient who skipped the question.
    std::map<std::string, std::map<std::string, Page, std::less<>>, std::less<>> pages;
    std::vector<PageRule> rules;
    int most = 5;          // pages a patient sees at most
    std::string age_item;  // linkId
    // The page for that age band; for a band without figures of its own, as for a skipped one.
    // Null if there is none.
    [[nodiscard]] const Page* find(std::string_view id, std::string_view language,
                                   std::string_view age_band = {}) const;
};

// Page ids in the order in which they are shown: the `always` pages that hold first, then the
// others that hold, in the file's order, at most `most` in all.
[[nodiscard]] std::vector<std::string> choose_pages(const Library& library,
                                                    const questionnaire::Lookup& answers);

}  // namespace spine::information
