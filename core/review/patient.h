// One patient's page: everything that the clinician's minute needs, ready to draw.
//
// Built once when a patient is opened, on a worker; the screen only draws it. Holds answers in
// clear: the owner drops it when the program locks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/guide.h"
#include "review/profile.h"
#include "review/visit.h"

namespace spine::review {

enum class Warning { NoneTicked, NotReached, TierB, TierA };

struct Sign {
    std::string words;   // in the clinic's language
    std::string answer;  // "yes", "not sure (counts as yes)"
};

struct WarningStrip {
    Warning kind = Warning::NotReached;
    std::vector<Sign> signs;
    int asked = 0, answered = 0;
};

struct TeachBackMiss {
    std::string topic;
    std::string answer;
};

struct AfterVisit {
    UnixMs at = 0;
    int days_after = 0;
    std::vector<std::pair<std::string, std::string>> lines;  // question, answer
};

struct PatientPage {
    std::string code, session, tablet, language_name, age_band, who_answered, status;
    UnixMs started = 0, ended = 0;
    bool proxy = false;  // somebody answered for the patient: marked everywhere
    bool reviewed = false, taken_over = false;
    std::string reviewed_by;
    UnixMs reviewed_at = 0;
    WarningStrip warning;
    std::string headline;
    std::vector<ProfileRow> profile;
    std::optional<int> pain_now, pain_worst;  // 0-10
    std::vector<std::string> pain_codes;      // body parts: "back.lower.left"
    std::string pain_words;                   // "Lower back, left thigh at the back"
    std::string part_of_back, duration, earlier_scan, first_time;
    std::string own_words, own_words_language;
    std::vector<std::string> questions;  // prepared and own, in the clinic's language or as written
    bool teach_back_asked = false;
    int teach_back_right = 0, teach_back_of = 0;
    std::vector<TeachBackMiss> misses;
    std::vector<GuideLine> guide;
    std::vector<AfterVisit> after_visit;
};

[[nodiscard]] PatientPage patient_page(const config::Config& config, const Visit& visit,
                                       const std::vector<Visit>& after_visits,
                                       std::string_view clinic_language);

}  // namespace spine::review
