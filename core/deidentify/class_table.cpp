#include "deidentify/class_table.h"

#include <algorithm>
#include <array>
#include <bit>

namespace spine::deidentify {
namespace {

constexpr unsigned kKeyBits = 64;
// A place for each possible key beats hashing while it needs at most so many more bits.
constexpr unsigned kSparser = 1;
constexpr std::size_t kAtATime = 512;  // keys, so that they stay in the fastest memory

unsigned bits_for(std::size_t codes) {
    return codes < 2 ? 0 : static_cast<unsigned>(std::bit_width(codes - 1));
}

std::uint64_t mask_of(unsigned bits) {
    return ~std::uint64_t{0} >> (kKeyBits - bits);
}

}  // namespace

ClassFormer::ClassFormer(const Microdata& data) : data_(data) {
    for (const Hierarchy& hierarchy : data.quasi_identifiers()) {
        auto& of_column = coarsening_.emplace_back(hierarchy.levels());
        for (std::size_t from = 0; from < hierarchy.levels(); ++from)
            for (std::size_t to = 0; to < hierarchy.levels(); ++to)
                of_column[from].push_back(to < from ? std::vector<Code>{}
                                                    : hierarchy.coarsening(from, to));
    }
    const std::size_t generalised = coarsening_.size();
    for (std::size_t i = 0; i < data.fixed().size(); ++i) {
        Code highest = 0;
        for (std::size_t at = 0; at < data.combinations(); ++at)
            highest = std::max(highest, data.code(at, generalised + i));
        fixed_bits_.push_back(bits_for(std::size_t{highest} + 1));
    }
}

void ClassFormer::lay_out(const Levels& levels, ClassTable& table) const {
    table.levels = levels;
    table.fields.clear();
    std::size_t word = 0;
    unsigned used = 0;
    const auto add = [&](unsigned bits) {
        if (used + bits > kKeyBits) {
            ++word;
            used = 0;
        }
        table.fields.push_back({word, used, bits});
        used += bits;
    };
    for (std::size_t column = 0; column < levels.size(); ++column)
        add(bits_for(data_.quasi_identifiers()[column].labels(levels[column])));
    for (const unsigned bits : fixed_bits_) add(bits);
    table.words = word + 1;
}

ClassTable ClassFormer::finest(bool histograms) const {
    ClassTable out;
    lay_out(Levels(data_.quasi_identifiers().size(), 0), out);
    out.keys.resize(data_.combinations() * out.words, 0);
    out.rows.reserve(data_.combinations());
    for (std::size_t at = 0; at < data_.combinations(); ++at) {
        out.rows.push_back(data_.rows_with(at));
        for (std::size_t column = 0; column < out.fields.size(); ++column) {
            const KeyField& field = out.fields[column];
            if (field.bits != 0)
                out.keys[at * out.words + field.word] |= std::uint64_t{data_.code(at, column)}
                                                         << field.shift;
        }
    }
    if (!histograms) return out;
    for (std::size_t column = 0; column < data_.sensitive().size(); ++column) {
        const auto frequencies = data_.frequencies(column);
        Histogram& to = out.sensitive.emplace_back();
        to.start.assign(out.classes() + 1, 0);
        for (const Frequency& each : frequencies) ++to.start[each.combination + 1];
        for (std::size_t i = 1; i < to.start.size(); ++i) to.start[i] += to.start[i - 1];
        to.value.resize(frequencies.size());
        to.rows.resize(frequencies.size());
        std::vector<std::uint32_t> next(to.start.begin(), to.start.end() - 1);
        for (const Frequency& each : frequencies) {
            const std::uint32_t at = next[each.combination]++;
            to.value[at] = each.value;
            to.rows[at] = each.rows;
        }
    }
    return out;
}

void ClassFormer::plan(const ClassTable& from, const ClassTable& to) {
    moves_.clear();
    for (std::size_t column = 0; column < to.fields.size(); ++column) {
        const KeyField &before = from.fields[column], &after = to.fields[column];
        if (after.bits == 0) continue;
        Move move{before.word, after.word,           before.shift,
                  after.shift, mask_of(before.bits), nullptr};
        const bool generalised =
            column < coarsening_.size() && from.levels[column] != to.levels[column];
        if (generalised)
            move.coarser = coarsening_[column][from.levels[column]][to.levels[column]].data();
        if (!generalised && !moves_.empty()) {
            Move& last = moves_.back();
            const auto bits = static_cast<unsigned>(std::bit_width(last.mask));
            if (last.coarser == nullptr && last.word == move.word && last.to_word == move.to_word &&
                last.shift + bits == move.shift && last.to_shift + bits == move.to_shift) {
                last.mask |= move.mask << bits;
                continue;
            }
        }
        moves_.push_back(move);
    }
}

void ClassFormer::form(const ClassTable& from, const Levels& levels, ClassTable& to,
                       std::vector<std::uint32_t>* becomes) {
    lay_out(levels, to);
    plan(from, to);
    to.keys.clear();
    to.rows.clear();
    wants_becomes_ = becomes != nullptr || !from.sensitive.empty();
    becomes_.clear();
    if (from.words > 1 || to.words > 1)
        form_wide(from, to);
    else
        form_narrow(from, to);
    to.sensitive.resize(from.sensitive.size());
    if (!from.sensitive.empty()) merge_histograms(from, to);
    if (becomes != nullptr) *becomes = becomes_;
}

void ClassFormer::form_narrow(const ClassTable& from, ClassTable& to) {
    unsigned bits = 0;
    for (const KeyField& field : to.fields) bits += field.bits;
    const unsigned hash_bits = bits_for(2 * from.classes() + 2);
    const bool hashed = bits > hash_bits + kSparser;
    rows_at_.assign(std::size_t{1} << (hashed ? hash_bits : bits), 0);
    if (hashed) key_at_.resize(rows_at_.size());
    std::array<std::uint64_t, kAtATime> moved{};
    for (std::size_t first = 0; first < from.classes(); first += kAtATime) {
        const std::size_t count = std::min(kAtATime, from.classes() - first);
        const auto keys = std::span(moved).first(count);
        move_keys(std::span(from.keys).subspan(first, count), keys);
        const auto rows = std::span(from.rows).subspan(first, count);
        hashed ? add_by_hash(keys, rows) : add_by_place(keys, rows);
    }
    collect(hashed, from.classes(), to);
}

void ClassFormer::move_keys(std::span<const std::uint64_t> keys,
                            std::span<std::uint64_t> out) const {
    std::fill(out.begin(), out.end(), 0);
    for (const Move& move : moves_) {
        const std::uint64_t mask = move.mask;
        const unsigned shift = move.shift, to_shift = move.to_shift;
        const Code* coarser = move.coarser;
        if (coarser == nullptr)
            for (std::size_t i = 0; i < keys.size(); ++i)
                out[i] |= ((keys[i] >> shift) & mask) << to_shift;
        else
            for (std::size_t i = 0; i < keys.size(); ++i)
                out[i] |= std::uint64_t{coarser[(keys[i] >> shift) & mask]} << to_shift;
    }
}

void ClassFormer::add_by_place(std::span<const std::uint64_t> keys,
                               std::span<const std::uint32_t> rows) {
    for (std::size_t i = 0; i < keys.size(); ++i) rows_at_[keys[i]] += rows[i];
    if (wants_becomes_)
        for (const std::uint64_t key : keys) becomes_.push_back(static_cast<std::uint32_t>(key));
}

void ClassFormer::add_by_hash(std::span<const std::uint64_t> keys,
                              std::span<const std::uint32_t> rows) {
    const std::size_t mask = rows_at_.size() - 1;
    const auto shift = static_cast<unsigned>(kKeyBits - std::bit_width(mask));
    std::uint32_t* const rows_at = rows_at_.data();
    std::uint64_t* const key_at = key_at_.data();
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::uint64_t key = keys[i];
        std::size_t at = (key * 0x9E3779B97F4A7C15U) >> shift;
        while (rows_at[at] != 0 && key_at[at] != key) at = (at + 1) & mask;
        key_at[at] = key;
        rows_at[at] += rows[i];
        if (wants_becomes_) becomes_.push_back(static_cast<std::uint32_t>(at));
    }
}

