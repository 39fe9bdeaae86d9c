#include <utility>

#include "journal/engine.h"
#include "journal/outbox.h"
#include "journal/rows.h"

namespace spine::journal {
namespace {

using database::Database;

constexpr std::int64_t kMsPerHour = 3'600'000;
// Records that one transaction deletes: some thirty pages, well under 20 ms.
constexpr std::uint32_t kRecordsAtOnce = 1024;

// From here on the sessions are neither sent nor verified, whatever happens to the power.
Status mark_due(Database& database, UnixMs receipted_before) {
    return database.run(
        "UPDATE session SET state = ? WHERE state = ? AND (tombstoned = 1 OR receipted_at <= ?)",
        {static_cast<int>(RowState::Deleting), static_cast<int>(RowState::Over), receipted_before});
}

// One transaction's worth of deleting; true when a whole session is gone by it.
Result<bool> delete_some(Database& database, std::uint64_t counter) {
    bool whole = false;
    auto done = database.transact([&]() -> Status {
        const auto records = delete_records(database, counter, kRecordsAtOnce);
        if (!records) return fail(records.error());
        whole = *records < kRecordsAtOnce;
        if (!whole) return {};
        if (auto gone = database.run("DELETE FROM session WHERE counter = ?", {counter}); !gone)
            return gone;
        return count(database, names::deleted);
    });
    if (!done) return fail(std::move(done));
    return whole;
}

enum class Step { Nothing, Part, Whole };

Result<Step> delete_next(Database& database) {
    const auto rows = sessions_in(database, RowState::Deleting, 0, 1);
    if (!rows) return fail(rows.error());
    if (rows->empty()) return Step::Nothing;
    const auto whole = delete_some(database, rows->front().counter);
    if (!whole) return fail(whole.error());
    return *whole ? Step::Whole : Step::Part;
}

// On a full disk deleting writes, too: what the ballast made room for is written back, which frees
// what was deleted, and there is room for the next.
Result<Step> delete_next_on_any_disk(Database& database) {
    auto step = delete_next(database);
    if (step || step.error().cause != database::causes::full) return step;
    if (auto tidied = database.tidy(); !tidied) return fail(std::move(tidied));
    return delete_next(database);
}

}  // namespace

Result<Deleted> Outbox::delete_due(std::int64_t retention_hours) {
    Deleted deleted;
    if (engine_.session_running) return Deleted{0, true};
    const UnixMs before = engine_.clock.now() - retention_hours * kMsPerHour;
    auto marked = engine_.commit([&](Database& database) { return mark_due(database, before); });
    if (!marked) return fail(std::move(marked));
    for (;;) {
        if (engine_.session_running) {
            deleted.more = true;
            return deleted;
        }
        // One transaction a job: an answer of a patient who begins now waits for one at most.
        const auto step = engine_.run(delete_next_on_any_disk);
        if (!step) return fail(step.error());
        if (*step == Step::Nothing) break;
        if (*step == Step::Whole) ++deleted.sessions;
    }
    if (deleted.sessions == 0) return deleted;
    auto overwritten = engine_.run([](Database& database) { return database.tidy(); });
    if (!overwritten) return fail(std::move(overwritten));
    engine_.write_status();
    return deleted;
}

}  // namespace spine::journal
