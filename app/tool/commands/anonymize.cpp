// kioskctl anonymize: any table, generalised and suppressed until it holds what is asked for.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "base/file_kind.h"
#include "base/file_stream.h"
#include "deidentify/csv_table.h"
#include "deidentify/disclosure_report.h"
#include "deidentify/hierarchy_files.h"
#include "deidentify/search.h"
#include "deidentify/shown_name.h"
#include "tool/command.h"

namespace spine::tool {
namespace {

namespace causes {
constexpr Cause out_unfit = "out-unfit";
}  // namespace causes

struct AnonymizeOptions {
    std::filesystem::path in, hierarchies, out;
    unsigned k = 0;
    double max_suppression = 0.05;
    std::vector<std::string> quasi_identifiers, sensitive;
    std::string metric = "discernibility", l_kind, t_kind;  // empty: not given
    std::optional<double> l, t;
    bool only_qi = false, shuffle = false;
};

bool named_twice(std::vector<std::string> columns) {
    std::sort(columns.begin(), columns.end());
    return std::adjacent_find(columns.begin(), columns.end()) != columns.end();
}

// What does not fit together on the command line.
std::string complaint(const AnonymizeOptions& options) {
    const bool asks = options.l || options.t;
    if (asks && options.sensitive.empty()) return "--l and --t need --sensitive";
    if (!asks && !options.sensitive.empty()) return "--sensitive needs --l or --t";
    if (!options.l && !options.l_kind.empty()) return "--l-kind needs --l";
    if (!options.t && !options.t_kind.empty()) return "--t-kind needs --t";
    if (named_twice(options.quasi_identifiers)) return "--qi names a column twice";
    if (named_twice(options.sensitive)) return "--sensitive names a column twice";
    if (options.l && options.l_kind != "entropy" && *options.l != std::floor(*options.l))
        return "--l counts distinct values: it is a whole number";
    return {};
}

// The files in which the values of sensitive columns stand in order.
Result<std::vector<deidentify::HierarchyFile>> order_files(
    Environment& environment, const AnonymizeOptions& options,
    const std::vector<std::string>& columns) {
    if (options.t_kind != "ordered") return std::vector<deidentify::HierarchyFile>{};
    return deidentify::find_hierarchies(environment.files, options.hierarchies,
                                        options.in.stem().string(), columns);
}

// OUT takes the place of what has its name; that must not be what is read.
Status check_out(Environment& environment, const AnonymizeOptions& options,
                 const deidentify::CsvTable& table) {
    const FileKind kind = kind_of(options.out);
    if (kind == FileKind::Missing) return {};
    if (kind != FileKind::Regular)
        return fail(causes::out_unfit, "OUT is a folder, a link, a pipe or a device, not a file.",
                    "Name a file.", options.out.string());
    std::vector<std::filesystem::path> read = table.hierarchies;
    read.push_back(table.file);
    const auto orders = order_files(environment, options, options.sensitive);
    if (!orders) return fail(orders.error());
    for (const deidentify::HierarchyFile& one : *orders) read.push_back(one.file);
    for (const std::filesystem::path& file : read) {
        std::error_code unknown;
        if (std::filesystem::equivalent(file, options.out, unknown))
            return fail(causes::out_unfit,
                        "OUT is the table itself, one of its hierarchies, or the order of a "
                        "column's values.",
                        "Name another file: what is read stays as it is.", options.out.string());
    }
    return {};
}

// The order of a sensitive column's values: as its file of hierarchies has them, if it has one.
Result<std::vector<std::string>> order_of(Environment& environment, const AnonymizeOptions& options,
                                          const std::string& column) {
    const auto found = order_files(environment, options, {column});
    if (!found) return fail(found.error());
    if (found->empty()) return std::vector<std::string>{};
    return deidentify::read_order(found->front());
}

Result<deidentify::Requirements> requirements_of(Environment& environment,
                                                 const AnonymizeOptions& options) {
    deidentify::Requirements asked;
    asked.k = options.k;
    asked.max_suppression = options.max_suppression;
    asked.metric =
        options.metric == "loss" ? deidentify::Metric::Loss : deidentify::Metric::Discernibility;
    for (const std::string& column : options.sensitive) {
        deidentify::SensitiveRequirement one;
        one.column = column;
        if (options.l && options.l_kind != "entropy")
            one.distinct_l = static_cast<std::uint32_t>(*options.l);
        else
            one.entropy_l = options.l;
        one.t = options.t;
        if (options.t && options.t_kind == "ordered") {
            one.ground = deidentify::Ground::Ordered;
            auto order = order_of(environment, options, column);
            if (!order) return fail(std::move(order));
            one.order = std::move(*order);
        }
        asked.sensitive.push_back(std::move(one));
    }
    return asked;
}

// On a terminal a line that counts up, and goes.
deidentify::SearchWatch shown_on(std::ostream& messages) {
    deidentify::SearchWatch watch;
    if (::isatty(STDERR_FILENO) == 0) return watch;
    watch.progress = [&messages](double share) {
        messages << fmt::format("\rsearching {:3.0f} %", 100 * share)
                 << (share >= 1 ? "\r               \r" : "") << std::flush;
    };
    return watch;
}

struct Done {
    deidentify::CsvTable table;
    deidentify::Solution solution;
    deidentify::DisclosureReport report;
    std::uint64_t limit = 0;  // rows that could have been suppressed
    deidentify::Written written;
    double search_seconds = 0, seconds = 0;
};

std::string names(std::vector<std::string> columns) {
    for (std::string& name : columns) name = deidentify::shown_name(name);
    return fmt::format("{}", fmt::join(columns, ", "));
}

// Columns that were neither generalised nor named as sensitive.
std::vector<std::string> others(const deidentify::CsvTable& table) {
    std::vector<std::string> left;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const auto in = [i](const std::vector<std::size_t>& places) {
            return std::find(places.begin(), places.end(), i) != places.end();
        };
        if (!in(table.quasi_identifiers) && !in(table.sensitive)) left.push_back(table.columns[i]);
    }
    return left;
}

std::string said_of(const deidentify::ColumnCost& cost) {
    if (cost.level == 0) return "as it is";
    return fmt::format("{} values became {}, {:.0f} % of the loss", cost.values, cost.labels,
                       100 * cost.share);
}

void say(std::ostream& messages, const Done& done, const AnonymizeOptions& options) {
    const deidentify::DisclosureReport& report = done.report;
    for (const deidentify::ColumnCost& cost : report.columns)
        messages << fmt::format("{}: level {} of {}, {}\n", deidentify::shown_name(cost.column),
                                cost.level, cost.levels - 1, said_of(cost));
    messages << fmt::format(
        "{} of {} rows suppressed ({:.2f} %; {} were allowed), {} classes of {} to {} rows, "
        "discernibility {}, loss {:.4f}.\n",
        report.suppressed, report.rows, 100 * report.suppressed_share, done.limit,
        report.kept_classes, report.sizes.smallest, report.sizes.largest, report.discernibility,
        report.loss);
    messages << fmt::format(
        "Risk that somebody is picked out by these columns: {:.4f} at most, {:.4f} in the mean "
        "(before: {:.4f}, {:.4f}); alone in their class: {} (before: {}).\n",
        report.prosecutor.maximum, report.prosecutor.mean, report.prosecutor_before.maximum,
        report.prosecutor_before.mean, report.sizes.uniques, report.sizes_before.uniques);
    const auto left = others(done.table);
    if (left.empty()) return;
    messages << (options.only_qi ? fmt::format("Not written: {}.\n", names(left))
                                 : fmt::format("Written as they are, and not counted as known to "
                                               "anybody: {}. --only-qi leaves them out.\n",
                                               names(left)));
}

Json columns_as_json(const deidentify::DisclosureReport& report) {
    Json list = Json::array();
    for (const deidentify::ColumnCost& cost : report.columns)
        list.push_back({{"column", cost.column},
                        {"level", cost.level},
                        {"levels", cost.levels},
                        {"values", cost.values},
                        {"labels", cost.labels},
                        {"loss", cost.loss},
                        {"share", cost.share}});
    return list;
}

Json as_json(const Done& done, const AnonymizeOptions& options) {
    const deidentify::DisclosureReport& report = done.report;
    Json levels = Json::object();
    for (const deidentify::ColumnCost& cost : report.columns) levels[cost.column] = cost.level;
    return {{"rows", report.rows},
            {"levels", levels},
            {"suppressed", report.suppressed},
            {"classes", report.kept_classes},
            {"discernibility", report.discernibility},
            {"loss", report.loss},
            {"max_risk", report.prosecutor.maximum},
            {"mean_risk", report.prosecutor.mean},
            {"uniques", report.sizes.uniques},
            {"uniques_before", report.sizes_before.uniques},
            {"smallest_class", report.sizes.smallest},
            {"suppression_limit", done.limit},
            {"written", done.written.rows},
            {"formulas_defused", done.written.defused},
            {"columns", columns_as_json(report)},
            {options.only_qi ? "dropped" : "passed", others(done.table)},
            {"nodes", done.solution.nodes},
            {"nodes_checked", done.solution.nodes_checked},
            {"seconds", done.search_seconds},
            {"seconds_with_files", done.seconds}};
}

Result<deidentify::Written> write(Environment& environment, const AnonymizeOptions& options,
                                  const deidentify::CsvTable& table,
                                  const deidentify::Release& release, ByteSink& out) {
    const auto others =
        options.only_qi ? deidentify::OtherColumns::Drop : deidentify::OtherColumns::Pass;
    if (!options.shuffle) return deidentify::write_table(table, release, others, out);
    const auto folder = options.out.parent_path();
    const auto spool = SpoolFile::begin(folder.empty() ? "." : folder);
    if (!spool) return fail(spool.error());
    auto written = deidentify::write_table(table, release, others, **spool, true);
    if (!written) return written;
    auto shuffled =
        deidentify::shuffle_rows(**spool, std::move(written->ends), environment.random, out);
    if (!shuffled) return fail(std::move(shuffled));
    return written;
}

Result<Done> anonymize(Environment& environment, const AnonymizeOptions& options) {
    const auto now = [&] { return static_cast<double>(environment.clock.steady_ms()) / 1000; };
    const double begun = now();
    auto table = deidentify::open_table(environment.files, options.in, options.hierarchies,
                                        options.quasi_identifiers, options.sensitive);
    if (!table) return fail(std::move(table));
    if (auto fits = check_out(environment, options, *table); !fits) return fail(std::move(fits));
    auto requirements = requirements_of(environment, options);
    if (!requirements) return fail(std::move(requirements));
    // Before the work, so that nobody waits to hear that it cannot be written.
    auto out = PendingFile::begin(options.out, Access::Owner);
    if (!out) return fail(std::move(out));
    auto data = deidentify::count_table(*table);
    if (!data) return fail(std::move(data));
    const double counted = now();
    auto solution = deidentify::search(*data, *requirements, shown_on(environment.messages));
    if (!solution) return fail(std::move(solution));
    const double searched = now();
    auto release = deidentify::Release::make(*data, *requirements, solution->levels);
    if (!release) return fail(std::move(release));
    auto written = write(environment, options, *table, *release, **out);
    if (!written) return fail(std::move(written));
    auto report = deidentify::disclosure_report(*release);
    if (!report) return fail(std::move(report));
    if (auto published = (*out)->publish(); !published) return fail(std::move(published));
    return Done{std::move(*table),  std::move(*solution),
                std::move(*report), deidentify::suppression_limit(*requirements, data->rows()),
                *written,           searched - counted,
                now() - begun};
}

Result<Report> run(Environment& environment, const AnonymizeOptions& options) {
    const auto done = anonymize(environment, options);
    if (!done) return fail(done.error());
    say(environment.messages, *done, options);
    return Report{as_json(*done, options),
                  fmt::format("{}: {} rows\n", options.out.string(), done->written.rows), true};
}

void add_models(CLI::App& command, AnonymizeOptions& options) {
    add_option(command, "--sensitive", options.sensitive,
               "Columns whose values nobody may learn, between commas; with --l, --t or both")
        .separated_by(',');
    add_option(command, "--l", options.l, "Each class has at least so many values of each of them")
        .within(1, 1e9);
    add_option(command, "--l-kind", options.l_kind,
               "distinct (default), or entropy: as even as that many values")
        .one_of({"distinct", "entropy"});
    add_option(command, "--t", options.t,
               "Each class has them distributed as the table, but for this distance (0 to 1)")
        .within(0, 1);
    add_option(
        command, "--t-kind", options.t_kind,
        "equal (default), or ordered: as numbers, or as the lines of the column's file in DIR")
        .one_of({"equal", "ordered"});
}

}  // namespace

