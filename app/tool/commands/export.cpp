// kioskctl export: a study's data, hard to trace, or all records for the health record.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>

#include "crypto/keys.h"
#include "export/disclosure.h"
#include "export/formats.h"
#include "export/health_record.h"
#include "export/research_export.h"
#include "import/configuration_shelf.h"
#include "review/visit.h"
#include "tool/clinic_access.h"
#include "tool/coding_command.h"
#include "tool/interrupts.h"

namespace spine::tool {
namespace {

namespace fs = std::filesystem;
using exporting::ExportFolder;
using exporting::ExportStep;

constexpr std::uint64_t kLargestStudy = std::uint64_t{1} << 20U;
constexpr const char* kRecords = "records.ndjson";

struct ExportOptions {
    ClinicOptions clinic;
    std::vector<std::string> formats;
    fs::path to;
    std::optional<fs::path> study;
    bool dry_run = false, by_two = false;
    [[nodiscard]] bool of_the_coding() const { return formats == std::vector<std::string>{"qdpx"}; }
};

// On a terminal a line that counts up, and goes.
class Shown {
  public:
    explicit Shown(std::ostream& messages) : messages_(messages) {}
    void operator()(const ExportStep& step) {
        if (!terminal_) return;
        constexpr std::array kWords = {"reading", "searching", "writing"};
        const int percent = static_cast<int>(step.share * 100);
        if (percent == percent_ && step.step == step_) return;
        percent_ = percent;
        step_ = step.step;
        messages_ << fmt::format("\r{:<9} {:3} %", kWords.at(step.step), percent) << std::flush;
    }
    void done() {
        if (terminal_) messages_ << "\r               \r" << std::flush;
    }

