// A clinic's configuration: the kiosk-config folder, read, checked and, for a kiosk, verified.
//
// Files: kiosk.toml, questionnaires/*.json, scoring.toml, pages.toml, pages/<language>/*.md,
// evidence.toml, guide.toml; and `manifest` once it is signed (signed.h). Immutable after loading;
// any thread may read it.
//
// Whether the fonts have every glyph is for app/ui to check: this module sees no window.
// `kioskctl config check` joins both lists (app/tool/glyphs.h). The colours' contrast is not a
// clinic's to set: app/ui's tests hold it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"
#include "config/retention.h"
#include "information/library.h"
#include "questionnaire/model.h"
#include "questionnaire/scoring.h"
#include "questionnaire/walk_rules.h"

namespace spine::config {

namespace causes {
inline constexpr Cause file_malformed = "config-file-malformed";
inline constexpr Cause translation_missing = "translation-missing";
inline constexpr Cause name_unknown = "name-unknown";          // a linkId, code, page or domain
inline constexpr Cause too_hard_to_read = "too-hard-to-read";  // over the targets below
inline constexpr Cause sign_off_stale = "sign-off-stale";      // made for another content
inline constexpr Cause unsigned_configuration = "configuration-unsigned";
inline constexpr Cause file_altered = "configuration-file-altered";
inline constexpr Cause file_extra = "configuration-file-extra";
inline constexpr Cause file_missing = "configuration-file-missing";
inline constexpr Cause older_version = "configuration-older";
inline constexpr Cause wrong_clinic = "configuration-wrong-clinic";
}  // namespace causes

// What is read aloud without being asked for: nothing; every screen; that, and what a finger
// touches, whose second touch then chooses it.
enum class Reads { Asked, Always, ByTouch };

// kiosk.toml [speech]: how screens are read aloud.
struct SpeechSettings {
    bool on = true;              // false: no screen offers it
    int speed = 150;             // words a minute, 80 to 300
    int volume = 80;             // percent of what the tablet's own volume lets through, 10 to 100
    Reads reads = Reads::Asked;  // to each patient who comes
    bool headphones = false;     // fitted, so that nobody else hears what the patient has chosen
};

// kiosk.toml [clinical_signoff]. Without it everything runs under "Demonstration, not for
// patients"; with it only when content_hash equals the hash of the patient-facing files.
struct SignOff {
    std::string name, date, content_hash, medical_device_ruling;
};

// Readability targets of evidence.md section 5, for the running text of a page.
inline constexpr double kHighestLix = 30;    // Danish
inline constexpr double kHighestGrade = 6;   // English, Flesch-Kincaid
inline constexpr int kLongestSentence = 15;  // words, every language
inline constexpr int kGuideWords = 24;  // a sentence of the conversation guide has fewer than 25

// Who has read a language's questionnaires; not among them: nobody.
struct Reviewed {
    std::string by, on;
};

struct Settings {
    std::string clinic_name, desk_phone, emergency_number, daytime_number;
    std::string scan_minutes;  // how long a scan takes here, "20-30"; may be empty
    std::string default_language;
    std::vector<std::string> languages;                 // as offered; the default is among them
    std::map<std::string, std::string> language_names;  // "da" -> "Dansk"
    std::map<std::string, Reviewed> reviewed;           // language -> who
    std::string walk_questionnaire, after_visit_questionnaire;  // Questionnaire.id
    int idle_seconds = 120, idle_seconds_pages = 240, countdown_seconds = 60;
    Retention retention;
    int after_visit_days = 90;
    int code_length = 6;
    double screen_dpi = 149;     // for millimetres
    bool reduce_motion = false;  // nothing fades or grows: everything stands at once
    int rest_ms = 0;             // a touch counts once it has rested so long; 0: when it is lifted
    std::string chime = "bell";  // or "gong"
    SpeechSettings speech;
};

// One condition of the conversation guide (guide.toml); looked at in the file's order.
struct GuideRule {
    int slot = 0;
    std::string heading_id;
    questionnaire::Expression when;  // over scores ("proof.after") and facts ("tier")
    std::map<std::string, std::string> heading, sentence, reason;  // language -> text with {names}
    std::string source;
};

// The clinic's own words for what scoring.toml scores.
struct DomainWords {
    bool hope = false;                             // one of the hopes of the headline
    std::map<std::string, std::string> title;      // language -> "A name for it"
    std::map<std::string, std::string> hope_verb;  // language -> "give it a name"; hopes only
};

// Words of the headline (look/clinic.md), each language -> text.
struct HeadlineWords {
    std::map<std::string, std::string> strong;          // "Hopes the scan will {hopes}"
    std::map<std::string, std::string> joined;          // " and "
    std::map<std::string, std::string> none;            // "No strong hope of the scan"
    std::map<std::string, std::string> none_listed;     // "None above 50"
    std::map<std::string, std::string> before_reading;  // "before reading"
};

// What fills {phrase} and {topic} of the guide's sentences.
struct GuideWords {
    // Option code of the prepared questions -> language -> phrase.
    std::map<std::string, std::map<std::string, std::string>> phrases;
    // linkId of a knowledge item -> language -> what it is about.
    std::map<std::string, std::map<std::string, std::string>> topics;
    std::vector<std::string> remaining;  // the hopes that slot 2 answers to
};

struct Config {
    Settings settings;
    std::optional<SignOff> sign_off;
    bool signed_off = false;  // sign_off is there and its hash is right
    std::map<std::string, questionnaire::Questionnaire> questionnaires;  // by id
    std::map<std::string, questionnaire::WalkRules> walks;               // by questionnaire id
    std::vector<questionnaire::Domain> scoring;                          // in the order shown
    std::map<std::string, DomainWords> domain_words;                     // by domain name
    HeadlineWords headline;
    GuideWords guide_words;
    information::Evidence evidence;
    information::Library library;
    std::vector<GuideRule> guide;
    std::string content_hash;  // hex; see content_hash.h
};

// One thing that is wrong, with its place; config check lists them all.
struct Finding {
    std::string file, where, what;
    Cause cause = causes::file_malformed;
};

struct Checked {
    std::optional<Config> config;  // there if it can be used at all
    std::vector<Finding> faults, warnings;
    // page id -> language -> figure (LIX for da, Flesch-Kincaid grade for en)
    std::map<std::string, std::map<std::string, double>> readability;
    // page id -> language -> words of its longest sentence, in every language
    std::map<std::string, std::map<std::string, int>> longest_sentence;
};

// Reads everything and finds everything that is wrong. A warning is what a clinic may live with
// (nobody has reviewed a translation, no sign-off); a fault is not.
[[nodiscard]] Checked check(Files& files, const std::filesystem::path& folder);

// check(), and the first fault as a Fault whose `where` is file and place. Does not ask for a
// signature: signed.h does.
[[nodiscard]] Result<Config> load(Files& files, const std::filesystem::path& folder);

}  // namespace spine::config