void add_anonymize(CLI::App& app, Commands& commands) {
    const auto options = std::make_shared<AnonymizeOptions>();
    CLI::App& command = commands.add(
        app, "anonymize", "Generalises any table until nobody stands out, at the least cost",
        "kioskctl anonymize adult.csv --hierarchies adult --k 5 --qi sex,age --out released.csv",
        [options](Environment& environment) { return run(environment, *options); });
    add_option(command, "IN", options->in, "A table: CSV with the columns' names in its first line")
        .required();
    add_option(command, "--hierarchies", options->hierarchies,
               "The folder with <column>.csv or <table>_hierarchy_<column>.csv")
        .required();
    add_option(command, "--k", options->k, "Rows that a class has at least")
        .required()
        .between(1, 1'000'000'000);
    add_option(command, "--out", options->out,
               "Where the released table goes, for its owner alone; it shows whole or not at all")
        .required();
    add_option(command, "--qi", options->quasi_identifiers,
               "The columns to generalise, between commas; without it all that have a hierarchy")
        .separated_by(',');
    add_option(command, "--max-suppression", options->max_suppression,
               "The share of rows that may be left out (0.05)")
        .within(0, 1);
    add_option(command, "--metric", options->metric, "What is least: discernibility or loss")
        .one_of({"discernibility", "loss"});
    add_flag(command, "--only-qi", options->only_qi,
             "Write what is generalised and sensitive, and no other column");
    add_flag(command, "--shuffle", options->shuffle,
             "Write the rows in an order of chance instead of the table's");
    add_models(command, *options);
    add_check(command, [options] { return complaint(*options); });
}

}  // namespace spine::tool
