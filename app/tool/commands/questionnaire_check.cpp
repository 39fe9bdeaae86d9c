// kioskctl questionnaire check: would the kiosk open these questionnaires, and ask them to the end?
#include <fmt/format.h>

#include "questionnaire/parser.h"
#include "questionnaire/walkthrough.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

constexpr std::uint64_t kLargestQuestionnaire = 64ULL << 20U;

Json check_one(Files& files, const std::string& file, std::string& text, bool& ok) {
    const auto content = files.read(file, kLargestQuestionnaire);
    if (!content) {
        ok = false;
        text += fmt::format("{}\n", content.error().sentence());
        return {{"file", file},
                {"opens", false},
                {"reason", content.error().sentence()},
                {"items", 0},
                {"walked", false}};
    }
    const auto seen = questionnaire::walk_through(as_text(*content));
    text += seen.opens ? fmt::format("{}: opens, {} items, walked to the end: {}\n", file,
                                     seen.items, seen.walked ? "yes" : "no")
                       : fmt::format("{}: {}\n", file, seen.reason);
    ok = ok && seen.opens && seen.walked;
    return {{"file", file},
            {"opens", seen.opens},
            {"reason", seen.reason},
            {"items", seen.items},
            {"walked", seen.walked}};
}

}  // namespace

void add_questionnaire_check(CLI::App& group, Commands& commands) {
    const auto files = std::make_shared<std::vector<std::string>>();
    CLI::App& command = commands.add(
        group, "check", "Opens each FHIR R4 Questionnaire as the kiosk would",
        "kioskctl questionnaire check form.json other.json --json",
        [files](Environment& environment) -> Result<Report> {
            Report report{Json::array(), {}, true};
            for (const std::string& file : *files) {
                report.json.push_back(check_one(environment.files, file, report.text, report.ok));
            }
            return report;
        });
    add_option(command, "file", *files, "Questionnaire files (JSON)").required();
}

}  // namespace spine::tool
