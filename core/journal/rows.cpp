#include "journal/rows.h"

#include <algorithm>

#include "crypto/bundle.h"
#include "crypto/constants.h"
#include "database/settings.h"

namespace spine::journal {
namespace {

using database::Database;

// "spJ1": the application id of a journal.
constexpr std::uint32_t kApplicationId = 0x73704A31;

// A session's records lie side by side under consecutive row ids, counter * 65,536 + index, so
// that an answer costs one page and no index. `state` is RowState.
constexpr std::string_view kTables = R"(
CREATE TABLE session (
    counter INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    header BLOB NOT NULL,
    head BLOB,
    head_hash BLOB,
    state INTEGER NOT NULL DEFAULT 0,
    sent_head BLOB,
    receipted_at INTEGER,
    tombstoned INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE record (place INTEGER PRIMARY KEY, sealed BLOB NOT NULL);
CREATE TABLE attention (id INTEGER PRIMARY KEY, object BLOB NOT NULL);
)";

// When the newest sent head was sent; NULL in what was sent before this column was there.
constexpr std::string_view kSentAt = "ALTER TABLE session ADD COLUMN sent_at INTEGER;";

// What the clinic has said about its devices and this tablet's sessions, signed: a store that loses
// it does not unsay it.
constexpr std::string_view kClinicObjects =
    "CREATE TABLE clinic_object (hash BLOB PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;";

constexpr std::int64_t kPlaces = 65'536;
static_assert(kPlaces > crypto::kMaxRecords);

std::int64_t place(std::uint64_t counter, std::uint64_t index) {
    return static_cast<std::int64_t>(counter) * kPlaces + static_cast<std::int64_t>(index);
}

Bytes copy(ByteView bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

database::Schema journal_schema() {
    return {kApplicationId, {database::kSettingsTable, kTables, kSentAt, kClinicObjects}};
}

Result<ChainEnd> chain_end(Database& database) {
    auto counter = database::get_number(database, names::sessions);
    if (!counter) return fail(std::move(counter));
    auto head = database::get_blob(database, names::last_head);
    if (!head) return fail(std::move(head));
    ChainEnd end{static_cast<std::uint64_t>(counter->value_or(0)), {}};
    if (*head) end.last_head = crypto::Hash::from(**head).value_or(crypto::Hash{});
    return end;
}

Status insert_session(Database& database, const crypto::SessionHeader& header,
                      ByteView signed_header) {
    auto inserted = database.run("INSERT INTO session (counter, id, header) VALUES (?, ?, ?)",
                                 {header.counter, header.session.view(), signed_header});
    if (!inserted) return inserted;
    return database::set_number(database, names::sessions,
                                static_cast<std::int64_t>(header.counter));
}

Status insert_records(Database& database, std::uint64_t counter, std::uint32_t first,
                      ByteView records) {
    for (std::uint64_t index = first; !records.empty(); ++index) {
        auto inserted = database.run("INSERT INTO record (place, sealed) VALUES (?, ?)",
                                     {place(counter, index), records.first(crypto::kRecordSize)});
        if (!inserted) return inserted;
        records = records.subspan(crypto::kRecordSize);
    }
    return {};
}

Status set_head(Database& database, std::uint64_t counter, ByteView signed_head, bool final) {
    const crypto::Hash hash = crypto::head_hash(signed_head);
    const RowState state = final ? RowState::Over : RowState::Running;
    auto updated = database.run(
        "UPDATE session SET head = ?, head_hash = ?, state = ?, receipted_at = NULL "
        "WHERE counter = ?",
        {signed_head, hash.view(), static_cast<int>(state), counter});
    if (!updated || !final) return updated;
    return database::set_blob(database, names::last_head, hash.view());
}

Result<std::vector<SessionRow>> sessions_in(Database& database, RowState state, std::uint64_t from,
                                            std::size_t limit) {
    auto rows = database.query(
        "SELECT counter, id, header, head FROM session WHERE state = ? AND counter >= ? "
        "ORDER BY counter LIMIT ?",
        {static_cast<int>(state), from, limit});
    if (!rows) return fail(std::move(rows));
    std::vector<SessionRow> found;
    for (;;) {
        const auto more = rows->next();
        if (!more) return fail(more.error());
        if (!*more) return found;
        found.push_back({static_cast<std::uint64_t>(rows->integer(0)),
                         crypto::SessionId::from(rows->blob(1)).value_or(crypto::SessionId{}),
                         copy(rows->blob(2)), copy(rows->blob(3)), state});
    }
}

Result<Bytes> read_records(Database& database, std::uint64_t counter, std::uint32_t count) {
    auto rows =
        database.query("SELECT sealed FROM record WHERE place >= ? AND place < ? ORDER BY place",
                       {place(counter, 0), place(counter, count)});
    if (!rows) return fail(std::move(rows));
    Bytes records;
    for (;;) {
        const auto more = rows->next();
        if (!more) return fail(more.error());
        if (!*more) return records;
        const ByteView record = rows->blob(0);
        records.insert(records.end(), record.begin(), record.end());
    }
}

Result<std::int64_t> delete_records(Database& database, std::uint64_t counter,
                                    std::uint32_t limit) {
    auto first = database.number("SELECT min(place) FROM record WHERE place >= ? AND place < ?",
                                 {place(counter, 0), place(counter + 1, 0)});
    if (!first) return fail(std::move(first));
    if (!*first) return 0;
    const std::int64_t end = std::min(**first + limit, place(counter + 1, 0));
    auto gone = database.run("DELETE FROM record WHERE place >= ? AND place < ?", {**first, end});
    if (!gone) return fail(std::move(gone));
    return database.changes();
}

Status count(Database& database, std::string_view name) {
    return database.run(
        "INSERT INTO setting (name, value) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET value = value + 1",
        {name});
}

Result<Bytes> read_bundle(Database& database, const SessionRow& row) {
    const auto head = crypto::decode_head(row.head);
    if (!head) return fail(head.error());
    auto records = read_records(database, row.counter, head->records);
    if (!records) return fail(std::move(records));
    return crypto::make_bundle(row.header, *records, row.head);
}

}  // namespace spine::journal
