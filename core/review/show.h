// Scores as `kioskctl show --json` prints them and as the importer keeps them in a summary row.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "archive/response.h"
#include "config/config.h"
#include "review/visit.h"

namespace spine::review {

// Domain -> score before and after, exactly by questionnaire::score(): 0-100, knowledge the number
// correct, empty = missing. A domain none of whose items the questionnaire has is left out.
[[nodiscard]] std::map<std::string, archive::DomainScores> scores_of(const config::Config& config,
                                                                     const Visit& visit);

// The same for one session's summary row, before there is a visit. Domains that a row does not
// hold (archive::kDomains) are dropped.
[[nodiscard]] archive::Scores summary_scores(
    const config::Config& config, std::string_view questionnaire_id,
    const std::map<std::string, std::string, std::less<>>& encoded_answers);

}  // namespace spine::review