// Free places are passed over without a branch: they follow no pattern.
void ClassFormer::collect(bool hashed, std::size_t at_most, ClassTable& to) {
    if (keys_out_.size() <= at_most) {
        keys_out_.resize(at_most + 1);
        rows_out_.resize(at_most + 1);
    }
    std::size_t classes = 0;
    const std::size_t places = rows_at_.size();
    std::uint32_t *const rows_at = rows_at_.data(), *const rows_out = rows_out_.data();
    std::uint64_t *const key_at = key_at_.data(), *const keys_out = keys_out_.data();
    for (std::size_t at = 0; at < places; ++at) {
        const std::uint32_t rows = rows_at[at];
        rows_out[classes] = rows;
        keys_out[classes] = at;
        if (wants_becomes_) rows_at[at] = static_cast<std::uint32_t>(classes);
        classes += rows != 0 ? 1 : 0;
    }
    if (hashed)
        for (std::size_t i = 0; i < classes; ++i) keys_out[i] = key_at[keys_out[i]];
    to.keys.assign(keys_out, keys_out + classes);
    to.rows.assign(rows_out, rows_out + classes);
    for (std::uint32_t& place : becomes_) place = rows_at[place];
}

void ClassFormer::form_wide(const ClassTable& from, ClassTable& to) {
    Groups groups(to.words);
    std::vector<std::uint64_t> key(to.words);
    for (std::size_t i = 0; i < from.classes(); ++i) {
        std::fill(key.begin(), key.end(), 0);
        for (const Move& move : moves_) {
            std::uint64_t part = (from.keys[i * from.words + move.word] >> move.shift) & move.mask;
            if (move.coarser != nullptr) part = move.coarser[part];
            key[move.to_word] |= part << move.to_shift;
        }
        const std::uint32_t number = groups.add(key);
        if (number == to.rows.size()) {
            to.rows.push_back(0);
            to.keys.insert(to.keys.end(), key.begin(), key.end());
        }
        to.rows[number] += from.rows[i];
        if (wants_becomes_) becomes_.push_back(number);
    }
}

