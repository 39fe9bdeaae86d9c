#include "deidentify/microdata.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <set>
#include <utility>

namespace spine::deidentify {
namespace {

constexpr unsigned kWordBits = 64;
// How many values a fixed column will have is not known before the last row.
constexpr unsigned kFixedBits = 32;
constexpr std::uint64_t kMostRows = std::numeric_limits<std::uint32_t>::max() - 1;

tl::unexpected<Fault> unknown_value(const std::string& column) {
    return fail("value-not-in-hierarchy", "The column has a value that its hierarchy lacks.",
                "Add a line for it to the hierarchy.", column);
}

}  // namespace

std::size_t Microdata::width() const {
    return columns_.quasi_identifiers.size() + columns_.fixed.size() + columns_.sensitive.size();
}

Result<Microdata> Microdata::create(Columns columns) {
    Microdata out(std::move(columns));
    std::set<std::string_view> names;
    const auto twice = [&](const std::string& name) { return !names.insert(name).second; };
    const auto refuse = [](const std::string& name) {
        return fail("column-twice", "The column is named twice.",
                    "Name each quasi-identifier, fixed and sensitive column once.", name);
    };
    for (const Hierarchy& hierarchy : out.quasi_identifiers())
        if (twice(hierarchy.column())) return refuse(hierarchy.column());
    for (const auto* named : {&out.fixed(), &out.sensitive()})
        for (const std::string& name : *named)
            if (twice(name)) return refuse(name);
    if (auto laid_out = out.lay_out(); !laid_out) return fail(std::move(laid_out));
    out.fixed_values_.resize(out.fixed().size());
    out.sensitive_.resize(out.sensitive().size());
    return out;
}

Status Microdata::lay_out() {
    std::size_t word = 0;
    unsigned used = 0;
    const auto add = [&](unsigned bits) {
        if (used + bits > kWordBits) {
            ++word;
            used = 0;
        }
        fields_.push_back({word, used, bits});
        used += bits;
    };
    for (const Hierarchy& hierarchy : quasi_identifiers())
        add(static_cast<unsigned>(std::bit_width(hierarchy.values() - 1)));
    for (std::size_t i = 0; i < fixed().size(); ++i) add(kFixedBits);
    if (word >= std::tuple_size_v<Key>)
        return fail("too-many-columns", "There are too many quasi-identifiers and fixed columns.",
                    "Name fewer, or round values so that they have fewer.");
    keys_ = Groups(word + 1);
    return {};
}

void Microdata::Field::put(Key& key, Code code) const {
    // A field of no bits has no place of its own, perhaps not even within its word.
    if (bits != 0) key[word] |= std::uint64_t{code} << shift;
}

Result<Microdata::Key> Microdata::encode(std::span<const std::string_view> cells) {
    Key key{};
    std::size_t column = 0;
    for (const Hierarchy& hierarchy : quasi_identifiers()) {
        const auto code = hierarchy.find(cells[column]);
        if (!code) return unknown_value(hierarchy.column());
        fields_[column++].put(key, *code);
    }
    for (Dictionary& values : fixed_values_) {
        fields_[column].put(key, values.add(cells[column]));
        ++column;
    }
    return key;
}

Status Microdata::append(std::span<const std::string_view> cells) {
    if (cells.size() != width())
        return fail("row-of-other-length",
                    fmt::format("A row has {} cells instead of {}.", cells.size(), width()),
                    "Give each row one cell for each column.");
    if (rows_ >= kMostRows)
        return fail("too-many-rows", fmt::format("There are more than {} rows.", kMostRows),
                    "De-identify the table in parts.");
    const auto key = encode(cells);
    if (!key) return fail(key.error());
    const std::uint32_t combination = keys_.add(std::span(*key).first(keys_.words()));
    if (combination == rows_with_.size()) rows_with_.push_back(0);
    ++rows_with_[combination];
    ++rows_;
    const auto values = cells.last(sensitive_.size());
    for (std::size_t i = 0; i < sensitive_.size(); ++i) {
        Sensitive& column = sensitive_[i];
        const std::uint64_t pair =
            std::uint64_t{combination} << kFixedBits | column.values.add(values[i]);
        const std::uint32_t number = column.pairs.add(std::span(&pair, 1));
        if (number == column.rows.size()) column.rows.push_back(0);
        ++column.rows[number];
    }
    return {};
}

Code Microdata::code(std::size_t combination, std::size_t column) const {
    const Field& field = fields_[column];
    if (field.bits == 0) return 0;
    const std::uint64_t word = keys_.key(combination)[field.word] >> field.shift;
    return static_cast<Code>(word & ((std::uint64_t{1} << field.bits) - 1));
}

std::optional<std::size_t> Microdata::find(std::span<const std::string_view> cells) const {
    if (cells.size() < fields_.size()) return std::nullopt;
    Key key{};
    const std::size_t generalised = quasi_identifiers().size();
    for (std::size_t column = 0; column < fields_.size(); ++column) {
        const auto code = column < generalised
                              ? quasi_identifiers()[column].find(cells[column])
                              : fixed_values_[column - generalised].find(cells[column]);
        if (!code) return std::nullopt;
        fields_[column].put(key, *code);
    }
    return keys_.find(std::span(key).first(keys_.words()));
}

const Dictionary& Microdata::values_of(std::size_t sensitive) const {
    return sensitive_[sensitive].values;
}

std::vector<Frequency> Microdata::frequencies(std::size_t sensitive) const {
    const Sensitive& column = sensitive_[sensitive];
    std::vector<Frequency> out;
    out.reserve(column.rows.size());
    for (std::size_t number = 0; number < column.rows.size(); ++number) {
        const std::uint64_t pair = column.pairs.key(number)[0];
        out.push_back({static_cast<std::uint32_t>(pair >> kFixedBits), static_cast<Code>(pair),
                       column.rows[number]});
    }
    return out;
}

}  // namespace spine::deidentify
