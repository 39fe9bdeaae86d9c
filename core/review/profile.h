// The expectation profile of one patient, before and after the pages (look/clinic.md, "Charts").
//
// Missing is never zero: not answered, not reached and no score each have a state of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/visit.h"

namespace spine::review {

enum class Mark {
    Value,        // a score
    NotAnswered,  // asked, and left out or "I would rather not answer"
    NotReached,   // the session ended before
    NotAsked      // this patient's questionnaire does not ask it (neck: no knowledge)
};

struct Point {
    Mark mark = Mark::NotAsked;
    double value = 0;  // 0-100, for Value
    int shown = 0;     // the rounded number beside the plot
    friend bool operator==(const Point&, const Point&) = default;
};

struct ProfileRow {
    std::string domain;  // "picture" … "importance"
    std::string title;   // in the clinic's language
    std::string raw;     // the later answer in its own units: "4 of 10", "2 of 3 right"; else empty
    Point before, after;
    bool hope = false;      // one of the six hopes; false: worry, knowledge, importance
    bool named = false;     // named in the headline: drawn bold
    bool has_after = true;  // accepting advice is asked before only
};

// The six hopes in the questionnaire's order, then worry, knowledge, importance, accept.
[[nodiscard]] std::vector<ProfileRow> profile(const config::Config& config, const Visit& visit,
                                              std::string_view clinic_language);

// Up to two domains that this patient hopes most for, with the value that decided: after, else
// before; those at 75 or more, highest first, ties in questionnaire order; else the highest above
// 50; else none.
struct Hope {
    std::string domain, title, verb;  // verb: "prove the pain"
    int value = 0;
    bool before_only = false;
};
[[nodiscard]] std::vector<Hope> hopes(const std::vector<ProfileRow>& rows,
                                      const config::Config& config, std::string_view language);

// "Hopes the scan will prove the pain and give it a name"; "No strong hope of the scan".
[[nodiscard]] std::string headline(const std::vector<Hope>& hopes, std::string_view language);

}  // namespace spine::review
