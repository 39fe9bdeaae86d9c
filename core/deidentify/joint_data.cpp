#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "deidentify/joint.h"
#include "deidentify/person_key.h"

namespace spine::deidentify {
namespace {

// A table that has a column of that name is refused.
constexpr const char* kTraceColumn = "(former classes)";

}  // namespace

JointData::JointData(Microdata data, const ReleaseHistory& history, Twice twice)
    : data_(std::move(data)), history_(&history), releases_(history.releases()), twice_(twice) {}

Result<JointData> JointData::create(std::vector<Hierarchy> quasi_identifiers,
                                    std::vector<std::string> sensitive,
                                    const ReleaseHistory& history, Twice twice) {
    auto data =
        Microdata::create({std::move(quasi_identifiers), {kTraceColumn}, std::move(sensitive)});
    if (!data) return fail(std::move(data));
    return JointData(std::move(*data), history, twice);
}

// The trace stands behind the quasi-identifiers; sensitive cells may be left out.
std::vector<std::string_view> JointData::with_trace(std::span<const std::string_view> cells,
                                                    const std::string& trace) const {
    std::vector<std::string_view> out(cells.begin(), cells.end());
    const std::size_t place = std::min(out.size(), data_.quasi_identifiers().size());
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(place), trace);
    return out;
}

Result<std::uint32_t> JointData::append(const PersonId& person,
                                        std::span<const std::string_view> cells) {
    if (!history_is_the_same())
        return fail(causes::history_changed, "The history has a further release by now.",
                    "Begin the data again, so that each row is looked up in the whole history.");
    if (twice_ == Twice::LookedFor && people_.find(key_of(person)))
        return fail(causes::person_twice, "A person has two rows in the data.",
                    "Joint classes are counted in people: release one row for each.");
    const Trace trace = history_->trace_of(person);
    const std::string text = fmt::format("{}", trace);
    const auto whole = with_trace(cells, text);
    if (auto appended = data_.append(whole); !appended) return fail(std::move(appended));
    if (twice_ == Twice::LookedFor) people_.add(key_of(person));
    if (data_.values_of_fixed(0).size() > traces_.size()) traces_.push_back(trace);
    const std::uint64_t combination = data_.find(whole).value_or(0);
    for (const FormerValue& one : history_->values_of(person)) {
        const std::array<std::uint64_t, 2> key = {combination,
                                                  std::uint64_t{one.column} << 32U | one.value};
        const std::uint32_t number = former_.add(key);
        if (number == former_rows_.size()) former_rows_.push_back(0);
        ++former_rows_[number];
    }
    return static_cast<std::uint32_t>(combination);
}

Result<Release::Place> JointData::place(const Release& release, const PersonId& person,
                                        std::span<const std::string_view> cells,
                                        std::vector<std::string_view>& labels) const {
    const std::string trace = fmt::format("{}", history_->trace_of(person));
    return release.place(with_trace(cells, trace), labels);
}

std::vector<JointData::Former> JointData::former() const {
    std::vector<Former> out;
    out.reserve(former_rows_.size());
    for (std::size_t number = 0; number < former_rows_.size(); ++number) {
        const auto key = former_.key(number);
        out.push_back({static_cast<std::uint32_t>(key[0]),
                       {static_cast<std::uint32_t>(key[1] >> 32U), static_cast<Code>(key[1])},
                       former_rows_[number]});
    }
    return out;
}

}  // namespace spine::deidentify
