// kioskctl session run: patients from FHIR QuestionnaireResponses, through the same desk as the
// window.
#include <fmt/format.h>

#include "kiosk/desk.h"
#include "kiosk/tablet.h"
#include "tool/command.h"
#include "tool/replayed_patient.h"

namespace spine::tool {
namespace {

constexpr std::uint64_t kLargest = 256ULL << 20U;

// One response (JSON), a list of them, or one a line (NDJSON).
Result<std::vector<std::string>> responses_in(std::string_view text) {
    const Json whole = Json::parse(text, nullptr, false);
    std::vector<std::string> responses;
    if (whole.is_object()) return std::vector<std::string>{std::string(text)};
    if (whole.is_array()) {
        for (const Json& one : whole) responses.push_back(one.dump());
        return responses;
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) responses.emplace_back(line);
        at = end + 1;
    }
    return responses;
}

Result<Report> run(Environment& environment, const std::string& kiosk, const std::string& file) {
    const auto content = environment.files.read(file, kLargest);
    if (!content) return fail(content.error());
    const auto responses = responses_in(as_text(*content));
    auto tablet = kiosk::Tablet::open(kiosk, "kioskctl session run", environment.files,
                                      environment.clock, environment.random);
    if (!tablet) return fail(std::move(tablet));
    const config::Config& config = (*tablet)->config();
    auto keeper = (*tablet)->make_keeper();
    if (!keeper) return fail(std::move(keeper));
    kiosk::Desk desk(config, **keeper, environment.clock);
    if (desk.fault()) return fail(*desk.fault());
    const auto& questionnaire = config.questionnaires.at(config.settings.walk_questionnaire);
    Report report{Json::array(), {}, true};
    for (const std::string& json : *responses) {
        const auto response = questionnaire::read_response(questionnaire, json);
        if (!response) return fail(response.error());
        auto visit = replay_visit(desk, *response);
        if (!visit) return fail(std::move(visit));
        report.json.push_back({{"code", visit->code},
                               {"session", visit->session},
                               {"status", visit->status},
                               {"tier", visit->tier}});
        report.text += fmt::format("{}  {}\n", visit->code.empty() ? "nothing stored" : visit->code,
                                   visit->status);
    }
    return report;
}

}  // namespace

void add_session_run(CLI::App& group, Commands& commands) {
    struct Options {
        std::string kiosk, file;
    };
    const auto options = std::make_shared<Options>();
    CLI::App& command =
        commands.add(group, "run", "Walks FHIR QuestionnaireResponses through a tablet",
                     "kioskctl session run kiosk-1 --answers responses.ndjson --json",
                     [options](Environment& environment) {
                         return run(environment, options->kiosk, options->file);
                     });
    command.add_option("KIOSK", options->kiosk, "The tablet's folder")->required();
    command.add_option("--answers", options->file, "JSON or NDJSON")->required();
}

}  // namespace spine::tool