void ClassFormer::merge_histograms(const ClassTable& from, ClassTable& to) {
    // The classes of `from` in the order of those of `to`.
    starts_.assign(to.classes() + 1, 0);
    for (const std::uint32_t number : becomes_) ++starts_[number + 1];
    for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
    order_.resize(from.classes());
    std::vector<std::uint32_t>& next = tally_;
    next.assign(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t i = 0; i < from.classes(); ++i) order_[next[becomes_[i]]++] = i;
    for (std::size_t column = 0; column < from.sensitive.size(); ++column)
        merge(from.sensitive[column], data_.values_of(column).size(), to.classes(),
              to.sensitive[column]);
}

void ClassFormer::merge(const Histogram& from, std::size_t values, std::size_t classes,
                        Histogram& to) {
    to.start.assign(1, 0);
    to.value.clear();
    to.rows.clear();
    tally_.assign(values, 0);
    for (std::size_t into = 0; into < classes; ++into) {
        const std::size_t first = to.value.size();
        for (std::uint32_t at = starts_[into]; at < starts_[into + 1]; ++at) {
            const std::uint32_t source = order_[at];
            for (std::uint32_t entry = from.start[source]; entry < from.start[source + 1];
                 ++entry) {
                std::uint32_t& tally = tally_[from.value[entry]];
                if (tally == 0) to.value.push_back(from.value[entry]);
                tally += from.rows[entry];
            }
        }
        for (std::size_t entry = first; entry < to.value.size(); ++entry) {
            to.rows.push_back(tally_[to.value[entry]]);
            tally_[to.value[entry]] = 0;
        }
        to.start.push_back(static_cast<std::uint32_t>(to.value.size()));
    }
}

}  // namespace spine::deidentify
