// Which classes hold the requirements, what a node costs, and what that says of its neighbours.
// Internal to the module; search.h has the argument in whole.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "deidentify/class_table.h"
#include "deidentify/requirements.h"

namespace spine::deidentify {

// Costs are whole numbers, so that equal is equal on whatever way a node was reached.
using Cost = std::uint64_t;

struct Verdict {
    std::uint64_t suppressed = 0;  // rows
    std::uint64_t kept_classes = 0;
    Cost cost = 0;
    Cost coarser = 0;  // no coarser node costs less
    Cost finer = 0;    // no finer node costs less
    // Rows that are suppressed in every finer node as well.
    std::uint64_t suppressed_finer = 0;
};

class Judge {
  public:
    // check() must have passed.
    Judge(const Requirements& requirements, const Microdata& data);

    [[nodiscard]] bool holds(const ClassTable& table, std::size_t equivalence_class) const;
    [[nodiscard]] Verdict judge(const ClassTable& table) const;
    // No node with these levels or coarser ones costs less; known without its classes.
    [[nodiscard]] Cost at_least(const Levels& levels) const;
    [[nodiscard]] bool needs_histograms() const { return !asked_.empty(); }

  private:
    struct Asked {
        std::size_t column = 0;  // of Microdata::sensitive()
        std::uint32_t distinct = 1;
        double entropy = 0, t = 1;
        bool has_entropy = false, has_t = false, ordered = false;
        std::optional<Code> unknown;
        std::vector<std::uint32_t> rank;  // by code; for the equal distance they are not used
        std::vector<double> share;        // of all rows, by rank
    };
    // Holds what a union of classes holds if one of them does; and everything.
    [[nodiscard]] bool holds_monotone(const ClassTable& table, std::size_t at) const;
    [[nodiscard]] bool holds_others(const ClassTable& table, std::size_t at) const;
    [[nodiscard]] static std::uint32_t known_values(const Asked& asked, const Histogram& values,
                                                    std::size_t at);
    [[nodiscard]] static bool diverse(const Asked& asked, const Histogram& values, std::size_t at);
    [[nodiscard]] static bool close(const Asked& asked, const Histogram& values, std::size_t at);
    [[nodiscard]] Verdict judge_sizes(const ClassTable& table) const;
    [[nodiscard]] Verdict judge_each(const ClassTable& table) const;
    void weigh(const Microdata& data);
    void add_asked(const SensitiveRequirement& one, const Microdata& data);
    [[nodiscard]] Cost penalty(const ClassTable& table, std::size_t at) const;

    std::uint64_t k_, rows_, least_;  // least_: what a row costs at least, by discernibility
    Metric metric_;
    std::vector<Asked> asked_;
    // For the loss: by column, level and label what a kept row costs; what a suppressed one costs;
    // by column and level what all rows would cost if none were suppressed.
    std::vector<std::vector<std::vector<Cost>>> kept_row_;
    Cost suppressed_row_ = 0;
    std::vector<std::vector<Cost>> all_kept_;
};

}  // namespace spine::deidentify
