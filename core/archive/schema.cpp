#include "archive/schema.h"

#include "database/settings.h"

namespace spine::archive {
namespace {

constexpr std::string_view kTables = R"sql(
CREATE TABLE setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE slot (name TEXT PRIMARY KEY, role INTEGER NOT NULL, passes INTEGER NOT NULL,
    memory INTEGER NOT NULL, salt BLOB NOT NULL, wrapped BLOB NOT NULL);
CREATE TABLE secret (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE response (id INTEGER PRIMARY KEY, session BLOB NOT NULL, device BLOB NOT NULL,
    counter INTEGER NOT NULL, head BLOB NOT NULL, header BLOB NOT NULL, previous BLOB NOT NULL,
    configuration BLOB NOT NULL, last_record BLOB NOT NULL, records INTEGER NOT NULL,
    status INTEGER NOT NULL, receipt BLOB, erased INTEGER NOT NULL DEFAULT 0, summary BLOB,
    sealed BLOB, UNIQUE (device, session));
CREATE INDEX response_without_receipt ON response (id) WHERE receipt IS NULL;
CREATE INDEX response_erased ON response (id) WHERE erased = 1;
CREATE TABLE response_key (device BLOB NOT NULL, session BLOB NOT NULL, wrapped BLOB NOT NULL,
    PRIMARY KEY (device, session)) WITHOUT ROWID;
CREATE TABLE bundle (name TEXT PRIMARY KEY, device BLOB, session BLOB) WITHOUT ROWID;
CREATE TABLE quarantine (object TEXT PRIMARY KEY, cause TEXT NOT NULL, place TEXT NOT NULL,
    at INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE object (hash BLOB PRIMARY KEY, kind INTEGER NOT NULL, sent INTEGER NOT NULL,
    bytes BLOB NOT NULL);
CREATE TABLE audit (sequence INTEGER PRIMARY KEY, sealed BLOB NOT NULL, link BLOB NOT NULL);
)sql";

// When a tablet's sessions last came, by this computer's clock. Empty in an archive from before it:
// of a tablet that is not here yet nobody can say that it is silent.
constexpr std::string_view kHeard =
    "CREATE TABLE heard (device BLOB PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;";

// Apart from the answers and behind them in the row (response.h). Of what was there before they
// stay where they are.
constexpr std::string_view kEventsColumn = "ALTER TABLE response ADD COLUMN events BLOB;";

// When a session's answers came here first, by the importer's reckoning (import/retention.h): from
// then on its time runs. Sessions of others that were taken out of the store before they came here,
// by the receipts that are there for them. And which head a bundle ends in,
// whether it is an open one, and when the bundle was read; those of withdrawn sessions are read
// again for it.
constexpr std::string_view kRetention = R"sql(
CREATE TABLE arrived (device BLOB NOT NULL, session BLOB NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (device, session)) WITHOUT ROWID;
CREATE INDEX arrived_at ON arrived (at);
CREATE TABLE taken_out (device BLOB NOT NULL, session BLOB NOT NULL, head BLOB NOT NULL,
    counter INTEGER NOT NULL, receipt BLOB NOT NULL, author BLOB NOT NULL,
    PRIMARY KEY (device, session, head)) WITHOUT ROWID;
ALTER TABLE bundle ADD COLUMN head BLOB;
ALTER TABLE bundle ADD COLUMN is_open INTEGER;
ALTER TABLE bundle ADD COLUMN at INTEGER;
DELETE FROM bundle WHERE (device, session) IN
    (SELECT device, session FROM response WHERE status = 4);
CREATE INDEX bundle_session ON bundle (device, session);
)sql";

// Further ends of sessions, and when each end of such a session came; each with its key in a table
// that is rewritten, as the sessions' own.
constexpr std::string_view kBranches = R"sql(
CREATE TABLE branch (device BLOB NOT NULL, session BLOB NOT NULL, head BLOB NOT NULL,
    counter INTEGER NOT NULL, header BLOB NOT NULL, previous BLOB NOT NULL,
    configuration BLOB NOT NULL, last_record BLOB NOT NULL, records INTEGER NOT NULL,
    status INTEGER NOT NULL, receipt BLOB, summary BLOB, sealed BLOB, events BLOB,
    PRIMARY KEY (device, session, head));
CREATE TABLE end_came (device BLOB NOT NULL, session BLOB NOT NULL, head BLOB NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (device, session, head)) WITHOUT ROWID;
CREATE TABLE branch_key (device BLOB NOT NULL, session BLOB NOT NULL, head BLOB NOT NULL,
    wrapped BLOB NOT NULL, PRIMARY KEY (device, session, head)) WITHOUT ROWID;
)sql";

}  // namespace

