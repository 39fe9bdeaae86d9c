// What a person could be found by from elsewhere, and how coarse it may become.
//
// Four are in every data set: age, sex, language and period. Each has a hierarchy: what a patient
// answered -> the finest value that may leave -> coarser ones -> "*". A study may give its own
// rows, never finer ones than those of defaults().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace spine::exporting {

// Where a quasi-identifier comes from, beside an item's linkId.
inline constexpr std::string_view kFromLanguage = "language";  // the patient's
inline constexpr std::string_view kFromPeriod = "period";      // when the session began

// Of a session, where its study lets it leave: how it ended, which questionnaire it was asked,
// whether somebody else answered.
inline constexpr std::string_view kFromStatus = "status";
inline constexpr std::string_view kFromVersion = "questionnaire";
inline constexpr std::string_view kFromProxy = "proxy";

// All that is known of a row in a column that has become as coarse as can be.
inline constexpr std::string_view kAnything = "*";
// Not asked, not answered, or in words of which no row says anything: a value like the others, or
// its rarity would point at somebody.
inline constexpr std::string_view kNotStated = "not-stated";

struct QuasiIdentifier {
    std::string name;  // of the variable
    std::string from;  // a linkId, or one of the above
    // answer -> its values, finest first, the last one "*". All rows are equally long. Empty: every
    // code of the item by itself, then "*".
    std::vector<std::vector<std::string>> rows;
    // The values of what no row names; empty: a fault once such an answer can come.
    std::vector<std::string> rest;
    std::string place;  // "line 12, quasi_identifier[1]", for faults that show later

    // The values of `answer`, finest first; of none for an empty one. Empty: no row, no rest.
    [[nodiscard]] std::vector<std::string> values_of(std::string_view answer) const;
    // How many values each answer has: the levels of the hierarchy.
    [[nodiscard]] std::size_t levels() const;
};

// Whether it comes from what the patient answered.
[[nodiscard]] bool is_answer(const QuasiIdentifier& one);

enum class Coarsening { HalfYear, Year };

// "2026-H1" or "2026": when `time` was, in UTC, as coarse as that and no finer.
[[nodiscard]] std::string period_of(UnixMs time, Coarsening coarsening);

// age (18-39, 40-59, 60 and over), sex, language (Danish or another), period; in this order.
// `coarsening` is the period's.
[[nodiscard]] std::vector<QuasiIdentifier> defaults(Coarsening coarsening);

// Whether what `own` releases at its finest could tell two answers apart that `usual` joins.
[[nodiscard]] bool is_finer(const QuasiIdentifier& own, const QuasiIdentifier& usual);

}  // namespace spine::exporting
