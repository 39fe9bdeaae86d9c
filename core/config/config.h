// A clinic's configuration: the kiosk-config folder, read, checked and, for a kiosk, verified.
//
// Files: kiosk.toml, questionnaires/*.json, scoring.toml, pages.toml, pages/<language>/*.md,
// evidence.toml, guide.toml; manifest and signature once it is signed. Immutable after loading;
// any thread may read it.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/files.h"
#include "base/result.h"
#include "information/library.h"
#include "questionnaire/model.h"
#include "questionnaire/scoring.h"
#include "questionnaire/walk_rules.h"

namespace spine::config {

namespace causes {
inline constexpr Cause file_malformed = "config-file-malformed";
inline constexpr Cause translation_missing = "translation-missing";
inline constexpr Cause unsigned_configuration = "configuration-unsigned";
inline constexpr Cause file_altered = "configuration-file-altered";
inline constexpr Cause file_extra = "configuration-file-extra";
inline constexpr Cause file_missing = "configuration-file-missing";
inline constexpr Cause older_version = "configuration-older";
inline constexpr Cause wrong_clinic = "configuration-wrong-clinic";
}  // namespace causes

// kiosk.toml [clinical_signoff]. Without it everything runs under "Demonstration, not for
// patients"; with it only when content_hash equals the hash of the patient-facing files.
struct SignOff {
    std::string name, date, content_hash, medical_device_ruling;
};

struct Settings {
    std::string clinic_name, desk_phone, emergency_number, daytime_number;
    std::string default_language;
    std::vector<std::string> languages;
    std::string walk_questionnaire, after_visit_questionnaire;  // Questionnaire.id
    int idle_seconds = 120, idle_seconds_pages = 240, countdown_seconds = 60;
    int retention_hours = 24;  // kiosk's copy after the receipt
    int after_visit_days = 90;
    int code_length = 6;
    double screen_dpi = 149;  // for millimetres
    std::string chime = "bell";
};

// One condition of the conversation guide (guide.toml); looked at in the file's order.
struct GuideRule {
    int slot = 0;
    std::string heading_id;
    questionnaire::Expression when;  // over scores ("proof.after") and facts ("tier")
    std::map<std::string, std::string> heading, sentence, reason;  // language -> text with {names}
    std::string source;
};

struct Config {
    Settings settings;
    std::optional<SignOff> sign_off;
    bool signed_off = false;  // sign_off is there and its hash is right
    std::map<std::string, questionnaire::Questionnaire> questionnaires;  // by id
    std::map<std::string, questionnaire::WalkRules> walks;               // by questionnaire id
    std::vector<questionnaire::Domain> scoring;
    information::Evidence evidence;
    information::Library library;
    std::vector<GuideRule> guide;
    std::string content_hash;  // hex; of everything a patient is shown
};

// One thing that is wrong, with its place; config check lists them all.
struct Finding {
    std::string file, where, what;
};

struct Checked {
    std::optional<Config> config;  // there if it can be used at all
    std::vector<Finding> faults, warnings;
    // page id -> language -> figure (LIX for da, Flesch-Kincaid grade for en)
    std::map<std::string, std::map<std::string, double>> readability;
};

// Reads everything and finds everything that is wrong.
[[nodiscard]] Checked check(Files& files, const std::filesystem::path& folder);

// check(), and the first fault as a Fault. Does not ask for a signature.
[[nodiscard]] Result<Config> load(Files& files, const std::filesystem::path& folder);

}  // namespace spine::config
