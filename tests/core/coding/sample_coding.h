// Codings for tests: one that a reader can follow, and random ones that took every kind of step.
#pragma once

#include <string>
#include <vector>

#include "coding/arriving.h"
#include "coding/history.h"
#include "coding/qdpx.h"
#include "support/support.h"

namespace spine::test {

// A guid that a reader can tell from others.
[[nodiscard]] coding::Guid guid(std::uint8_t number);

// Three texts; one of them has code points of several bytes, another ends its lines as Windows
// does.
[[nodiscard]] std::vector<coding::Source> sample_texts();

class SampleCoding {
  public:
    explicit SampleCoding(std::uint64_t seed = 1);

    // By "Dr Dahl", a second after the last; the test fails if it is refused.
    void done(std::vector<coding::Step> steps);
    [[nodiscard]] Status tried(std::vector<coding::Step> steps);
    void undone();

    [[nodiscard]] coding::Guid code(const std::string& name, const coding::Guid& parent = {});
    [[nodiscard]] coding::Guid unit(std::size_t text, std::uint32_t from, std::uint32_t to,
                                    const std::vector<coding::Guid>& codes = {});
    [[nodiscard]] coding::Coding coding_of(const coding::Guid& code);
    [[nodiscard]] coding::Made made();
    // The names of a unit's codes, sorted.
    [[nodiscard]] std::vector<std::string> codes_of(const coding::Guid& unit) const;
    [[nodiscard]] const coding::State& state() const { return history.state(); }
    [[nodiscard]] coding::Project project(bool with_history = true) const;

    // So many entries of any kind, also some that are taken back.
    void at_random(int entries);

    SeededRandom random;
    ManualClock clock;
    std::vector<coding::Source> texts = sample_texts();
    coding::History history;

  private:
    [[nodiscard]] coding::Step any_step();
    [[nodiscard]] coding::Guid any(const auto& of);
    [[nodiscard]] std::string any_name();
    [[nodiscard]] std::string any_prose();
    [[nodiscard]] coding::Unit any_unit();
    [[nodiscard]] coding::Step any_writing();
    [[nodiscard]] coding::Step any_code_step();
    [[nodiscard]] coding::Step any_unit_step();
};

// What a .qdpx brings by "Dr Dahl"; the test fails if it does not read. And: it is taken in.
[[nodiscard]] coding::Arrival arrived(const SampleCoding& it, const Bytes& file);
void take(SampleCoding& it, const coding::Arrival& arrival);

}  // namespace spine::test
