// kioskctl show: what patients answered, by their codes.
#include <fmt/format.h>

#include "base/pickup_code.h"
#include "export/health_record.h"
#include "import/configuration_shelf.h"
#include "review/guide.h"
#include "review/patient.h"
#include "review/show.h"
#include "review/visit.h"
#include "tool/clinic_access.h"

namespace spine::tool {
namespace {

struct ShowOptions {
    ClinicOptions clinic;
    std::vector<std::string> codes;
    std::string session, language = "en";
    bool fhir = false;
};

// Another end of the session that is shown.
struct FurtherEnd {
    archive::Row row;
    review::Visit visit;
};

// One patient with the configuration under which the answers were given.
struct Opened {
    archive::Row row;
    const config::Config* config = nullptr;
    const questionnaire::Questionnaire* questionnaire = nullptr;
    review::Visit visit;
    std::vector<FurtherEnd> branches;
    std::vector<crypto::Hash> damaged;  // heads of further ends that do not open
};

// One that does not open takes nothing from the others: it is named.
Status open_branches(archive::Archive& archive, Opened& opened) {
    const crypto::SessionRef session = opened.row.place.ref();
    auto rows = archive.branches(session, &opened.damaged);
    if (!rows) return fail(std::move(rows));
    for (archive::Row& row : *rows) {
        const auto response = archive.branch_response(session, row.place.head);
        if (!response && response.error().cause == archive::causes::archive_damaged) {
            opened.damaged.push_back(row.place.head);
            continue;
        }
        if (!response) return fail(response.error());
        auto visit = review::visit_of(row, *response, *opened.config);
        opened.branches.push_back({std::move(row), std::move(visit)});
    }
    return {};
}

Result<Opened> open(archive::Archive& archive, importing::ConfigurationShelf& shelf,
                    const std::string& code, const std::string& session) {
    auto row = find_session(archive, code, session);
    if (!row) return fail(std::move(row));
    auto response = archive.response(row->place.ref());
    if (!response) return fail(std::move(response));
    Opened opened;
    opened.config = shelf.find(row->place.configuration);
    if (opened.config == nullptr) {
        return fail("configuration-missing",
                    "The configuration under which this was asked is not here.",
                    "Import again with the store at hand: kioskctl import CLINIC.");
    }
    const auto questionnaire = opened.config->questionnaires.find(response->questionnaire);
    if (questionnaire == opened.config->questionnaires.end()) {
        return fail("questionnaire-missing",
                    "The configuration lacks the questionnaire that was asked.",
                    "Run kioskctl verify CLINIC.");
    }
    opened.questionnaire = &questionnaire->second;
    opened.visit = review::visit_of(*row, *response, *opened.config);
    opened.row = std::move(*row);
    return opened;
}

// Of an interrupted session that says not even what was asked: none.
Json answers_as_json(const config::Config& config, const review::Visit& visit) {
    Json answers = Json::object();
    const auto* asked = review::questionnaire_of(config, visit);
    for (const auto& [link_id, answer] : visit.answers) {
        const questionnaire::Item* item = asked->find(link_id);
        if (item == nullptr) continue;
        answers[link_id] = Json::parse(questionnaire::encode(*item, answer), nullptr, false);
    }
    return answers;
}

Json number_or_null(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json scores_as_json(const Opened& opened) {
    Json scores = Json::object();
    for (const auto& [domain, score] : review::scores_of(*opened.config, opened.visit)) {
        scores[domain] = {{"before", number_or_null(score.before)},
                          {"after", number_or_null(score.after)}};
    }
    return scores;
}

Json time_or_null(UnixMs at) {
    return at != 0 ? Json(to_rfc3339(at)) : Json(nullptr);
}

Json branches_as_json(const Opened& opened) {
    Json branches = Json::array();
    for (const FurtherEnd& end : opened.branches)
        branches.push_back({{"head", end.row.place.head.hex()},
                            {"status", end.visit.status},
                            {"records", end.row.place.records},
                            {"started", time_or_null(end.visit.started)},
                            {"ended", time_or_null(end.visit.ended)},
                            {"answers", answers_as_json(*opened.config, end.visit)}});
    for (const crypto::Hash& head : opened.damaged)
        branches.push_back({{"head", head.hex()}, {"damaged", true}});
    return branches;
}

Json as_json(const Opened& opened, const std::string& language) {
    Json guide = Json::array();
    for (const review::GuideLine& line : review::guide(*opened.config, opened.visit, language)) {
        guide.push_back({{"slot", line.slot},
                         {"heading", line.heading},
                         {"sentence", line.sentence},
                         {"reason", line.reason},
                         {"source", line.source}});
    }
    return {{"code", opened.visit.code},
            {"session", opened.row.place.session.hex()},
            {"device", opened.row.place.device.hex()},
            {"status", opened.visit.status},
            {"proxy", review::is_proxy(opened.visit)},
            {"answers", answers_as_json(*opened.config, opened.visit)},
            {"branches", branches_as_json(opened)},
            {"scores", scores_as_json(opened)},
            {"guide", guide}};
}

std::string as_fhir(const Opened& opened) {
    return exporting::health_record(*opened.questionnaire, opened.row.place.session, opened.visit);
}

std::string as_text(const config::Config& config, const FurtherEnd& end, const std::string& shown) {
    std::string text = fmt::format(
        "  This tablet came to two different ends of this session: it was restored from a backup, "
        "or "
        "copied. Above is the end that is {}. The other is {}; ",
        shown, end.visit.status);
    const Json answers = answers_as_json(config, end.visit);
    if (answers.empty()) return text + "it has no answers.\n";
    text += "its answers:\n";
    for (const auto& [link_id, answer] : answers.items())
        text += fmt::format("    {}: {}\n", link_id, answer.dump());
    return text;
}

std::string as_text(const Opened& opened, const std::string& language) {
    std::string text = fmt::format("{}  {}  {}\n", group_pickup_code(opened.visit.code),
                                   to_rfc3339(opened.visit.started), opened.visit.status);
    for (const auto& [domain, score] : review::scores_of(*opened.config, opened.visit)) {
        const auto shown = [](const std::optional<double>& value) {
            return value ? fmt::format("{:.0f}", *value) : std::string("-");
        };
        text +=
            fmt::format("  {:<11} {:>4} {:>4}\n", domain, shown(score.before), shown(score.after));
    }
    for (const review::GuideLine& line : review::guide(*opened.config, opened.visit, language)) {
        text += fmt::format("  {}: {} ({})\n", line.heading, line.sentence, line.reason);
    }
    for (const FurtherEnd& end : opened.branches)
        text += as_text(*opened.config, end, opened.visit.status);
    for (const crypto::Hash& head : opened.damaged)
        text += fmt::format(
            "  Another end of this session does not open: it was altered in the archive's file "
            "({}). Run kioskctl verify CLINIC.\n",
            head.hex());
    return text + "\n";
}

Result<Report> run(Environment& environment, const ShowOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    importing::ConfigurationShelf shelf(environment.files, (*archive)->folder(),
                                        (*archive)->root());
    Report report{Json::array(), {}, true};
    for (const std::string& code : options.codes) {
        auto opened = open(**archive, shelf, code, options.session);
        if (!opened) return fail(opened.error());
        // FHIR tells of a session once, by its own end.
        if (!options.fhir)
            if (auto further = open_branches(**archive, *opened); !further)
                return fail(std::move(further));
        if (options.fhir) {
            report.json.push_back(Json::parse(as_fhir(*opened), nullptr, false));
        } else {
            report.json.push_back(as_json(*opened, options.language));
        }
        report.text += as_text(*opened, options.language);
        report.ok &= opened->damaged.empty();
    }
    if (options.fhir) {
        Json entries = Json::array();
        for (Json& resource : report.json) entries.push_back({{"resource", std::move(resource)}});
        report.json = {{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", entries}};
        report.text = report.json.dump(2) + "\n";
    }
    return report;
}

}  // namespace

void add_show(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<ShowOptions>();
    CLI::App& command =
        commands.add(app, "show", "What patients answered, with scores and conversation guide",
                     "kioskctl show clinic 131873 --passphrase-file passphrase --json",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "CODE", options->codes, "Pickup codes").required();
    add_option(command, "--session", options->session, "The session, where a code has several");
    add_option(command, "--language", options->language, "Of the conversation guide")
        .one_of({"en", "da"});
    add_flag(command, "--fhir", options->fhir, "A FHIR R4 Bundle of QuestionnaireResponses");
}

}  // namespace spine::tool
