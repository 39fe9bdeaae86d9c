#include "journal/outbox.h"

#include <utility>

#include "crypto/head.h"
#include "database/settings.h"
#include "journal/engine.h"
#include "journal/rows.h"

namespace spine::journal {
namespace {

using database::Database;

struct Found {
    std::uint64_t counter = 0;
    crypto::Hash head;
    bool over = false, receipted = false;
};

Result<std::optional<Found>> find(Database& database, const crypto::SessionId& session) {
    auto rows =
        database.query("SELECT counter, head_hash, state, receipted_at FROM session WHERE id = ?",
                       {session.view()});
    if (!rows) return fail(std::move(rows));
    const auto found = rows->next();
    if (!found) return fail(found.error());
    if (!*found) return std::optional<Found>();
    return std::optional(Found{static_cast<std::uint64_t>(rows->integer(0)),
                               crypto::Hash::from(rows->blob(1)).value_or(crypto::Hash{}),
                               rows->integer(2) != static_cast<int>(RowState::Running),
                               !rows->is_null(3)});
}

Status note_receipt(Database& database, std::uint64_t counter, UnixMs now) {
    auto marked =
        database.run("UPDATE session SET receipted_at = ? WHERE counter = ?", {now, counter});
    if (!marked) return marked;
    if (auto counted = count(database, names::receipts); !counted) return counted;
    return database::set_number(database, names::last_receipt, now);
}

// The first session from `from` on that was never sent with its newest head, or that was sent long
// enough ago and has no receipt. What was sent later than now was sent by a clock since put right.
Result<std::optional<SessionRow>> waiting(Database& database, std::uint64_t from, UnixMs now,
                                          std::optional<std::int64_t> again_after_ms) {
    auto rows = database.query(
        "SELECT counter, id, header, head FROM session WHERE head IS NOT NULL AND state < ? "
        "AND (sent_head IS NULL OR sent_head <> head_hash OR (? AND receipted_at IS NULL "
        "AND (sent_at IS NULL OR sent_at <= ? OR sent_at > ?))) AND counter >= ? "
        "ORDER BY counter LIMIT 1",
        {static_cast<int>(RowState::Deleting), again_after_ms ? 1 : 0,
         now - again_after_ms.value_or(0), now, from});
    if (!rows) return fail(std::move(rows));
    const auto found = rows->next();
    if (!found) return fail(found.error());
    if (!*found) return std::optional<SessionRow>();
    const ByteView header = rows->blob(2);
    const ByteView head = rows->blob(3);
    return std::optional(SessionRow{
        static_cast<std::uint64_t>(rows->integer(0)),
        crypto::SessionId::from(rows->blob(1)).value_or(crypto::SessionId{}),
        Bytes(header.begin(), header.end()), Bytes(head.begin(), head.end()), RowState::Over});
}

// What next_bundles() met at one session.
struct Met {
    std::optional<OutgoingBundle> bundle;  // none: it does not read, or the store has it
    std::uint64_t next = 0;                // the counter to go on from
};

// Nothing: no further session waits.
Result<std::optional<Met>> meet(Engine& engine, Database& database, std::uint64_t from, UnixMs now,
                                std::optional<std::int64_t> again_after_ms) {
    const auto row = waiting(database, from, now, again_after_ms);
    if (!row) {
        // The page of the session itself does not read: the ones behind it may.
        const auto end = row.error().cause == database::causes::damaged ? chain_end(database)
                                                                        : fail(row.error());
        if (!end) return fail(end.error());
        if (from > end->counter) return std::optional<Met>();
        return std::optional(Met{std::nullopt, from + 1});
    }
    if (!*row) return std::optional<Met>();
    const std::uint64_t next = (*row)->counter + 1;
    const crypto::Hash head = crypto::head_hash((*row)->head);
    if (engine.sent_unnoted.contains(head)) return std::optional(Met{std::nullopt, next});
    auto bytes = read_bundle(database, **row);
    if (!bytes && bytes.error().cause != database::causes::damaged) return fail(std::move(bytes));
    if (!bytes) return std::optional(Met{std::nullopt, next});
    return std::optional(
        Met{OutgoingBundle{(*row)->id, (*row)->counter, head, std::move(*bytes)}, next});
}

}  // namespace

Result<std::vector<OutgoingBundle>> Outbox::next_bundles(std::size_t limit, std::uint64_t from,
                                                         std::optional<std::int64_t> again_after_ms,
                                                         std::size_t most) {
    const UnixMs now = engine_.clock.now();
    std::vector<OutgoingBundle> bundles;
    std::size_t held = 0;
    while (bundles.size() < limit && held < most) {
        // One bundle at a time, so that an answer never waits for more than one copy.
        auto met = engine_.run(
            [&](Database& database) { return meet(engine_, database, from, now, again_after_ms); });
        if (!met) return fail(std::move(met));
        if (!*met) break;
        from = (*met)->next;
        if (!(*met)->bundle) continue;
        held += (*met)->bundle->bytes.size();
        bundles.push_back(std::move(*(*met)->bundle));
    }
    return bundles;
}

Status Outbox::mark_sent(const crypto::SessionId& session, const crypto::Hash& head) {
    const SentHead one{session, head};
    return mark_sent({&one, 1});
}

Status Outbox::mark_sent(std::span<const SentHead> sent) {
    if (sent.empty()) return {};
    const UnixMs now = engine_.clock.now();
    auto marked = engine_.commit([&](Database& database) -> Status {
        for (const SentHead& one : sent) {
            auto set = database.run("UPDATE session SET sent_head = ?, sent_at = ? WHERE id = ?",
                                    {one.head.view(), now, one.session.view()});
            if (!set) return set;
        }
        return database::set_number(database, names::last_sent, now);
    });
    if (!marked && marked.error().cause == database::causes::damaged) {
        return engine_.run([&](Database&) -> Status {
            for (const SentHead& one : sent) engine_.sent_unnoted.insert(one.head);
            return {};
        });
    }
    if (marked) engine_.write_status();
    return marked;
}

Result<ReceiptOutcome> Outbox::apply_receipt(const crypto::Receipt& receipt) {
    if (receipt.clinic != engine_.identity.clinic || receipt.device != engine_.identity.device)
        return ReceiptOutcome::Unknown;
    const UnixMs now = engine_.clock.now();
    auto outcome = ReceiptOutcome::Unknown;
    auto applied = engine_.commit([&](Database& database) -> Status {
        outcome = ReceiptOutcome::Unknown;
        const auto found = find(database, receipt.session);
        if (!found) return fail(found.error());
        if (!*found) return {};
        if ((*found)->head != receipt.head || (*found)->counter != receipt.counter) {
            outcome = ReceiptOutcome::WrongHead;
            return count(database, names::wrong_heads);
        }
        outcome = (*found)->receipted ? ReceiptOutcome::Already : ReceiptOutcome::Accepted;
        if ((*found)->receipted) return {};
        return note_receipt(database, (*found)->counter, now);
    });
    if (!applied) return fail(std::move(applied));
    if (outcome == ReceiptOutcome::Accepted) engine_.write_status();
    return outcome;
}

Result<TombstoneOutcome> Outbox::apply_tombstone(const crypto::SessionId& session) {
    auto outcome = TombstoneOutcome::Unknown;
    auto applied = engine_.commit([&](Database& database) -> Status {
        outcome = TombstoneOutcome::Unknown;
        const auto found = find(database, session);
        if (!found) return fail(found.error());
        if (!*found) return {};
        outcome = (*found)->over ? TombstoneOutcome::Taken : TombstoneOutcome::Running;
        if (!(*found)->over) return {};
        return database.run("UPDATE session SET tombstoned = 1 WHERE counter = ?",
                            {(*found)->counter});
    });
    if (!applied) return fail(std::move(applied));
    return outcome;
}

Status Outbox::tidy() {
    return engine_.tidy();
}

Status Outbox::note_revoked() {
    return engine_.commit(
        [](Database& database) { return database::set_number(database, names::revoked, 1); });
}

Result<bool> Outbox::revoked() {
    return engine_.run([](Database& database) -> Result<bool> {
        const auto noted = database::get_number(database, names::revoked);
        if (!noted) return fail(noted.error());
        return noted->value_or(0) != 0;
    });
}

Status Outbox::keep_objects(std::span<const Bytes> objects) {
    if (objects.empty()) return {};
    return engine_.commit([&](Database& database) -> Status {
        for (const Bytes& object : objects) {
            auto kept = database.run("INSERT OR IGNORE INTO clinic_object VALUES (?, ?)",
                                     {crypto::hash(object).view(), object});
            if (!kept) return kept;
        }
        return {};
    });
}

Result<std::vector<Bytes>> Outbox::kept_objects() {
    return engine_.run([](Database& database) -> Result<std::vector<Bytes>> {
        auto rows = database.query("SELECT bytes FROM clinic_object ORDER BY hash");
        if (!rows) return fail(std::move(rows));
        std::vector<Bytes> found;
        for (;;) {
            const auto more = rows->next();
            if (!more) return fail(more.error());
            if (!*more) return found;
            const ByteView object = rows->blob(0);
            found.emplace_back(object.begin(), object.end());
        }
    });
}

Status Outbox::queue_attention(ByteView object) {
    auto queued = engine_.commit(
        [&](Database& database) {
            return database.run("INSERT INTO attention (object) VALUES (?)", {object});
        },
        database::Urgency::Answer);
    ++engine_.attention_calls;
    return queued;
}

std::uint64_t Outbox::attention_calls() const {
    return engine_.attention_calls;
}

Result<std::vector<OutgoingAttention>> Outbox::next_attentions(std::size_t limit) {
    return engine_.run([&](Database& database) -> Result<std::vector<OutgoingAttention>> {
        auto rows = database.query("SELECT id, object FROM attention ORDER BY id");
        if (!rows) return fail(std::move(rows));
        std::vector<OutgoingAttention> found;
        while (found.size() < limit) {
            const auto more = rows->next();
            if (!more) return fail(more.error());
            if (!*more) break;
            if (engine_.called_unnoted.contains(rows->integer(0))) continue;
            const ByteView object = rows->blob(1);
            found.push_back({rows->integer(0), Bytes(object.begin(), object.end())});
        }
        return found;
    });
}

Status Outbox::mark_attention_sent(std::int64_t id) {
    auto marked = engine_.commit([&](Database& database) {
        return database.run("DELETE FROM attention WHERE id = ?", {id});
    });
    if (marked || marked.error().cause != database::causes::damaged) return marked;
    return engine_.run([&](Database&) -> Status {
        engine_.called_unnoted.insert(id);
        return {};
    });
}

}  // namespace spine::journal
