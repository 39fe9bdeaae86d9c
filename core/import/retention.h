// When what a patient said has been kept long enough: by the clinic's rule, and by whose clock.
//
// Days run from the time at which answers came to this archive, or from their end by their tablet's
// clock where that is later. A computer whose clock is ahead must not take away what is not due:
// its clock counts only as far as a tablet's bears it out. So two clocks must be wrong at once, and
// a clinic that is closed for long keeps a little longer.
#pragma once

#include <map>
#include <optional>

#include "archive/archive.h"
#include "config/retention.h"
#include "sync/configurations.h"
#include "sync/store.h"

namespace spine::importing {

// So far ahead of the latest end of a session this computer's clock is believed: a week's closure.
inline constexpr UnixMs kBelievedAheadMs = 7 * kDayMs;
// A tablet's clock that is further ahead of this one bears nothing out.
inline constexpr UnixMs kTabletAheadMs = kDayMs;

// A rule that was changed counts from so long after an archive first met it, and until then nothing
// is due: a slip of the pen must not empty an archive before anybody has seen what it would take.
inline constexpr UnixMs kRuleWaitsMs = 7 * kDayMs;

// A call for staff goes from the store so long after a computer first saw it there: every screen
// has shown it, and what became of it stands in its session.
inline constexpr UnixMs kCallsKeptMs = 31 * kDayMs;

// `told`: archive::Archive::time_told().
// What counts as now where something comes: what comes under a clock that was put back must not
// seem old later. Too late an hour keeps it longer, and nothing else.
[[nodiscard]] UnixMs arrival_time(UnixMs told, UnixMs now);
// What counts as now where something goes. Not for a `told` of 0: as long as no session came
// nothing goes.
[[nodiscard]] UnixMs ending_time(UnixMs told, UnixMs now);
// Whether sessions bear this computer's clock out.
[[nodiscard]] bool borne_out(UnixMs told, UnixMs now);
// With a session that ended at `ended` by its tablet's clock and came now. Two clocks that agree
// within a day turn back what two others said that were both ahead.
[[nodiscard]] UnixMs told_with(UnixMs told, UnixMs ended, UnixMs now);

// The [retention] of signed configurations, read from the store. One thread.
class RetentionRules {
  public:
    // Nothing where its kiosk.toml is not there or does not hold: then nothing is due. Fault: what
    // concerns_whole_store().
    [[nodiscard]] Result<std::optional<config::Retention>> of(sync::Store& store,
                                                              const crypto::Manifest& manifest);
    // Whether the configuration has a rule at all.
    [[nodiscard]] static bool names_rule(const crypto::Manifest& manifest);
    // Whether any of these lets bundles go from the store before the archive's answers. The same
    // fault.
    [[nodiscard]] Result<bool> store_goes_first(sync::Store& store,
                                                const sync::Configurations& configurations);

  private:
    std::map<crypto::Hash, std::optional<config::Retention>> read_;  // by the content's hash
};

}  // namespace spine::importing
