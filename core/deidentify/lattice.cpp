#include "deidentify/lattice.h"

#include <limits>

namespace spine::deidentify {

Lattice::Lattice(const std::vector<Hierarchy>& hierarchies) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
    for (const Hierarchy& hierarchy : hierarchies) {
        levels_.push_back(hierarchy.levels());
        stride_.push_back(nodes_);
        nodes_ = nodes_ > kMost / hierarchy.levels() ? kMost : nodes_ * hierarchy.levels();
    }
}

std::size_t Lattice::number(const Levels& levels) const {
    std::size_t out = 0;
    for (std::size_t column = 0; column < levels.size(); ++column)
        out += stride_[column] * levels[column];
    return out;
}

void NodeSet::add(std::size_t node) {
    const auto take = [this](std::size_t one) {
        if (has_[one]) return;
        has_[one] = true;
        to_do_.push_back(one);
    };
    take(node);
    while (!to_do_.empty()) {
        const std::size_t from = to_do_.back();
        to_do_.pop_back();
        for (std::size_t column = 0; column < lattice_.columns(); ++column) {
            const std::size_t level = lattice_.level(from, column);
            if (closed_ == Closed::Finer && level > 0) take(from - lattice_.stride(column));
            if (closed_ == Closed::Coarser && level < lattice_.top(column))
                take(from + lattice_.stride(column));
        }
    }
}

}  // namespace spine::deidentify
