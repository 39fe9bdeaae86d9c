#include "export/quasi_identifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace spine::exporting {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> tail_of(const std::vector<std::string>& row) {
    return {row.begin() + 1, row.end()};
}

QuasiIdentifier age() {
    return {"age",
            "about.age",
            {{"under-18", "under-18", "under-60", "*"},
             {"18-29", "18-39", "under-60", "*"},
             {"30-39", "18-39", "under-60", "*"},
             {"40-49", "40-59", "under-60", "*"},
             {"50-59", "40-59", "under-60", "*"},
             {"60-79", "60-and-over", "60-and-over", "*"},
             {"80-plus", "60-and-over", "60-and-over", "*"}},
            {},
            {}};
}

QuasiIdentifier sex() {
    return {"sex",
            "about.sex",
            {{"female", "female", "*"}, {"male", "male", "*"}, {"other", "other", "*"}},
            {},
            {}};
}

QuasiIdentifier language() {
    return {"language", std::string(kFromLanguage), {{"da", "da", "*"}}, {"other", "*"}, {}};
}

QuasiIdentifier period(Coarsening coarsening) {
    QuasiIdentifier made{"period", std::string(kFromPeriod), {}, {}, {}};
    // Its rows follow from the time: values_of() makes them.
    made.rest = coarsening == Coarsening::Year ? std::vector<std::string>{"year", "*"}
                                               : std::vector<std::string>{"half-year", "year", "*"};
    return made;
}

std::set<std::string> finest_of(const QuasiIdentifier& one) {
    std::set<std::string> values;
    for (const auto& row : one.rows) values.insert(row.at(1));
    if (!one.rest.empty()) values.insert(one.rest.front());
    return values;
}

// "2026-H1" -> "2026-H1", "2026", "*"; "2026" -> "2026", "*".
std::vector<std::string> period_values(std::string_view period) {
    std::vector<std::string> values{std::string(period)};
    if (const auto dash = period.find('-'); dash != std::string_view::npos)
        values.emplace_back(period.substr(0, dash));
    values.emplace_back(kAnything);
    return values;
}

}  // namespace

std::size_t QuasiIdentifier::levels() const {
    if (!rows.empty()) return rows.front().size() - 1;
    return rest.empty() ? 2 : rest.size();
}

std::vector<std::string> QuasiIdentifier::values_of(std::string_view answer) const {
    if (answer.empty()) {
        std::vector<std::string> unknown(levels() - 1, std::string(kNotStated));
        unknown.emplace_back(kAnything);
        return unknown;
    }
    if (from == kFromPeriod) return period_values(answer);
    for (const auto& row : rows)
        if (row.front() == answer) return tail_of(row);
    if (rows.empty() && rest.empty()) return {std::string(answer), std::string(kAnything)};
    return rest;
}

bool is_answer(const QuasiIdentifier& one) {
    const auto sources = {kFromLanguage, kFromPeriod, kFromStatus, kFromVersion, kFromProxy};
    return std::find(sources.begin(), sources.end(), one.from) == sources.end();
}

std::string period_of(UnixMs time, Coarsening coarsening) {
    const std::string day = to_rfc3339(time);
    const std::string year = day.substr(0, 4);
    if (coarsening == Coarsening::Year) return year;
    return year + (day.substr(5, 2) < "07" ? "-H1" : "-H2");
}

std::vector<QuasiIdentifier> defaults(Coarsening coarsening) {
    return {age(), sex(), language(), period(coarsening)};
}

bool is_finer(const QuasiIdentifier& own, const QuasiIdentifier& usual) {
    std::set<std::string> answers;
    for (const auto& row : own.rows) answers.insert(row.front());
    for (const auto& row : usual.rows) answers.insert(row.front());
    // Two languages that nobody names are joined by the usual rest, and must stay so.
    std::map<std::string, std::string> released;  // usual value -> own value
    for (const std::string& answer : answers) {
        const auto usually = usual.values_of(answer), ownly = own.values_of(answer);
        if (usually.empty() || ownly.empty()) continue;
        const auto [seen, first] = released.emplace(usually.front(), ownly.front());
        if (!first && seen->second != ownly.front()) return true;
    }
    if (!usual.rest.empty() && !own.rest.empty()) {
        const auto seen = released.find(usual.rest.front());
        if (seen != released.end() && seen->second != own.rest.front()) return true;
    }
    // A questionnaire with other answers than the usual ones must make do with as many values.
    return finest_of(own).size() > finest_of(usual).size();
}

}  // namespace spine::exporting
