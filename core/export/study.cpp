#include "export/study.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "crypto/keys.h"

namespace spine::exporting {
namespace {

using information::Problems;
using information::TomlTable;
using information::causes::key_missing;
using information::causes::value_unfit;

constexpr int kFormat = 1;
constexpr int kMostK = 1000;
// What a public data set may be parted by beside the usual four.
constexpr std::array<std::string_view, 3> kPublicToo = {"about.part", "about.duration",
                                                        "about.earlier-scan"};
constexpr std::array<std::string_view, 6> kFormats = {"csv",  "redcap", "sav",
                                                      "fhir", "psql",   "qdpx"};

// The word of the file, or its place among `words` if it is one of them; else a problem.
std::size_t one_of(TomlTable& table, std::string_view key, const std::vector<std::string>& words,
                   std::string_view fallback) {
    const std::string word = table.text_or(key, fallback);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    std::string listed;
    for (const std::string& one : words)
        listed.append(listed.empty() ? "" : ", ").append("\"").append(one).append("\"");
    table.report(value_unfit, key, fmt::format("This must be one of {}.", listed));
    return 0;
}

std::optional<TomlTable> required(TomlTable& document, std::string_view name) {
    auto table = document.table(name);
    if (!table && !document.has(name))
        document.report(key_missing, "", fmt::format("The table [{}] is missing.", name));
    return table;
}

UnixMs day_in(TomlTable& table, std::string_view key, std::string& text) {
    text = table.text(key);
    const auto at = text.size() == 10 ? from_rfc3339(text) : std::nullopt;
    if (!at && !text.empty())
        table.report(value_unfit, key, R"(This must be a day, written as "2026-01-31".)");
    return at.value_or(0);
}

// Days within a half-year would say more of when a row was answered than the half-year does.
void check_edges(TomlTable& table, const Study& study) {
    const bool halves = study.coarsening == Coarsening::HalfYear;
    const auto ends = [&](const std::string& day, std::string_view year, std::string_view half) {
        return day.empty() || day.ends_with(year) || (halves && day.ends_with(half));
    };
    if (!ends(study.from_day, "-01-01", "-07-01"))
        table.report(value_unfit, "from",
                     halves ? "A study begins on a 1 January or a 1 July."
                            : "A study by years begins on a 1 January.");
    if (!ends(study.until_day, "-12-31", "-06-30"))
        table.report(value_unfit, "until",
                     halves ? "A study ends on a 30 June or a 31 December."
                            : "A study by years ends on a 31 December.");
}

void read_period(TomlTable& document, Study& study) {
    auto table = required(document, "period");
    if (!table) return;
    study.from = day_in(*table, "from", study.from_day);
    study.until = day_in(*table, "until", study.until_day) + kDayMs;
    if (study.until <= study.from)
        table->report(value_unfit, "until", "The last day must not be before the first.");
    if (study.until - study.from > UnixMs{100} * 366 * kDayMs)
        table->report(value_unfit, "until", "A study covers at most a hundred years.");
    study.coarsening =
        static_cast<Coarsening>(one_of(*table, "coarsening", {"half-year", "year"}, "half-year"));
    if (study.from != 0 && study.until != kDayMs) check_edges(*table, study);
    table->done();
}

void read_privacy(TomlTable& document, Study& study) {
    const ProfileRules rules = rules_of(study.profile);
    study.k = rules.k;
    auto table = document.table("privacy");
    if (!table) return;
    study.k = table->whole_or("k", rules.k, 1, kMostK);
    if (study.k < rules.k)
        table->report(causes::study_laxer, "k",
                      fmt::format("The profile \"{}\" asks for at least {}.", rules.name, rules.k));
    study.suppression = table->number_or("suppression", kMostSuppressed);
    if (!(study.suppression >= 0 && study.suppression <= kMostSuppressed))
        table->report(causes::study_laxer, "suppression",
                      fmt::format("This must be a number from 0 to {}.", kMostSuppressed));
    study.cell_threshold = table->whole_or("cell_threshold", kLeastCellThreshold, 0, kMostK);
    if (study.cell_threshold < kLeastCellThreshold)
        table->report(causes::study_laxer, "cell_threshold",
                      fmt::format("This must be at least {}.", kLeastCellThreshold));
    study.metric =
        static_cast<Metric>(one_of(*table, "metric", {"loss", "discernibility"}, "loss"));
    study.free_text = static_cast<FreeText>(
        one_of(*table, "free_text", {"withheld", "released", "released-by-two"}, "withheld"));
    if (study.free_text != FreeText::Withheld && !rules.items)
        table->report(
            causes::study_laxer, "free_text",
            fmt::format(R"(The profile "{}" has no free text: write "withheld".)", rules.name));
    table->done();
}

void read_data(TomlTable& document, Study& study) {
    auto table = required(document, "data");
    if (!table) return;
    study.primary_outcome = table->text("primary_outcome");
    study.related_to = table->text_or("related_to", "");
    study.formats = table->texts("formats");
    for (const std::string& format : study.formats)
        if (std::find(kFormats.begin(), kFormats.end(), format) == kFormats.end())
            table->report(value_unfit, "formats",
                          fmt::format("There is no format \"{}\".", format));
    study.language = table->text_or("language", "en");
    study.variables = table->texts("variables");
    study.variables_place = table->place("variables");
    study.outcome_place = table->place("primary_outcome");
    study.related_place = table->place("related_to");
    study.proxies = table->flag_or("proxies", false);
    study.repeated_visits = table->flag_or("repeated_visits", false);
    study.names_clinic = table->flag_or("names_clinic", study.profile != Profile::Public);
    table->done();
}

// Rows of at least an answer, a value and "*", all equally long.
void check_rows(TomlTable& table, QuasiIdentifier& one) {
    const std::size_t length = !one.rows.empty() ? one.rows.front().size() : one.rest.size() + 1;
    auto rows = one.rows;
    if (!one.rest.empty()) {
        rows.push_back(one.rest);
        rows.back().insert(rows.back().begin(), "");
    }
    for (const auto& row : rows) {
        if (row.size() == length && row.size() >= 3 && row.back() == kAnything) continue;
        table.report(value_unfit, one.rows.empty() ? "rest" : "rows",
                     R"(Each row is an answer, then its values from fine to coarse, the last "*"; )"
                     R"(all are equally long, and "rest" has no answer in front.)");
        one.rows.clear();
        one.rest.clear();
        return;
    }
}

// Whether the study may part its rows by this: what a public data set shows of a person is little.
void check_source(TomlTable& table, const Study& study, const QuasiIdentifier& one) {
    const auto usual = defaults(study.coarsening);
    const auto same_source = [&](const QuasiIdentifier& other) { return other.from == one.from; };
    const auto owner = std::find_if(usual.begin(), usual.end(), same_source);
    // Two columns of one answer, each no finer than it may be, are finer together.
    if (owner != usual.end() ? owner->name != one.name
                             : std::any_of(study.quasi_identifiers.begin(),
                                           study.quasi_identifiers.end(), same_source))
        table.report(value_unfit, "from",
                     fmt::format("\"{}\" is the source of a quasi-identifier already.", one.from));
    else if (!is_answer(one) && owner == usual.end())
        table.report(value_unfit, "from",
                     R"(That is always one where it leaves: name it in "data.variables".)");
    else if (owner == usual.end() && study.profile == Profile::Public &&
             std::find(kPublicToo.begin(), kPublicToo.end(), one.from) == kPublicToo.end())
        table.report(causes::study_laxer, "from",
                     fmt::format("A public study may take {} beside the usual four.",
                                 fmt::join(kPublicToo, ", ")));
}

// In the place of the usual one with its name, or behind all.
void put_quasi_identifier(TomlTable& table, Study& study, QuasiIdentifier one) {
    check_source(table, study, one);
    auto& all = study.quasi_identifiers;
    const auto usual = std::find_if(all.begin(), all.end(),
                                    [&](const auto& other) { return other.name == one.name; });
    if (usual == all.end()) {
        all.push_back(std::move(one));
        return;
    }
    if (!usual->place.empty()) {
        table.report(value_unfit, "name", "There is a quasi-identifier with this name already.");
    } else if (one.name == kFromPeriod) {
        table.report(value_unfit, "name", "How coarse the period is stands in period.coarsening.");
    } else if (one.name == kFromLanguage && one.from != kFromLanguage) {
        table.report(value_unfit, "from", R"(The language comes from "language".)");
    } else if (one.name == kFromLanguage && one.rest.empty()) {
        table.report(value_unfit, "rest",
                     R"(Say with "rest" what a language without a row becomes.)");
    } else if (one.rows.empty() || is_finer(one, *usual)) {
        table.report(
            causes::study_laxer, "rows",
            fmt::format("The values of \"{}\" must not be finer than the usual ones.", one.name));
    }
    *usual = std::move(one);
}

void read_quasi_identifiers(TomlTable& document, Study& study) {
    study.quasi_identifiers = defaults(study.coarsening);
    for (TomlTable& table : document.tables("quasi_identifier")) {
        QuasiIdentifier one;
        one.name = table.text("name");
        one.from = table.text("from");
        one.rows = table.text_lists("rows");
        one.rest = table.texts("rest");
        one.place = table.place("");
        check_rows(table, one);
        put_quasi_identifier(table, study, std::move(one));
        table.done();
    }
}

void read_sensitive(TomlTable& document, Study& study) {
    for (TomlTable& table : document.tables("sensitive")) {
        Sensitive one;
        one.variable = table.text("variable");
        one.place = table.place("");
        one.l_kind = static_cast<Sensitive::LKind>(
            one_of(table, "l_kind", {"distinct", "entropy"}, "distinct"));
        one.l = table.number_or("l", 0);
        if (table.has("t")) one.t = table.number_or("t", 0);
        one.ordered = one_of(table, "t_kind", {"equal", "ordered"}, "equal") == 1;
        if (one.l == 0 && !one.t)
            table.report(key_missing, "", R"(Give "l", "t" or both: else nothing is asked for.)");
        if (table.has("l") && !(one.l >= 1 && one.l <= kMostK))
            table.report(value_unfit, "l", fmt::format("This must be from 1 to {}.", kMostK));
        if (one.l_kind == Sensitive::LKind::Distinct &&
            one.l != static_cast<double>(static_cast<int>(one.l)))
            table.report(value_unfit, "l", "Distinct values are counted: give a whole number.");
        if (one.t && !(*one.t >= 0 && *one.t <= 1))
            table.report(value_unfit, "t", "This must be a number from 0 to 1.");
        table.done();
        study.sensitive.push_back(std::move(one));
    }
}

Study read(TomlTable& document) {
    Study study;
    if (document.whole_or("format", 0, 0, 1'000'000) != kFormat)
        document.report(value_unfit, document.has("format") ? "format" : "",
                        fmt::format("This program reads studies of format = {}.", kFormat));
    study.title = document.text("title");
    study.question = document.text("question");
    study.ethics = document.text("ethics");
    if (!document.has("profile"))
        document.report(key_missing, "", R"("profile" is missing: "agreement" or "public".)");
    study.profile =
        static_cast<Profile>(one_of(document, "profile", {"agreement", "public"}, "agreement"));
    read_period(document, study);
    read_privacy(document, study);
    read_data(document, study);
    read_quasi_identifiers(document, study);
    read_sensitive(document, study);
    document.done();
    return study;
}

}  // namespace

ProfileRules rules_of(Profile profile) {
    if (profile == Profile::Public) return {"public", 12, false};
    return {"agreement", 5, true};
}

CheckedStudy check_study(std::string_view toml) {
    CheckedStudy checked;
    auto document = TomlTable::parse(toml, checked.problems);
    if (!document) return checked;
    Study study = read(*document);
    study.hash = crypto::hash(as_bytes(without_comments(toml))).hex();
    if (checked.problems.empty()) checked.study = std::move(study);
    return checked;
}

tl::unexpected<Fault> study_fault(const Problems& problems, const std::string& name) {
    std::string said =
        problems.size() == 1 ? "The study file has a fault:" : "The study file has faults:";
    for (const auto& problem : problems)
        said += fmt::format("\n  {}: {}", problem.where, problem.what);
    return fail(causes::study_faulty, said + "\n", "Mend the file and try again.", name);
}

Result<Study> read_study(std::string_view toml, const std::string& name) {
    auto checked = check_study(toml);
    if (!checked.study) return study_fault(checked.problems, name);
    return std::move(*checked.study);
}

}  // namespace spine::exporting
