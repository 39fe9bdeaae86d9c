// One patient's page: everything that the clinician's minute needs, ready to draw.
//
// Built once when a patient is opened, on a worker; the screen only draws it. Holds answers in
// clear: the owner drops it when the program locks. What an answer says is in the clinic's
// language here; what the program says around it is the screen's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "review/guide.h"
#include "review/knowledge.h"
#include "review/profile.h"
#include "review/signs.h"
#include "review/visit.h"

namespace spine::review {

struct AfterVisitLine {
    std::string link_id, question, answer;  // answer is empty unless mark is Value
    Mark mark = Mark::NotReached;
};

// One after-visit session that belongs to the visit.
struct AfterVisit {
    UnixMs at = 0;
    int days_after = 0;  // calendar days (UTC) after the first session ended
    std::string status;
    std::vector<AfterVisitLine> lines;  // questions that were asked, in their order
};

struct PatientPage {
    std::string code, session, tablet, language_name, status;  // language_name: the last shown
    std::string age_band;      // as offered: "40 to 49"; empty if not answered
    std::string who_answered;  // code: self, with-help, for-me, interpreter; empty if not answered
    UnixMs started = 0, ended = 0;
    bool proxy = false;  // somebody answered for the patient: marked everywhere
    bool reviewed = false, taken_over = false, staff_led_on = false;
    std::string reviewed_by;
    UnixMs reviewed_at = 0;
    WarningStrip warning;
    Mark hopes = Mark::NotReached;  // any other than Value: the headline is empty
    std::string headline;
    std::vector<ProfileRow> profile;
    std::optional<int> pain_now, pain_worst;  // 0-10
    Mark drawing = Mark::NotReached;          // NotAnswered: no area marked
    std::vector<std::string> pain_codes;      // body parts: "back.lower"
    std::string pain_words;                   // "Lower back · Left thigh, back"
    std::string part_of_back, duration, earlier_scan, first_time;  // as offered
    Mark words = Mark::NotReached;
    std::string own_words, own_words_language;
    Mark asks = Mark::NotReached;
    std::vector<std::string> questions;  // prepared in the clinic's language, own as written
    Knowledge teach_back;
    std::vector<GuideLine> guide;
    std::vector<AfterVisit> after_visit;
    bool alone = false;  // after-visit answers themselves, which belong to no visit here
};

// `after_visits` are those that belong to this visit (after_visits.h), in any order; each decoded
// under its own configuration, which must have this `config`'s after-visit questionnaire.
[[nodiscard]] PatientPage patient_page(const config::Config& config, const Visit& visit,
                                       const std::vector<Visit>& after_visits,
                                       std::string_view clinic_language);

// "Dansk"; the tag itself if the configuration has no name for it.
[[nodiscard]] std::string language_name(const config::Config& config, const std::string& language);

// Somebody answered for the patient.
[[nodiscard]] bool is_proxy(const Visit& visit);

}  // namespace spine::review
