// kioskctl config check: every fault of a configuration folder, with file and place.
#include <fmt/format.h>

#include "config/config.h"
#include "tool/command.h"
#include "tool/glyphs.h"

namespace spine::tool {
namespace {

Json findings_as_json(const std::vector<config::Finding>& findings) {
    Json list = Json::array();
    for (const config::Finding& finding : findings) {
        list.push_back({{"file", finding.file},
                        {"where", finding.where},
                        {"what", finding.what},
                        {"cause", finding.cause.name()}});
    }
    return list;
}

std::string findings_as_text(std::string_view kind, const std::vector<config::Finding>& findings) {
    std::string text;
    for (const config::Finding& finding : findings) {
        text += fmt::format("{}: {}: {}: {}\n", kind, finding.file, finding.where, finding.what);
    }
    return text;
}

Report report_of(const config::Checked& checked) {
    Report report;
    report.ok = checked.faults.empty() && checked.config.has_value();
    report.json = {{"ok", report.ok},
                   {"faults", findings_as_json(checked.faults)},
                   {"warnings", findings_as_json(checked.warnings)},
                   {"readability", checked.readability},
                   {"longest_sentence", checked.longest_sentence}};
    if (checked.config) report.json["content_hash"] = checked.config->content_hash;
    report.text =
        findings_as_text("fault", checked.faults) + findings_as_text("warning", checked.warnings) +
        fmt::format("{} faults, {} warnings\n", checked.faults.size(), checked.warnings.size());
    return report;
}

// core/config's list, and what only the fonts know.
config::Checked check(Files& files, const std::string& folder) {
    config::Checked checked = config::check(files, folder);
    if (!checked.config) return checked;
    const auto fonts = ui::Fonts::load();
    if (!fonts) {
        checked.warnings.push_back({"fonts", fonts.error().where,
                                    "Glyphs were not checked. " + fonts.error().next,
                                    fonts.error().cause});
        return checked;
    }
    const auto glyphs = missing_glyphs(*checked.config, **fonts);
    checked.faults.insert(checked.faults.end(), glyphs.begin(), glyphs.end());
    return checked;
}

}  // namespace

void add_config_check(CLI::App& group, Commands& commands) {
    const auto folder = std::make_shared<std::string>();
    CLI::App& command = commands.add(group, "check", "Finds every fault of a configuration folder",
                                     "kioskctl config check kiosk-config",
                                     [folder](Environment& environment) -> Result<Report> {
                                         return report_of(check(environment.files, *folder));
                                     });
    add_option(command, "CONFIG", *folder, "The kiosk-config folder").required();
}

}  // namespace spine::tool
