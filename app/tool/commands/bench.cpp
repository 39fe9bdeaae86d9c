// kioskctl bench: runs the measuring programs of tests/bench that stand beside this one.
#include <fmt/format.h>

#include <array>
#include <cstdio>

#include "tool/command.h"

namespace spine::tool {
namespace {

namespace causes {
constexpr Cause bench_unavailable = "bench-unavailable";
constexpr Cause bench_failed = "bench-failed";
}  // namespace causes

constexpr std::array<const char*, 5> kNames = {"answer", "page", "idle", "first-frame", "import"};

struct PipeCloser {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};

Result<Json> measure(const Environment& environment, const std::string& name) {
    const std::filesystem::path program = environment.programs / ("bench-" + name);
    if (!environment.files.exists(program)) {
        return fail(causes::bench_unavailable, "This benchmark has not been built.",
                    "Run tests/run once, which builds it beside kioskctl.", program.string());
    }
    environment.messages << "measuring " << name << "\n";
    const std::string line =
        fmt::format("'{}' '{}'", program.string(), environment.programs.string());
    const std::unique_ptr<std::FILE, PipeCloser> pipe(::popen(line.c_str(), "r"));
    std::string printed;
    std::array<char, 4096> block{};
    while (pipe && std::fgets(block.data(), block.size(), pipe.get()) != nullptr) {
        printed += block.data();
    }
    Json result = Json::parse(printed, nullptr, false);
    if (!result.is_object()) {
        return fail(causes::bench_failed, "The benchmark ended without a figure.",
                    "Run the program alone to see why.", program.string());
    }
    return result;
}

Result<Report> run(const Environment& environment, const std::string& only) {
    Report report{Json::array(), {}, true};
    for (const std::string name : kNames) {
        if (!only.empty() && only != name) continue;
        auto measured = measure(environment, name);
        if (!measured) return fail(std::move(measured));
        report.text += fmt::format("{:<12} {:>10.3f} {:<8} floor {:>10.3f}  ratio {:.3f}\n", name,
                                   measured->value("value", 0.0), measured->value("unit", ""),
                                   measured->value("floor", 0.0), measured->value("ratio", 0.0));
        report.json.push_back(std::move(*measured));
    }
    return report;
}

}  // namespace

void add_bench(CLI::App& app, Commands& commands) {
    const auto only = std::make_shared<std::string>();
    commands
        .add(app, "bench", "Measures this build beside its floors", "kioskctl bench answer --json",
             [only](Environment& environment) { return run(environment, *only); })
        .add_option("name", *only, "answer, page, idle, first-frame or import")
        ->check(CLI::IsMember(std::vector<std::string>(kNames.begin(), kNames.end())));
}

}  // namespace spine::tool
