// What was answered after a visit, until it is known to which row it belongs. Internal to the
// module.
//
// A code joins them (review/after_visits.h), where it can mean one visit alone: a clinician sees
// the latest and may ask, research may not guess; neither it nor a session's id is kept beyond the
// join. Of a visit that was erased no code is left, and with it goes what was answered after it
// (kioskctl erase); what comes of it later would be another visit's that has the code. It takes 12
// bytes a visit, and 48 and its cells for what was answered after one. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "crypto/secret.h"
#include "export/research_table.h"

namespace spine::exporting {

class AfterAnswers {
  public:
    // Until then none leaves (research_data.h); 0: they do.
    void leave_from(UnixMs from) { leave_from_ = from; }
    [[nodiscard]] UnixMs leave_from() const { return leave_from_; }
    // At most so many visits will come: asking for room once takes half of what growing does.
    void expect(std::uint64_t visits) { visits_.reserve(visits); }
    // Every visit, also of whom no row leaves: its code may be another's, too.
    void note_visit(std::string_view code, UnixMs started, std::optional<std::uint32_t> row);
    // `days`: how long after the visit they may come.
    void add(std::string_view code, UnixMs started, int days, std::span<const Cell> cells);
    // Once all have come. Of several for one visit the first counts.
    void join();

    struct Joined {
        int days = 0;  // calendar days (UTC) after the visit
        ByteView packed;
    };
    [[nodiscard]] std::optional<Joined> of_row(std::uint32_t row) const;
    [[nodiscard]] std::size_t joined() const { return joined_.size(); }
    // Answers that might be of several visits with one code: they are joined to none.
    [[nodiscard]] std::size_t of_several() const { return of_several_; }

  private:
    static constexpr std::uint32_t kNoRow = UINT32_MAX;
    // Seconds since 1970; of the same second the visit came first.
    struct Visit {
        std::uint32_t code = 0, row = kNoRow, started = 0;
    };
    struct Answer {
        std::uint32_t code = 0, started = 0;
        std::uint64_t at = 0;
        std::uint32_t size = 0;
        int days = 0;
    };
    struct Place {
        std::uint32_t row = 0, size = 0;
        std::uint64_t at = 0;
        int days = 0;
    };
    void join(std::span<const Visit> visits, std::span<const Answer> answers);

    std::vector<Visit> visits_;
    std::vector<Answer> answers_;
    std::vector<Place> joined_;  // by row
    std::size_t of_several_ = 0;
    UnixMs leave_from_ = 0;
    crypto::WipedBytes packed_;
};

}  // namespace spine::exporting
