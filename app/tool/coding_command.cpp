#include "tool/coding_command.h"

#include <fmt/format.h>

#include "export/export_folder.h"

namespace spine::tool {
namespace {

constexpr const char* kFile = "coding.qdpx";

}  // namespace

Result<OpenedCoding> open_coding(Environment& environment, const ClinicOptions& options,
                                 std::size_t readers) {
    auto archive = open_archive(environment, options);
    if (!archive) return fail(std::move(archive));
    auto shelf = std::make_unique<importing::ConfigurationShelf>(
        environment.files, (*archive)->folder(), (*archive)->root());
    auto desk = review::CodingDesk::open(
        **archive, [&](const crypto::Hash& hash) { return shelf->find(hash); }, environment.clock,
        environment.random, readers);
    if (!desk) return fail(std::move(desk));
    return OpenedCoding{std::move(*archive), std::move(shelf), std::move(*desk)};
}

Result<Report> export_coding(Environment& environment, const ClinicOptions& options,
                             const std::filesystem::path& to, std::size_t readers) {
    auto opened = open_coding(environment, options, readers);
    if (!opened) return fail(std::move(opened));
    const auto bytes = opened->desk.project(
        {"Coding", fmt::format("spine-kiosk {}", SPINE_VERSION), /*with_history=*/false});
    if (!bytes) return fail(bytes.error());
    auto folder = exporting::ExportFolder::make(to);
    if (!folder) return fail(std::move(folder));
    auto file = (*folder)->file(kFile);
    if (!file) return fail(std::move(file));
    (*file)->write(as_text(*bytes));
    if (auto kept = (*folder)->keep(); !kept) return fail(std::move(kept));
    Report report;
    report.json = counts_of(opened->desk);
    report.json["files"] = Json::array();
    report.json["files"].push_back({{"name", kFile}, {"bytes", bytes->size()}});
    report.text =
        fmt::format("{} units in {} texts are in {}.\n", opened->desk.shown().units.size(),
                    opened->desk.texts().size(), (to / kFile).string());
    return report;
}

Json counts_of(const review::CodingDesk& desk) {
    const coding::State state = desk.shown();
    return {{"texts", desk.texts().size()},        {"codes", state.codes.size()},
            {"units", state.units.size()},         {"condensates", state.condensates.size()},
            {"syntheses", state.syntheses.size()}, {"themes", state.themes.size()},
            {"units_aside", desk.aside()},         {"changes", desk.history().entries().size()}};
}

}  // namespace spine::tool
