#include "config/config.h"

#include <fmt/format.h>

#include "config/check_snapshot.h"
#include "config/content_hash.h"
#include "config/known_files.h"
#include "config/languages.h"
#include "config/reading.h"
#include "config/signed.h"

namespace spine::config {

void check_sign_off(Reading& reading) {
    Config& config = reading.config;
    if (!config.sign_off) {
        reading.warning("kiosk.toml", "clinical_signoff",
                        "No clinician has signed: everything runs as \"Demonstration, not for "
                        "patients\".");
        return;
    }
    config.signed_off = config.sign_off->content_hash == config.content_hash;
    if (!config.signed_off)
        reading.fault(causes::sign_off_stale, "kiosk.toml", "clinical_signoff.content_hash",
                      fmt::format("The sign-off is for another content; this one's hash is {}. "
                                  "Have it signed again, or take the table out.",
                                  config.content_hash));
    for (const std::string& language : config.settings.languages) {
        if (!config.signed_off || is_reviewed(config, language)) continue;
        const bool own = language == config.settings.default_language;
        const std::string what = fmt::format("\"{}\" is ", language);
        reading.warning("kiosk.toml", "languages.offered",
                        what + (own ? "offered although it is not reviewed, since it is the "
                                      "clinic's own language."
                                    : "not offered to patients, since its questionnaires or pages "
                                      "are not reviewed."));
    }
}

Checked check_snapshot(const Snapshot& snapshot) {
    Reading reading{snapshot, {}, {}};
    reading.config.content_hash = content_hash(snapshot);
    read_kiosk_toml(reading);
    read_questionnaires(reading);
    check_walks(reading);
    read_scoring(reading);
    read_pages(reading);
    check_readability(reading);
    read_guide(reading);
    check_sign_off(reading);
    if (reading.checked.faults.empty()) reading.checked.config = std::move(reading.config);
    return std::move(reading.checked);
}

Result<Config> load_snapshot(const Snapshot& snapshot) {
    Checked checked = check_snapshot(snapshot);
    if (checked.config) return std::move(*checked.config);
    const Finding& first = checked.faults.front();
    return fail(first.cause, first.what,
                fmt::format("Correct the configuration ({} faults in all; `kioskctl config check` "
                            "lists them).",
                            checked.faults.size()),
                first.where.empty() ? first.file : first.file + ", " + first.where);
}

Checked check(Files& files, const std::filesystem::path& folder) {
    auto snapshot = take_snapshot(files, folder);
    Checked checked;
    if (snapshot) {
        checked = check_snapshot(*snapshot);
        for (const auto& [path, content] : snapshot->files)
            if (!is_known_file(path))
                checked.faults.push_back({path, "",
                                          "No part of a configuration uses this file: move it out "
                                          "of the folder, or it is not signed.",
                                          causes::not_signable});
        return checked;
    }
    checked.faults.push_back(
        {snapshot.error().where, "", snapshot.error().happened, snapshot.error().cause});
    return checked;
}

Result<Config> load(Files& files, const std::filesystem::path& folder) {
    auto snapshot = take_snapshot(files, folder);
    if (!snapshot) return fail(std::move(snapshot).error());
    return load_snapshot(*snapshot);
}

}  // namespace spine::config
