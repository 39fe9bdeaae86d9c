#include <fmt/format.h>

#include <algorithm>

#include "base/clock.h"
#include "config/reading.h"

namespace spine::config {
namespace {

using information::TomlTable;
constexpr std::string_view kKioskFile = "kiosk.toml";
constexpr int kFormat = 1;

// A table that must be there; without it its keys are read from an empty one and reported.
std::optional<TomlTable> required(TomlTable& document, std::string_view name) {
    auto table = document.table(name);
    if (!table)
        document.report(information::causes::key_missing, "",
                        fmt::format("The table [{}] is missing.", name));
    return table;
}

void read_clinic(TomlTable& document, Settings& settings) {
    auto table = required(document, "clinic");
    if (!table) return;
    settings.clinic_name = table->text("name");
    settings.desk_phone = table->text("desk_phone");
    settings.emergency_number = table->text("emergency_number");
    settings.daytime_number = table->text("daytime_number");
    settings.scan_minutes = table->text_or("scan_minutes", "");
    table->done();
}

void read_reviewed(TomlTable& languages, Reading& reading) {
    auto table = languages.table("reviewed");
    for (const std::string& language : table ? table->keys() : std::vector<std::string>{}) {
        auto one = table->table(language);
        if (!one) continue;
        const Reviewed reviewed{one->text("by"), one->text("on")};
        if (!reviewed.on.empty() && !from_rfc3339(reviewed.on))
            one->report(information::causes::value_unfit, "on", "This must be a date: YYYY-MM-DD.");
        one->done();
        reading.config.settings.reviewed[language] = reviewed;
    }
    for (const std::string& language : reading.config.settings.languages) {
        if (!reading.config.settings.reviewed.contains(language))
            reading.warning(
                kKioskFile, fmt::format("languages.reviewed.{}", language),
                fmt::format("Nobody has reviewed the questionnaires in \"{}\" yet.", language));
    }
}

void read_languages(TomlTable& document, Reading& reading) {
    auto table = required(document, "languages");
    if (!table) return;
    Settings& settings = reading.config.settings;
    settings.default_language = table->text("default");
    settings.languages = table->texts("offered");
    settings.language_names = table->text_map("names");
    const auto& offered = settings.languages;
    if (std::find(offered.begin(), offered.end(), settings.default_language) == offered.end())
        table->report(information::causes::value_unfit, "default",
                      "The default language must be among those offered.");
    for (const std::string& language : offered) {
        if (!settings.language_names.contains(language))
            table->report(causes::translation_missing, "names",
                          fmt::format("The language \"{}\" has no name.", language));
    }
    read_reviewed(*table, reading);
    table->done();
}

void read_walk(TomlTable& table, Reading& reading, questionnaire::WalkRules& rules) {
    rules.consent_care = table.text_or("consent_care", "");
    rules.consent_research = table.text_or("consent_research", "");
    rules.age = table.text_or("age", "");
    rules.ages_without_research = table.texts("ages_without_research");
    const auto rule = [&](const char* key, std::optional<questionnaire::Expression>& into) {
        if (table.has(key)) into = reading.expression(table, key);
    };
    rule("tier_a", rules.tier_a), rule("tier_a_at_end", rules.tier_a_at_end);
    rule("tier_b", rules.tier_b), rule("tier_b_at_end", rules.tier_b_at_end);
    rules.asks_for_code_first = table.flag_or("asks_for_code_first", false);
    if (rules.consent_care.empty() != rules.consent_research.empty())
        table.report(information::causes::key_missing, "",
                     "Care and research are asked apart: name consent_care and consent_research.");
    table.done();
}

void read_times(TomlTable& document, Settings& settings) {
    if (auto times = document.table("times")) {
        settings.idle_seconds = times->whole_or("idle_seconds", settings.idle_seconds, 20, 3600);
        settings.idle_seconds_pages =
            times->whole_or("idle_seconds_pages", settings.idle_seconds_pages, 20, 3600);
        // WCAG 2.2: a time-out is warned of at least 20 seconds ahead.
        settings.countdown_seconds =
            times->whole_or("countdown_seconds", settings.countdown_seconds, 20, 600);
        times->done();
    }
    settings.retention = read_retention(document);
    if (auto after = document.table("after_visit")) {
        settings.after_visit_days = after->whole_or("days", settings.after_visit_days, 0, 3650);
        after->done();
    }
    if (settings.retention.archive_days.value_or(kMostRetentionDays) < settings.after_visit_days)
        document.report(information::causes::value_unfit, "retention",
                        "archive_days must not be fewer than [after_visit] days: what is answered "
                        "after the visit would belong to nobody.");
}

void read_device(TomlTable& document, Settings& settings) {
    if (auto codes = document.table("codes")) {
        settings.code_length = codes->whole_or("length", settings.code_length, 6, 8);
        if (settings.code_length == 7)
            codes->report(information::causes::value_unfit, "length",
                          "A code has six digits, or eight where there are more than ten kiosks.");
        codes->done();
    }
    if (auto screen = document.table("screen")) {
        settings.screen_dpi = screen->number_or("dpi", settings.screen_dpi);
        if (settings.screen_dpi < 50 || settings.screen_dpi > 600)
            screen->report(information::causes::value_unfit, "dpi",
                           "This must be a number from 50 to 600.");
        settings.reduce_motion = screen->flag_or("reduce_motion", settings.reduce_motion);
        settings.rest_ms = screen->whole_or("rest_ms", settings.rest_ms, 0, 3'000);
        screen->done();
    }
    if (auto attention = document.table("attention")) {
        settings.chime = attention->text("chime");
        if (settings.chime != "bell" && settings.chime != "gong")
            attention->report(information::causes::value_unfit, "chime",
                              R"(This must be "bell" or "gong".)");
        attention->done();
    }
}

void read_speech(TomlTable& document, SpeechSettings& speech) {
    auto table = document.table("speech");
    if (!table) return;
    speech.on = table->flag_or("on", speech.on);
    speech.speed = table->whole_or("speed", speech.speed, 80, 300);
    speech.volume = table->whole_or("volume", speech.volume, 10, 100);
    const std::string reads = table->text_or("reads", "asked");
    if (reads == "always")
        speech.reads = Reads::Always;
    else if (reads == "by-touch")
        speech.reads = Reads::ByTouch;
    else if (reads != "asked")
        table->report(information::causes::value_unfit, "reads",
                      R"(This must be "asked", "always" or "by-touch".)");
    speech.headphones = table->flag_or("headphones", speech.headphones);
    table->done();
}

void read_sign_off(TomlTable& document, Config& config) {
    auto table = document.table("clinical_signoff");
    if (!table) return;
    config.sign_off = SignOff{table->text("name"), table->text("date"), table->text("content_hash"),
                              table->text("medical_device_ruling")};
    if (!from_rfc3339(config.sign_off->date))
        table->report(information::causes::value_unfit, "date", "This must be a date: YYYY-MM-DD.");
    table->done();
}

}  // namespace

void read_kiosk_toml(Reading& reading) {
    information::Problems problems;
    auto document = reading.toml(kKioskFile, problems);
    if (document) {
        if (document->whole_or("format", 0, 0, 1'000'000) != kFormat)
            document->report(information::causes::value_unfit, "format",
                             fmt::format("This program reads format {}.", kFormat));
        Settings& settings = reading.config.settings;
        read_clinic(*document, settings);
        read_languages(*document, reading);
        if (auto table = required(*document, "questionnaires")) {
            settings.walk_questionnaire = table->text("walk");
            settings.after_visit_questionnaire = table->text_or("after_visit", "");
            table->done();
        }
        auto walks = document->table("walk");
        for (const std::string& id : walks ? walks->keys() : std::vector<std::string>{}) {
            if (auto walk = walks->table(id)) read_walk(*walk, reading, reading.config.walks[id]);
        }
        read_times(*document, settings);
        read_device(*document, settings);
        read_speech(*document, settings.speech);
        read_sign_off(*document, reading.config);
        document->done();
    }
    reading.take(kKioskFile, problems);
}

}  // namespace spine::config
