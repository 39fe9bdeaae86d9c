// A study file in which a person has changed how hard its data must be to trace, before an export:
// the file that then goes with the data says what was chosen.
//
// Nothing but the values that differ is rewritten; comments and order stay. What the result asks
// for is checked as any study is: it may be stricter than the profile, never laxer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "export/study.h"

namespace spine::exporting {

struct StudyChoices {
    Profile profile = Profile::Agreement;
    int k = 0;
    double suppression = kMostSuppressed;
    std::vector<double> l;               // of Study::sensitive, in its order; 0 stays 0
    std::vector<std::string> variables;  // Study::variables; empty stays empty
    friend bool operator==(const StudyChoices&, const StudyChoices&) = default;
};
[[nodiscard]] StudyChoices choices_of(const Study& study);

struct ChosenStudy {
    std::string text;
    Study study;
};
// `toml` has been read as `study`. Faults: study_faulty of what the choices make of it, with `name`
// as where; also where the file is written in a way in which its values cannot be found.
[[nodiscard]] Result<ChosenStudy> with_choices(std::string_view toml, const Study& study,
                                               const StudyChoices& choices,
                                               const std::string& name);

}  // namespace spine::exporting
