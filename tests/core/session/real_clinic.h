// The project's own questionnaires and rules (kiosk-config), with pages that have no text: what
// the walk decides, without what the pages say.
#pragma once

#include <string>

#include "session/walk.h"

namespace spine::test {

class RealClinic {
  public:
    // "before-assessment", "before-assessment-long" or "after-visit".
    explicit RealClinic(const std::string& questionnaire);
    RealClinic(const RealClinic&) = delete;
    RealClinic& operator=(const RealClinic&) = delete;
    ~RealClinic() = default;

    questionnaire::Questionnaire questionnaire;
    questionnaire::WalkRules rules;
    information::Library library;

    [[nodiscard]] session::Content content() const { return {questionnaire, rules, library}; }
};

}  // namespace spine::test
