// kioskctl codes: the coding of released texts, listed, changed, and exchanged as a .qdpx.
#include <fmt/format.h>

#include "coding/words.h"
#include "tool/coding_command.h"

namespace spine::tool {
namespace {

namespace fs = std::filesystem;
using coding::Guid;

constexpr std::uint64_t kMostSteps = std::uint64_t{16} << 20U;  // bytes

struct CodesOptions {
    ClinicOptions clinic;
    std::optional<fs::path> import_from, export_to, steps;
    bool undo = false, dry_run = false, without_history = false, by_two = false;
};

std::string complaint_of(const CodesOptions& options) {
    const int things = (options.import_from ? 1 : 0) + (options.export_to ? 1 : 0) +
                       (options.steps ? 1 : 0) + (options.undo ? 1 : 0);
    if (things > 1) return "Do one thing at a time.";
    if (options.dry_run && !options.import_from) return "--dry-run goes with --import.";
    if (options.without_history && !options.export_to)
        return "--without-history goes with --export.";
    return {};
}

std::string_view words_of(coding::Verdict verdict) {
    return verdict == coding::Verdict::Supports ? "supports" : "contradicts";
}

Json guids(const auto& all) {
    Json list = Json::array();
    for (const Guid& one : all) list.push_back(to_text(one));
    return list;
}

Json unit_json(const coding::Unit& unit, const std::string& text) {
    Json codes = Json::array();
    for (const coding::Coding& one : unit.codings) codes.push_back(to_text(one.code));
    return {{"id", to_text(unit.id)},
            {"text", to_text(unit.text)},
            {"from", unit.from},
            {"to", unit.to},
            {"words", coding::part_of(text, unit.from, unit.to)},
            {"note", unit.note},
            {"codes", codes}};
}

Json code_json(const coding::Code& code) {
    return {{"id", to_text(code.id)},
            {"parent", code.parent.is_zero() ? Json() : Json(to_text(code.parent))},
            {"name", code.name},
            {"description", code.description},
            {"colour", code.colour},
            {"codable", code.codable}};
}

Json synthesis_json(const coding::State& state, const coding::Synthesis& one) {
    Json checks = Json::object();
    for (const auto& [unit, verdict] : one.checks) checks[to_text(unit)] = words_of(verdict);
    return {{"id", to_text(one.id)},
            {"group", to_text(one.group)},
            {"heading", one.heading},
            {"text", one.text},
            {"condensates", guids(one.condensates)},
            {"checks", checks},
            {"unchecked", guids(unchecked(state, one))}};
}

void add_written(const coding::State& state, Json& into) {
    into["condensates"] = Json::array();
    for (const auto& [id, one] : state.condensates)
        into["condensates"].push_back(
            {{"id", to_text(id)},
             {"group", to_text(one.group)},
             {"name", one.name},
             {"text", one.text},
             {"quotation", one.quotation.is_zero() ? Json() : Json(to_text(one.quotation))},
             {"units", guids(one.units)}});
    into["syntheses"] = Json::array();
    for (const auto& [id, one] : state.syntheses)
        into["syntheses"].push_back(synthesis_json(state, one));
    into["themes"] = Json::array();
    for (const auto& [id, one] : state.themes)
        into["themes"].push_back({{"id", to_text(id)}, {"words", one.words}});
}

std::string sentence_of(const review::CodingDesk& desk) {
    const coding::State state = desk.shown();
    std::string out = fmt::format("{} texts, {} codes, {} units.\n", desk.texts().size(),
                                  state.codes.size(), state.units.size());
    if (desk.aside() > 0)
        out += fmt::format("{} units stand in texts that are not released now.\n", desk.aside());
    return out;
}

// With the released texts, which whoever codes reads.
Report listed(const review::CodingDesk& desk) {
    const coding::State state = desk.shown();
    Report report;
    report.json = {{"counts", counts_of(desk)},
                   {"texts", Json::array()},
                   {"codes", Json::array()},
                   {"units", Json::array()}};
    std::map<Guid, std::string> words;
    for (const coding::Source& one : desk.texts()) {
        report.json["texts"].push_back(
            {{"guid", to_text(one.id)}, {"id", one.name}, {"text", one.text}});
        words[one.id] = one.text;
    }
    std::map<Guid, std::size_t> under;
    for (const auto& [id, unit] : state.units) {
        report.json["units"].push_back(unit_json(unit, words[unit.text]));
        for (const coding::Coding& one : unit.codings) ++under[one.code];
    }
    for (const coding::Code* code : codes_in_order(state)) {
        report.json["codes"].push_back(code_json(*code));
        report.text +=
            fmt::format("{:>5}  {}  {}\n", under[code->id], to_text(code->id), code->name);
    }
    add_written(state, report.json);
    report.text += sentence_of(desk);
    return report;
}

Report changed(const review::CodingDesk& desk) {
    return {counts_of(desk), sentence_of(desk), true};
}

Result<Report> write_out(Environment& environment, review::CodingDesk& desk,
                         const CodesOptions& options) {
    const auto bytes = desk.project(
        {"Coding", fmt::format("spine-kiosk {}", SPINE_VERSION), !options.without_history});
    if (!bytes) return fail(bytes.error());
    if (auto made = environment.files.create(*options.export_to, *bytes, Access::Owner); !made)
        return fail(std::move(made));
    Report report = changed(desk);
    report.json["file"] = options.export_to->string();
    report.json["bytes"] = bytes->size();
    report.json["history"] = !options.without_history;
    return report;
}

Result<Report> take_in(Environment& environment, review::CodingDesk& desk,
                       const CodesOptions& options) {
    const auto file = environment.files.read(*options.import_from, coding::kMostQdpxBytes);
    if (!file) return fail(file.error());
    const auto arrival = desk.take_in(*file, !options.dry_run);
    if (!arrival) return fail(arrival.error());
    std::size_t steps = 0;
    for (const coding::Entry& one : arrival->entries) steps += one.steps.size();
    Report report;
    report.json = {{"texts", arrival->texts},
                   {"codes", arrival->codes},
                   {"units", arrival->units},
                   {"entries", arrival->entries.size()},
                   {"steps", steps},
                   {"history", arrival->with_history},
                   {"not_taken", arrival->not_taken},
                   {"dry_run", options.dry_run}};
    report.text = fmt::format("{} texts, {} codes, {} units; {} changes.\n", arrival->texts,
                              arrival->codes, arrival->units, steps);
    for (const auto& [what, many] : arrival->not_taken)
        report.text += fmt::format("Left where it is: {} {}\n", many, what);
    if (arrival->not_taken.contains("history"))
        report.text +=
            "Its history and the one here do not tell the same of these texts: what it changes is "
            "one entry, by you.\n";
    if (options.dry_run) report.text += "Nothing was taken in: this was a dry run.\n";
    return report;
}

Result<Report> run(Environment& environment, const CodesOptions& options) {
    auto opened = open_coding(environment, options.clinic, options.by_two ? 2 : 1);
    if (!opened) return fail(std::move(opened));
    review::CodingDesk& desk = opened->desk;
    if (options.export_to) return write_out(environment, desk, options);
    if (options.import_from) return take_in(environment, desk, options);
    if (options.undo) {
        if (auto undone = desk.undo(); !undone) return fail(std::move(undone));
        return changed(desk);
    }
    if (!options.steps) return listed(desk);
    const auto text = environment.files.read(*options.steps, kMostSteps);
    if (!text) return fail(text.error());
    auto steps = coding::decode_steps(as_text(*text));
    if (!steps) return fail(std::move(steps));
    if (auto done = desk.record(std::move(*steps)); !done) return fail(std::move(done));
    return changed(desk);
}

}  // namespace

void add_codes(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<CodesOptions>();
    CLI::App& command =
        commands.add(app, "codes", "Codes released texts, and exchanges that as a .qdpx",
                     "kioskctl codes clinic --export coding.qdpx",
                     [options](Environment& environment) { return run(environment, *options); });
    add_clinic_options(command, options->clinic);
    add_option(command, "--export", options->export_to,
               "Writes a .qdpx with texts, codes, units, condensates and history: FILE");
    add_flag(command, "--without-history", options->without_history,
             "Former names of codes, and the names of who coded, stay here");
    add_option(command, "--import", options->import_from, "Takes a .qdpx in: FILE");
    add_flag(command, "--dry-run", options->dry_run, "Says what an import would change");
    add_option(command, "--steps", options->steps,
               "Does what a list of steps in JSON says (core/coding/step.h): FILE");
    add_flag(command, "--undo", options->undo, "Takes the last change back");
    add_flag(command, "--by-two", options->by_two, "Texts that two people have released alone");
    add_check(command, [options] { return complaint_of(*options); });
}

}  // namespace spine::tool
