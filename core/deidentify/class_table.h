// The classes of one node of the lattice, and how those of a coarser node follow from them: never
// from the rows. Internal to the module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "deidentify/groups.h"
#include "deidentify/microdata.h"
#include "deidentify/release.h"

namespace spine::deidentify {

// Where a column's code stands in a class's key. A column with one label has no bits and no place.
struct KeyField {
    std::size_t word = 0;
    unsigned shift = 0, bits = 0;
};

// A sensitive column's values in each class: those of class i are entries [start[i], start[i + 1]).
struct Histogram {
    std::vector<std::uint32_t> start;
    std::vector<Code> value;
    std::vector<std::uint32_t> rows;
};

struct ClassTable {
    Levels levels;
    std::vector<KeyField> fields;  // quasi-identifiers, then fixed columns
    std::size_t words = 1;         // of a key
    std::vector<std::uint64_t> keys;
    std::vector<std::uint32_t> rows;  // by class
    std::vector<Histogram> sensitive;

    [[nodiscard]] std::size_t classes() const { return rows.size(); }
    [[nodiscard]] Code code(std::size_t equivalence_class, std::size_t column) const {
        const KeyField& field = fields[column];
        if (field.bits == 0) return 0;
        const std::uint64_t word = keys[equivalence_class * words + field.word] >> field.shift;
        return static_cast<Code>(word & (~std::uint64_t{0} >> (64U - field.bits)));
    }
};

// Forms class tables; keeps its working memory from one to the next.
class ClassFormer {
  public:
    explicit ClassFormer(const Microdata& data);  // which must outlive it

    // The finest node: each combination is a class, in their order. `histograms`: also of the
    // sensitive columns; then those of all tables formed from it.
    [[nodiscard]] ClassTable finest(bool histograms) const;

    // `to` becomes the node `levels`, none of which may be below that of `from` (another table).
    // `becomes`, if given, says for each class of `from` which of `to` it is in.
    void form(const ClassTable& from, const Levels& levels, ClassTable& to,
              std::vector<std::uint32_t>* becomes = nullptr);

  private:
    // A column, or several that do not change and stand side by side, on the way to a coarser key.
    struct Move {
        std::size_t word = 0, to_word = 0;
        unsigned shift = 0, to_shift = 0;
        std::uint64_t mask = 0;
        const Code* coarser = nullptr;  // null: the codes stay
    };
    void lay_out(const Levels& levels, ClassTable& table) const;
    void plan(const ClassTable& from, const ClassTable& to);
    void form_wide(const ClassTable& from, ClassTable& to);
    void form_narrow(const ClassTable& from, ClassTable& to);
    void move_keys(std::span<const std::uint64_t> keys, std::span<std::uint64_t> out) const;
    void add_by_place(std::span<const std::uint64_t> keys, std::span<const std::uint32_t> rows);
    void add_by_hash(std::span<const std::uint64_t> keys, std::span<const std::uint32_t> rows);
    void collect(bool hashed, std::size_t at_most, ClassTable& to);
    void merge_histograms(const ClassTable& from, ClassTable& to);
    void merge(const Histogram& from, std::size_t values, std::size_t classes, Histogram& to);

    const Microdata& data_;
    // By column, then by level to start from and level to reach.
    std::vector<std::vector<std::vector<std::vector<Code>>>> coarsening_;
    std::vector<unsigned> fixed_bits_;
    std::vector<Move> moves_;
    bool wants_becomes_ = false;
    std::vector<std::uint32_t> becomes_;  // by class of the finer table: first its place
    // A hash table that is open, or a place for each possible key: rows of the class there (0:
    // none), and its key where the place alone does not say it.
    std::vector<std::uint32_t> rows_at_;
    std::vector<std::uint64_t> key_at_, keys_out_;
    std::vector<std::uint32_t> rows_out_;
    std::vector<std::uint32_t> starts_, order_, tally_;
};

}  // namespace spine::deidentify
