// kioskctl bench: runs the measuring programs of tests/bench that stand beside this one.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <sstream>

#include "tool/command.h"

namespace spine::tool {
namespace {

namespace causes {
constexpr Cause bench_unavailable = "bench-unavailable";
constexpr Cause bench_failed = "bench-failed";
}  // namespace causes

constexpr std::array<const char*, 10> kNames = {"answer",    "page",  "idle",    "first-frame",
                                                "import",    "push",  "decrypt", "beside-sync",
                                                "anonymize", "export"};

struct PipeCloser {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

std::filesystem::path program_of(const Environment& environment, const std::string& name) {
    return environment.programs / ("bench-" + name);
}

// Before anything is measured, so that nobody waits a minute for half of the figures.
Status all_are_built(const Environment& environment, const std::vector<std::string>& names) {
    std::string missing;
    for (const std::string& name : names) {
        if (environment.files.exists(program_of(environment, name))) continue;
        missing += (missing.empty() ? "bench-" : ", bench-") + name;
    }
    if (missing.empty()) return {};
    return fail(causes::bench_unavailable, "Not built yet: " + missing + ".",
                "Run tests/run once: it installs what they need and builds them beside kioskctl.",
                environment.programs.string());
}

// What the program prints: a figure a line.
Result<std::vector<Json>> measure(const Environment& environment, const std::string& name) {
    const std::filesystem::path program = program_of(environment, name);
    environment.messages << "measuring " << name << "\n";
    const std::string line =
        fmt::format("'{}' '{}'", program.string(), environment.programs.string());
    std::unique_ptr<std::FILE, PipeCloser> pipe(::popen(line.c_str(), "r"));
    std::string printed;
    std::array<char, 4096> block{};
    while (pipe && std::fgets(block.data(), block.size(), pipe.get()) != nullptr) {
        printed += block.data();
    }
    const bool ended_well = pipe && ::pclose(pipe.release()) == 0;
    std::vector<Json> figures;
    std::istringstream lines(printed);
    for (std::string one; std::getline(lines, one);) {
        figures.push_back(Json::parse(one, nullptr, false));
        if (!figures.back().is_object()) figures.clear();
        if (figures.empty()) break;
    }
    if (figures.empty() || !ended_well) {
        return fail(causes::bench_failed, "The benchmark ended without its figures.",
                    "Run the program alone to see why.", program.string());
    }
    return figures;
}

std::string said_of(const Json& figure) {
    return fmt::format(
        "{:<17} {:>10.3f} {:<11} floor {:>10.3f}  ratio {:>8.3f}  {}: {}\n",
        figure.value("name", ""), figure.value("value", 0.0), figure.value("unit", ""),
        figure.value("floor", 0.0), figure.value("ratio", 0.0),
        figure.value("within", false) ? "within" : "beyond", figure.value("limit", ""));
}

Result<Report> measure_all(const Environment& environment, const std::string& only) {
    std::vector<std::string> names(kNames.begin(), kNames.end());
    if (!only.empty()) names = {only};
    if (auto built = all_are_built(environment, names); !built) return fail(std::move(built));
    Report report{Json::array(), {}, true};
    for (const std::string& name : names) {
        auto measured = measure(environment, name);
        if (!measured) return fail(std::move(measured));
        for (Json& figure : *measured) {
            report.text += said_of(figure);
            report.json.push_back(std::move(figure));
        }
    }
    return report;
}

}  // namespace

void add_bench(CLI::App& app, Commands& commands) {
    const auto only = std::make_shared<std::string>();
    CLI::App& command = commands.add(
        app, "bench", "Measures this build beside its floors", "kioskctl bench answer --json",
        [only](Environment& environment) { return measure_all(environment, *only); });
    add_option(command, "name", *only,
               "answer, page, idle, first-frame, import, push, decrypt, beside-sync, anonymize or "
               "export")
        .one_of(std::vector<std::string>(kNames.begin(), kNames.end()));
}

}  // namespace spine::tool
