// What the patient knew in the last asking of the knowledge items: the teach-back, else the first.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/reach.h"
#include "review/visit.h"

namespace spine::review {

struct TeachBackMiss {
    std::string link_id;  // of the first asking
    std::string topic;    // in a few words of the clinic's language: "what a normal scan means"
    std::string answer;   // as the question offered it: "True", "Not sure"
    bool not_sure = false;
    friend bool operator==(const TeachBackMiss&, const TeachBackMiss&) = default;
};

struct Knowledge {
    Mark mark = Mark::NotReached;  // of this asking; Value if any item was answered
    int right = 0, of = 0;         // of: items that this patient's questionnaire asks
    int not_sure = 0;
    std::vector<TeachBackMiss> misses;  // answered and not right; left out is no miss
};

// The first answers after the pages; nothing is asked a third time.
[[nodiscard]] Knowledge teach_back(const config::Config& config, const Visit& visit,
                                   std::string_view clinic_language);
// The first asking.
[[nodiscard]] Knowledge first_asking(const config::Config& config, const Visit& visit,
                                     std::string_view clinic_language);

}  // namespace spine::review
