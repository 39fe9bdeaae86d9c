#include "journal/engine.h"

#include <new>

#include "database/settings.h"
#include "journal/rows.h"

namespace spine::journal {
namespace {

using database::Database;

// Collects numbers; after the first fault the rest is left out and the fault is kept.
class Numbers {
  public:
    explicit Numbers(Database& database) : database_(database) {}
    std::optional<std::int64_t> ask(std::string_view sql, database::Values values = {}) {
        if (!fault_) return std::nullopt;
        auto number = database_.number(sql, values);
        if (number) return *number;
        fault_ = fail(std::move(number));
        return std::nullopt;
    }
    std::optional<std::int64_t> setting(std::string_view name) {
        return ask("SELECT value FROM setting WHERE name = ?", {name});
    }
    std::uint64_t counter(std::string_view name) {
        return static_cast<std::uint64_t>(setting(name).value_or(0));
    }
    std::uint64_t sessions(std::string_view sql) {
        return static_cast<std::uint64_t>(ask(sql).value_or(0));
    }
    [[nodiscard]] const Status& fault() const { return fault_; }

  private:
    Database& database_;
    Status fault_;
};

Result<JournalStatus> ask(Database& database) {
    JournalStatus status;
    Numbers numbers(database);
    status.waiting = numbers.sessions(
        "SELECT count(*) FROM session WHERE head IS NOT NULL AND state < 2 "
        "AND (sent_head IS NULL OR sent_head <> head_hash)");
    status.awaiting_receipt = numbers.sessions(
        "SELECT count(*) FROM session WHERE state < 2 AND sent_head = head_hash "
        "AND receipted_at IS NULL");
    status.kept = numbers.sessions(
        "SELECT count(*) FROM session WHERE state < 2 AND receipted_at IS NOT NULL");
    status.attention_waiting = numbers.sessions("SELECT count(*) FROM attention");
    status.last_sent = numbers.setting(names::last_sent);
    status.last_receipt = numbers.setting(names::last_receipt);
    status.revoked = numbers.setting(names::revoked).value_or(0) != 0;
    status.counters = {numbers.counter(names::sessions),    numbers.counter(names::interrupted),
                       numbers.counter(names::withdrawn),   numbers.counter(names::receipts),
                       numbers.counter(names::wrong_heads), numbers.counter(names::deleted)};
    if (!numbers.fault()) return fail(numbers.fault().error());
    const auto end = chain_end(database);
    if (!end) return fail(end.error());
    if (!end->last_head.is_zero()) status.last_head = end->last_head.hex();
    return status;
}

}  // namespace

Result<JournalStatus> Engine::status() {
    auto now = run(ask);
    if (!now && !failed) return now;
    const std::lock_guard hold(mutex_);
    JournalStatus status = now ? std::move(*now) : last_;
    status.written = clock.now();
    status.failed = failed;
    status.room = room;
    status.chain = chain_;
    if (const auto left = files.free_space(folder.root); left) status.disk_left = *left;
    last_ = status;
    return status;
}

Status Engine::tidy() {
    if (session_running) return {};
    auto done = run([](Database& database) { return database.tidy(); });
    if (!done && done.error().cause == database::causes::full) return {};
    return done;
}

void Engine::write_status() {
    try {
        const auto now = status();
        if (!now) return;
        (void)files.write(folder.status(), as_bytes(to_json(*now)), Access::Everyone);
    } catch (const std::bad_alloc&) {
        // Destructors call this, and the next call writes it.
    }
}

void Engine::set_chain(const ChainState& state) {
    const std::lock_guard hold(mutex_);
    chain_ = state;
}

}  // namespace spine::journal
