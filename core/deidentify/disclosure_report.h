// What was done to a table and what it cost, in figures; others put it into words and files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "deidentify/release.h"
#include "deidentify/risk.h"

namespace spine::deidentify {

struct ColumnCost {
    std::string column;
    std::uint8_t level = 0;  // 0: released as it is
    std::size_t levels = 1;  // that its hierarchy has
    std::size_t values = 0;  // values that the data have, and
    std::size_t labels = 0;  // labels that the released rows have
    double loss = 0;         // mean over this column's cells, suppressed rows included (metrics.h)
    double share = 0;        // of the loss of all columns; 0 if there is none
};

struct DisclosureReport {
    std::uint64_t rows = 0, suppressed = 0, released = 0;
    double suppressed_share = 0;
    std::uint64_t kept_classes = 0, suppressed_classes = 0;
    std::uint64_t discernibility = 0;
    double loss = 0;
    double loss_by_suppression = 0;  // the part of it that suppressed rows make
    std::vector<ColumnCost> columns;
    // By labels, for who has this release alone; the classes above are parted by fixed columns,
    // too.
    ClassSizes sizes;
    Risk prosecutor;
    // For who has what the fixed columns say; only if there are any.
    std::optional<ClassSizes> joint_sizes;
    std::optional<Risk> joint_prosecutor;
    std::optional<Risk> journalist;  // if a population was given
    // The same table with nothing generalised and nothing suppressed, to compare with.
    ClassSizes sizes_before;
    Risk prosecutor_before;
};

// Causes: those of journalist_risk(), if a population is given.
[[nodiscard]] Result<DisclosureReport> disclosure_report(const Release& release,
                                                         const Microdata* population = nullptr);

}  // namespace spine::deidentify
