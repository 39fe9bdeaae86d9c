// The lattice of all choices of a level for each quasi-identifier, and sets of its nodes that with
// a node hold all finer ones, or all coarser ones. Internal to the module.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "deidentify/hierarchy.h"
#include "deidentify/release.h"

namespace spine::deidentify {

class Lattice {
  public:
    explicit Lattice(const std::vector<Hierarchy>& hierarchies);

    // 2^64 - 1 for all that is more.
    [[nodiscard]] std::uint64_t nodes() const { return nodes_; }
    [[nodiscard]] std::size_t columns() const { return levels_.size(); }
    [[nodiscard]] std::uint8_t top(std::size_t column) const {
        return static_cast<std::uint8_t>(levels_[column] - 1);
    }
    [[nodiscard]] std::size_t number(const Levels& levels) const;
    [[nodiscard]] std::size_t level(std::size_t node, std::size_t column) const {
        return node / stride_[column] % levels_[column];
    }
    [[nodiscard]] std::size_t stride(std::size_t column) const { return stride_[column]; }

  private:
    std::vector<std::size_t> levels_, stride_;
    std::uint64_t nodes_ = 1;
};

class NodeSet {
  public:
    enum class Closed { Finer, Coarser };
    NodeSet(const Lattice& lattice, Closed closed)
        : lattice_(lattice), closed_(closed), has_(lattice.nodes(), false) {}

    // Adds the node and all that are finer (or coarser). Each node is gone through once in the
    // set's life, however often it is added.
    void add(std::size_t node);
    [[nodiscard]] bool has(std::size_t node) const { return has_[node]; }

  private:
    const Lattice& lattice_;
    Closed closed_;
    std::vector<bool> has_;
    std::vector<std::size_t> to_do_;
};

}  // namespace spine::deidentify
