#include "deidentify/class_table.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace spine::deidentify {
namespace {

constexpr unsigned kWordBits = 64;
// Up to so many places for each class, a place of its own for each possible key beats hashing.
constexpr std::size_t kPlacesAClass = 4;
constexpr std::size_t kPlacesAtLeast = 256;

unsigned bits_for(std::size_t codes) {
    return codes < 2 ? 0 : static_cast<unsigned>(std::bit_width(codes - 1));
}

std::uint64_t mask_of(unsigned bits) {
    return ~std::uint64_t{0} >> (kWordBits - bits);
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
        if (used + bits > kWordBits) {
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

std::uint64_t ClassFormer::moved(const std::uint64_t* key) const {
    std::uint64_t out = 0;
    for (const Move& move : moves_) {
        std::uint64_t part = (key[move.word] >> move.shift) & move.mask;
        if (move.coarser != nullptr) part = move.coarser[part];
        out |= part << move.to_shift;
    }
    return out;
}

void ClassFormer::form(const ClassTable& from, const Levels& levels, ClassTable& to,
                       std::vector<std::uint32_t>* becomes) {
    lay_out(levels, to);
    plan(from, to);
    to.keys.clear();
    to.rows.clear();
    wants_becomes_ = becomes != nullptr || !from.sensitive.empty();
    becomes_.clear();
    if (wants_becomes_) becomes_.reserve(from.classes());
    unsigned bits = 0;
    for (const KeyField& field : to.fields) bits += field.bits;
    if (to.words > 1)
        form_wide(from, to);
    else if (bits < 32 &&
             std::size_t{1} << bits <= std::max(kPlacesAtLeast, kPlacesAClass * from.classes()))
        form_by_place(from, to, bits);
    else
        form_by_hash(from, to);
    to.sensitive.resize(from.sensitive.size());
    if (!from.sensitive.empty()) {
        // The classes of `from` in the order of those of `to`.
        starts_.assign(to.classes() + 1, 0);
        for (const std::uint32_t number : becomes_) ++starts_[number + 1];
        for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
        order_.resize(from.classes());
        std::vector<std::uint32_t>& next = slots_;
        next.assign(starts_.begin(), starts_.end() - 1);
        for (std::uint32_t i = 0; i < from.classes(); ++i) order_[next[becomes_[i]]++] = i;
        for (std::size_t column = 0; column < from.sensitive.size(); ++column)
            merge(from.sensitive[column], data_.values_of(column).size(), to.classes(),
                  to.sensitive[column]);
    }
    if (becomes != nullptr) *becomes = becomes_;
}

void ClassFormer::form_by_place(const ClassTable& from, ClassTable& to, unsigned bits) {
    slots_.assign(std::size_t{1} << bits, 0);
    const std::size_t words = from.words;
    if (wants_becomes_) moved_.resize(from.classes());
    for (std::size_t i = 0; i < from.classes(); ++i) {
        const std::uint64_t key = moved(&from.keys[i * words]);
        slots_[key] += from.rows[i];
        if (wants_becomes_) moved_[i] = key;
    }
    for (std::size_t key = 0; key < slots_.size(); ++key) {
        if (slots_[key] == 0) continue;
        to.keys.push_back(key);
        to.rows.push_back(slots_[key]);
        slots_[key] = static_cast<std::uint32_t>(to.rows.size() - 1);
    }
    if (wants_becomes_)
        for (std::size_t i = 0; i < from.classes(); ++i) becomes_.push_back(slots_[moved_[i]]);
}

void ClassFormer::form_by_hash(const ClassTable& from, ClassTable& to) {
    const unsigned bits = bits_for(2 * from.classes() + 2);
    const unsigned shift = kWordBits - bits;
    const std::size_t mask = (std::size_t{1} << bits) - 1, words = from.words;
    slots_.assign(mask + 1, 0);  // class + 1
    for (std::size_t i = 0; i < from.classes(); ++i) {
        const std::uint64_t key = moved(&from.keys[i * words]);
        std::size_t at = (key * 0x9E3779B97F4A7C15U) >> shift;
        while (slots_[at] != 0 && to.keys[slots_[at] - 1] != key) at = (at + 1) & mask;
        if (slots_[at] == 0) {
            to.keys.push_back(key);
            to.rows.push_back(0);
            slots_[at] = static_cast<std::uint32_t>(to.rows.size());
        }
        to.rows[slots_[at] - 1] += from.rows[i];
        if (wants_becomes_) becomes_.push_back(slots_[at] - 1);
    }
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
