// What the counts of an export say to somebody who knows more than they do.
#include "export/disclosure.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace spine::exporting;

namespace {

using Counts = std::array<std::uint64_t, kWaysOut>;

Shown shown(const Counts& left_out) {
    ExportResult result;
    result.flow.left_out = left_out;
    result.flow.first_time = 300;
    result.report.suppressed = 0;
    result.flow.sessions = 300;
    for (const std::uint64_t count : left_out) result.flow.sessions += count;
    return shown_of(Study(), result);
}

// Somebody knows how many sessions there were, and the rule: every way in which the hidden counts
// can make up their sum and be shown as they are.
class Attacker {
  public:
    explicit Attacker(const Counts& truth) : counts_(truth), seen_(shown(truth).left_out) {
        for (std::size_t way = 0; way < kWaysOut; ++way) {
            if (seen_[way]) continue;
            hidden_.push_back(way);
            sum_ += truth[way];
        }
        try_from(0, sum_);
    }
    // What the count may still be.
    [[nodiscard]] std::size_t left(std::size_t way) const { return may_be_.at(way).size(); }
    [[nodiscard]] const std::vector<std::size_t>& hidden() const { return hidden_; }

  private:
    void try_from(std::size_t at, std::uint64_t rest) {
        if (at + 1 >= hidden_.size()) {
            if (hidden_.empty()) return;
            counts_[hidden_[at]] = rest;
            if (shown(counts_).left_out != seen_) return;
            for (const std::size_t way : hidden_) may_be_[way].insert(counts_[way]);
            return;
        }
        for (std::uint64_t count = 0; count <= rest; ++count) {
            counts_[hidden_[at]] = count;
            try_from(at + 1, rest - count);
        }
    }
    Counts counts_;
    std::array<std::optional<std::uint64_t>, kWaysOut> seen_;
    std::vector<std::size_t> hidden_;
    std::uint64_t sum_ = 0;
    std::array<std::set<std::uint64_t>, kWaysOut> may_be_;
};

}  // namespace

TEST_CASE("who knows how many sessions there were works out no small count of those left out") {
    // Four and four, of which nothing but "small" would say that they are eight.
    for (const Counts& truth : {Counts{4, 4, 9, 30}, Counts{1, 1, 9, 30}, Counts{1, 5, 30},
                                Counts{4, 0, 5, 6}, Counts{2, 3, 1, 8}}) {
        const Attacker attacker(truth);
        for (std::size_t way = 0; way < kWaysOut; ++way)
            if (truth[way] > 0 && truth[way] < 5) {
                CAPTURE(truth, way);
                CHECK(attacker.left(way) >= 4);
            }
    }
    // Alone, or with nothing larger beside it: nobody can tell which it is.
    for (const Counts& truth : {Counts{0, 0, 1}, Counts{0, 4, 0, 4}}) {
        const Attacker attacker(truth);
        CHECK(attacker.hidden().size() == kWaysOut);
        for (std::size_t way = 0; way < kWaysOut; ++way) CHECK(attacker.left(way) >= 2);
    }
    // Where none is small nothing is hidden.
    CHECK(Attacker({7, 0, 5}).hidden().empty());
    CHECK(shown({7, 0, 5}).sessions == 312);
    CHECK_FALSE(shown({4, 4, 9}).sessions);
}