  private:
    std::ostream& messages_;
    bool terminal_ = ::isatty(STDERR_FILENO) == 1;
    ExportStep::Step step_ = ExportStep::Reading;
    int percent_ = -1;
};

Json files_as_json(const std::vector<ExportFolder::Kept>& files) {
    Json list = Json::array();
    for (const auto& [name, size] : files) list.push_back({{"name", name}, {"bytes", size}});
    return list;
}

// Whoever exports hears of what an earlier export has left, in clear.
void name_left(const std::vector<fs::path>& left, Environment& environment, Report& report) {
    report.json["left_beside"] = Json::array();
    for (const fs::path& folder : left) {
        report.json["left_beside"].push_back(folder.string());
        environment.messages << "An export that was cut off has left " << folder.string()
                             << ": it holds answers in clear. Remove it.\n";
    }
}

Report report_of(const exporting::ExportRequest& request, const exporting::ExportResult& result) {
    Report report;
    report.json = Json::parse(exporting::disclosure_json(request, result), nullptr, false);
    report.json["variables"] = result.variables;
    report.json["dry_run"] = request.dry_run;
    report.json["files"] = files_as_json(result.files);
    report.text = exporting::disclosure_markdown(request, result);
    if (request.dry_run)
        report.text += "\nNothing was written: this was a dry run.\n";
    else
        report.text +=
            fmt::format("\n{} files are in {}.\n", result.files.size(), request.to.string());
    return report;
}

// The request with its study alone.
Result<exporting::ExportRequest> studied(Environment& environment, const fs::path& file) {
    const auto text = environment.files.read(file, kLargestStudy);
    if (!text) return fail(text.error());
    exporting::ExportRequest request;
    request.study_text = std::string(as_text(*text));
    request.study_name = file.filename().string();
    auto study = exporting::read_study(request.study_text, request.study_name);
    if (!study) return fail(std::move(study));
    request.study = std::move(*study);
    return request;
}

Result<exporting::ExportRequest> request_of(Environment& environment,
                                            const ExportOptions& options) {
    auto begun = studied(environment, *options.study);
    if (!begun) return begun;
    exporting::ExportRequest request = std::move(*begun);
    const auto& names = options.formats.empty() ? request.study.formats : options.formats;
    std::set<std::string_view> seen;
    for (const std::string& name : names) {
        if (!seen.insert(name).second) continue;
        auto format = exporting::make_format(name);
        if (!format) return fail(std::move(format));
        request.formats.push_back(std::move(*format));
    }
    if (names.empty() && !options.dry_run)
        return fail(exporting::causes::format_unknown, "Neither --format nor the study names one.",
                    "Give --format csv.");
    request.program = fmt::format("spine-kiosk {}", SPINE_VERSION);
    request.made = to_rfc3339(environment.clock.now()).substr(0, 10);
    request.to = options.to;
    request.dry_run = options.dry_run;
    return request;
}

Result<Report> export_study(Environment& environment, const ExportOptions& options) {
    auto request = request_of(environment, options);
    if (!request) return fail(std::move(request));
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    importing::ConfigurationShelf shelf(environment.files, (*archive)->folder(),
                                        (*archive)->root());
    const auto configurations = (*archive)->configurations();
    if (!configurations) return fail(configurations.error());
    request->newest_first = shelf.newest_first(*configurations);
    request->configuration_of = [&](const crypto::Hash& hash) { return shelf.find(hash); };
    if (!request->newest_first.empty())
        request->clinic_name = request->newest_first.front()->settings.clinic_name;
    Interrupts interrupts;
    Shown shown(environment.messages);
    auto result = exporting::export_research(**archive, *request, environment.random,
                                             [&](const ExportStep& step) {
                                                 shown(step);
                                                 return !interrupts.asked_to_stop();
                                             });
    shown.done();
    if (!result) return fail(std::move(result));
    Report report = report_of(*request, *result);
    name_left(result->left_beside, environment, report);
    return report;
}

// Each visit a line, as it was asked; for a clinician, whose systems hold the patients anyway.
Result<Report> export_records(Environment& environment, const ExportOptions& options) {
    auto archive = open_archive(environment, options.clinic);
    if (!archive) return fail(std::move(archive));
    const auto rows = (*archive)->rows();
    if (!rows) return fail(rows.error());
    importing::ConfigurationShelf shelf(environment.files, (*archive)->folder(),
                                        (*archive)->root());
    auto folder = ExportFolder::make(options.to);
    if (!folder) return fail(std::move(folder));
    auto file = (*folder)->file(kRecords);
    if (!file) return fail(std::move(file));
    std::uint64_t written = 0, unknown = 0;
    Interrupts interrupts;
    for (const archive::Row& row : *rows) {
        if (interrupts.asked_to_stop())
            return fail(exporting::causes::export_cancelled, "The export was cancelled.",
                        "Nothing was written; start it again when you like.");
        const config::Config* config = shelf.find(row.place.configuration);
        const auto response = (*archive)->response_for_list(row.place.ref());
        if (!response) return fail(response.error());
        const review::Visit visit =
            review::visit_of(row, *response, config != nullptr ? *config : config::Config{});
        const auto* asked = config != nullptr ? review::questionnaire_of(*config, visit) : nullptr;
        if (asked == nullptr) {
            ++unknown;
            continue;
        }
        (*file)->write(exporting::health_record(*asked, row.place.session, visit));
        (*file)->write("\n");
        ++written;
    }
    if (auto noted = (*archive)->note_records_exported(); !noted) return fail(std::move(noted));
    if (auto kept = (*folder)->keep(); !kept) return fail(std::move(kept));
    Report report;
    report.json = {{"records", written},
                   {"asked_otherwise", unknown},
                   {"files", files_as_json((*folder)->files())}};
    report.text = fmt::format("{} records are in {}.\n", written, (options.to / kRecords).string());
    name_left((*folder)->left_beside(), environment, report);
    if (unknown > 0)
        report.text +=
            fmt::format("{} were asked under a configuration that is not here.\n", unknown);
    return report;
}

// Texts that as many people have released as the study asks for, if there is one; and no others.
Result<Report> export_the_coding(Environment& environment, const ExportOptions& options) {
    bool by_two = options.by_two;
    if (options.study) {
        const auto request = studied(environment, *options.study);
        if (!request) return fail(request.error());
        const auto rule = request->study.free_text;
        if (rule == exporting::FreeText::Withheld)
            return fail(exporting::causes::format_unknown,
                        "This study withholds what patients wrote: it has no coding.",
                        "Let free_text in it be \"released\" or \"released-by-two\".");
        by_two = by_two || rule == exporting::FreeText::ReleasedByTwo;
    }
    return export_coding(environment, options.clinic, options.to, by_two ? 2 : 1);
}

Result<Report> run(Environment& environment, const ExportOptions& options) {
    if (options.to.empty() && !options.dry_run)
        return fail(exporting::causes::export_folder_exists, "No folder is named to write to.",
                    "Give --to DIR, or --dry-run to see the risks alone.");
    if (options.of_the_coding() && !options.dry_run) return export_the_coding(environment, options);
    if (options.study) return export_study(environment, options);
    if (options.formats == std::vector<std::string>{"fhir"} && !options.dry_run)
        return export_records(environment, options);
    return fail(exporting::causes::format_unknown, "A research export needs a study.",
                "Give --study STUDY.toml; without one only --format fhir writes records, for the "
                "clinic's own systems, and --format qdpx the coding of released texts.");
}

}  // namespace

void add_export(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<ExportOptions>();
    CLI::App& command = commands.add(
        app, "export", "A study's data that are hard to trace, or records for the health record",
        "kioskctl export clinic --study study.toml --format csv --to data",
        [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    auto names = exporting::format_names();
    names.emplace_back("qdpx");
    add_option(command, "--format", options->formats,
               "csv, redcap, sav, fhir, psql, qdpx; several with ,")
        .separated_by(',')
        .one_of(names);
    add_option(command, "--to", options->to, "The folder to make");
    add_option(command, "--study", options->study, "What the export is for, and what may leave");
    add_flag(command, "--dry-run", options->dry_run, "Say the risks and write nothing");
    add_flag(command, "--by-two", options->by_two,
             "With --format qdpx: texts that two people have released alone");
    add_check(command, [options]() -> std::string {
        return options->by_two && !options->of_the_coding()
                   ? "--by-two goes with --format qdpx; a study says it by its free_text."
                   : "";
    });
}

}  // namespace spine::tool
