// Scores of the construct map (evidence.md section 4). The map itself is configuration
// (scoring.toml, read by core/config); this module only computes.
//
// Reverse: 4 - x. Domain = 100 * mean(answered) / 4 when at least half of its items are answered
// (one of one, one of two), else missing. A 0-10 number alone: times ten. Knowledge = number of
// correct answers, scored when at least 2 of 3 (3 of 5) are answered; "not sure" is answered and
// not correct, and is also counted apart.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "questionnaire/answers.h"

namespace spine::questionnaire {

struct DomainItem {
    std::string link_id;  // asked first; a variant for a patient with a scan has its own
    bool reverse = false;
    std::string correct;  // knowledge only: the code that is right
};

enum class DomainKind { Agree, Number, Knowledge };

struct Domain {
    std::string
        name;  // picture, name, doors, proof, serious, calm, worry, knowledge, importance, accept
    DomainKind kind = DomainKind::Agree;
    // Each inner list holds variants of one item (exactly one of which a patient meets).
    std::vector<std::vector<DomainItem>> before, after;
};

struct Score {
    std::optional<double> value;  // 0-100; knowledge: number correct; empty = missing
    int answered = 0;             // how many items were answered
    int asked = 0;                // how many the domain has
    int not_sure = 0;             // knowledge only
};

struct DomainScore {
    Score before, after;
};

// Codes of agreement steps 0-4 are "0".."4" in the questionnaire's options by ordinal; number
// items hold integers 0-10 (a coded refusal such as "rather-not-scanned" counts as no number).
[[nodiscard]] std::map<std::string, DomainScore> score(const std::vector<Domain>& map,
                                                       const Questionnaire& questionnaire,
                                                       const Answers& answers);

}  // namespace spine::questionnaire
