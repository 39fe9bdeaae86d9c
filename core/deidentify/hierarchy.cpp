#include "deidentify/hierarchy.h"

#include <fmt/format.h>

#include <limits>

namespace spine::deidentify {
namespace {

constexpr std::size_t kMostValues = std::size_t{1} << 20U;
constexpr std::size_t kMostLevels = 255;

// `line` counts from 0; a person counts from 1.
tl::unexpected<Fault> wrong(Cause cause, const std::string& column, std::size_t line,
                            std::string_view what, std::string next) {
    return fail(cause, fmt::format("Line {} of the hierarchy {}.", line + 1, what), std::move(next),
                column);
}

}  // namespace

Result<Hierarchy> Hierarchy::build(std::string column,
                                   const std::vector<std::vector<std::string>>& rows) {
    if (rows.empty() || rows.front().empty())
        return fail("hierarchy-empty", "The hierarchy has no value.",
                    "Write one line for each value: the value, then ever coarser labels.", column);
    if (rows.size() > kMostValues || rows.front().size() > kMostLevels)
        return fail("hierarchy-too-large",
                    fmt::format("The hierarchy has more than {} values or {} levels.", kMostValues,
                                kMostLevels),
                    "Round the column's values first.", column);
    Hierarchy out(std::move(column));
    for (std::size_t line = 0; line < rows.size(); ++line)
        if (rows[line].size() != rows.front().size())
            return wrong("hierarchy-uneven", out.column_, line,
                         "has more or fewer labels than the first line",
                         "Give each value a label at every level.");
    for (std::size_t level = 0; level < rows.front().size(); ++level)
        if (auto added = out.add_level(rows, level); !added) return fail(std::move(added));
    return out;
}

Status Hierarchy::add_level(const std::vector<std::vector<std::string>>& rows, std::size_t level) {
    constexpr Code kNone = std::numeric_limits<Code>::max();
    Level added;
    added.of_value.reserve(rows.size());
    // What the labels of the level below have become.
    std::vector<Code> becomes(level == 0 ? 0 : labels(level - 1), kNone);
    for (std::size_t line = 0; line < rows.size(); ++line) {
        const Code code = added.labels.add(rows[line][level]);
        if (code == added.under.size()) {
            added.under.push_back(0);
            added.first_value.push_back(static_cast<Code>(line));
        } else if (level == 0) {
            return wrong("hierarchy-value-twice", column_, line, "repeats a value",
                         "Leave one line for each value.");
        }
        ++added.under[code];
        added.of_value.push_back(code);
        if (level == 0) continue;
        Code& joined = becomes[levels_[level - 1].of_value[line]];
        if (joined != kNone && joined != code)
            return wrong("hierarchy-splits", column_, line,
                         fmt::format("parts at level {} from a value with which it shares a label "
                                     "at level {}",
                                     level, level - 1),
                         "Give values that share a label the same labels from there on.");
        joined = code;
    }
    levels_.push_back(std::move(added));
    return {};
}

std::size_t Hierarchy::labels(std::size_t level) const {
    return levels_[level].labels.size();
}

const std::string& Hierarchy::label(std::size_t level, Code code) const {
    return levels_[level].labels.value(code);
}

std::optional<Code> Hierarchy::find(std::string_view value) const {
    return levels_.front().labels.find(value);
}

Code Hierarchy::generalised(std::size_t level, Code value) const {
    return levels_[level].of_value[value];
}

std::uint32_t Hierarchy::values_under(std::size_t level, Code code) const {
    return levels_[level].under[code];
}

std::vector<Code> Hierarchy::coarsening(std::size_t from, std::size_t to) const {
    std::vector<Code> out;
    out.reserve(labels(from));
    for (const Code value : levels_[from].first_value) out.push_back(levels_[to].of_value[value]);
    return out;
}

}  // namespace spine::deidentify