// When a tablet's call was first seen in the store.
constexpr std::string_view kCalls =
    "CREATE TABLE call (name TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID;";

// What researchers make of released texts (coding_log.h).
constexpr std::string_view kCoding =
    "CREATE TABLE coding (sequence INTEGER PRIMARY KEY, sealed BLOB NOT NULL);";

database::Schema schema() {
    // "SPAC". Version 1 bound a response to its session's id alone, which another tablet could
    // take: it is refused, not brought up to date, since its seals say nothing of the tablet.
    // Version 9 packs a response's events: a program from before it must not take them for damaged.
    return {0x53504143,
            {kTables, "", kHeard, kEventsColumn, kBranches, kRetention, kCalls, kCoding, ""},
            2};
}

Bytes context(std::string_view what, ByteView place) {
    ByteWriter out;
    out.text16(what).bytes(place);
    return out.take();
}

Bytes context(std::string_view what, const crypto::SessionRef& session) {
    ByteWriter place;
    place.bytes(session.device.view()).bytes(session.session.view());
    return context(what, place.view());
}

EndContext context_of(const crypto::SessionRef& session) {
    return [session](std::string_view what) { return context(what, session); };
}

EndContext context_of(const crypto::SessionRef& session, const crypto::Hash& head) {
    return [session, head](std::string_view what) {
        ByteWriter place;
        place.bytes(session.device.view()).bytes(session.session.view()).bytes(head.view());
        return context(std::string("branch ").append(what), place.view());
    };
}

SessionPlace place_in(const database::Statement& row) {
    SessionPlace out;
    out.session = id_in<crypto::SessionId>(row, 0);
    out.device = id_in<crypto::DeviceId>(row, 1);
    out.counter = static_cast<std::uint64_t>(row.integer(2));
    out.head = id_in<crypto::Hash>(row, 3);
    out.header = id_in<crypto::Hash>(row, 4);
    out.previous_head = id_in<crypto::Hash>(row, 5);
    out.configuration = id_in<crypto::Hash>(row, 6);
    out.last_record = id_in<crypto::Hash>(row, 7);
    out.records = static_cast<std::uint32_t>(row.integer(8));
    out.status = static_cast<crypto::SessionStatus>(row.integer(9));
    return out;
}

Result<std::vector<SessionPlace>> places_in(database::Database& database, std::string_view from,
                                            database::Values values) {
    std::vector<SessionPlace> out;
    std::string sql = "SELECT ";
    sql.append(kPlaceColumns).append(" FROM ").append(from);
    auto read = each_row(database, sql, values, [&](const database::Statement& row) -> Status {
        out.push_back(place_in(row));
        return {};
    });
    if (!read) return fail(std::move(read));
    return out;
}

tl::unexpected<Fault> damaged(std::string where) {
    return fail(causes::archive_damaged, "A part of the archive does not open.",
                "Restore a backup, or rebuild the archive from the store.", std::move(where));
}

Status each_row(database::Database& database, std::string_view sql, database::Values values,
                const std::function<Status(const database::Statement&)>& row) {
    auto rows = database.query(sql, values);
    if (!rows) return fail(std::move(rows));
    for (;;) {
        auto more = rows->next();
        if (!more) return fail(std::move(more));
        if (!*more) return {};
        if (auto done = row(*rows); !done) return done;
    }
}

}  // namespace spine::archive
