// The expectation profile of one patient, before and after the pages (look/clinic.md, "Charts").
//
// Missing is never zero: not answered, not reached and no score each have a state of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/response.h"
#include "config/config.h"
#include "review/reach.h"
#include "review/visit.h"

namespace spine::review {

struct Point {
    Mark mark = Mark::NotAsked;
    double value = 0;             // 0-100, for Value; knowledge: 100 * correct / asked
    int shown = 0;                // the rounded number beside the plot
    std::string words;            // for InWords: the answer, in the clinic's language
    int answered = 0, asked = 0;  // items: fewer answered than asked is said beside the name
    friend bool operator==(const Point&, const Point&) = default;
};

// The later answer in its own units: 4 of 10; knowledge: 2 of 3 right.
struct Raw {
    int value = 0, of = 0;
    bool right = false;  // counts right answers
    friend bool operator==(const Raw&, const Raw&) = default;
};

struct ProfileRow {
    std::string domain;      // "picture" … "importance"
    std::string title;       // in the clinic's language
    std::optional<Raw> raw;  // numbers and knowledge only
    Point before, after;
    bool hope = false;      // one of the hopes; false: worry, knowledge, importance, accept
    bool named = false;     // named in the headline: drawn bold
    bool has_after = true;  // accepting advice is asked before only
};

// The hopes in the order of scoring.toml, then worry, knowledge, importance, accept. A domain none
// of whose items the questionnaire has is left out. Empty if the questionnaire is not known.
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
// The same from a summary row's scores, without the answers.
[[nodiscard]] std::vector<Hope> hopes(const archive::Scores& scores, const config::Config& config,
                                      std::string_view language);

// "Hopes the scan will prove the pain and give it a name (before reading)"; for no hope "No strong
// hope of the scan", which is only true of a patient who has answered: see hopes_mark().
[[nodiscard]] std::string headline(const std::vector<Hope>& hopes, const config::Config& config,
                                   std::string_view language);

// Value if any hope has a score; else NotAnswered if any was asked, NotReached or NotAsked.
[[nodiscard]] Mark hopes_mark(const std::vector<ProfileRow>& rows);

// In that language, else in the first that the text has.
[[nodiscard]] const std::string& words_in(const std::map<std::string, std::string>& text,
                                          std::string_view language);

}  // namespace spine::review
