// kioskctl session run: patients from FHIR QuestionnaireResponses, through the same desk as the
// window.
#include <fmt/format.h>

#include "kiosk/desk.h"
#include "kiosk/tablet.h"
#include "tool/command.h"
#include "tool/replayed_patient.h"

namespace spine::tool {
namespace {

constexpr std::uint64_t kLargestSession = 256ULL << 20U;

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

// All are read before the first is walked: what cannot be read leaves nothing behind.
Result<std::vector<questionnaire::Response>> read_all(
    const questionnaire::Questionnaire& questionnaire, const std::vector<std::string>& texts) {
    std::vector<questionnaire::Response> responses;
    responses.reserve(texts.size());
    for (const std::string& json : texts) {
        auto response = questionnaire::read_response(questionnaire, json);
        if (!response) {
            Fault fault = response.error();
            fault.where = fmt::format("response {}{}{}", responses.size() + 1,
                                      fault.where.empty() ? "" : ": ", fault.where);
            return fail(std::move(fault));
        }
        responses.push_back(std::move(*response));
    }
    return responses;
}

void add_visit(Report& report, const ReplayedVisit& visit) {
    report.json.push_back({{"code", visit.code},
                           {"session", visit.session},
                           {"status", visit.status},
                           {"tier", visit.tier},
                           {"not_asked", visit.not_asked}});
    report.text +=
        fmt::format("{}  {}\n", visit.code.empty() ? "nothing stored" : visit.code, visit.status);
}

Result<Report> run(Environment& environment, const std::string& kiosk, const std::string& file) {
    const auto content = environment.files.read(file, kLargestSession);
    if (!content) return fail(content.error());
    const auto texts = responses_in(as_text(*content));
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
    const auto responses = read_all(questionnaire, *texts);
    if (!responses) return fail(responses.error());
    for (std::size_t i = 0; i < responses->size(); ++i) {
        const auto visit = replay_visit(desk, (*responses)[i]);
        if (desk.fault() && report.json.empty()) return fail(*desk.fault());
        if (visit) {
            add_visit(report, *visit);
            continue;
        }
        // The others are walked all the same, and their codes said; after the desk's own fault
        // nobody else is, and the codes of those before are said.
        report.ok = false;
        environment.messages << fmt::format("response {}: {}\n", i + 1, visit.error().sentence());
        if (desk.fault()) break;
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
    add_option(command, "KIOSK", options->kiosk, "The tablet's folder").required();
    add_option(command, "--answers", options->file, "JSON or NDJSON").required();
}

}  // namespace spine::tool
