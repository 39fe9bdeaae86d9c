// What the importer writes.
#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
namespace {

constexpr std::string_view kPlace =
    "session, device, counter, head, header, previous, configuration, last_record, records, status";

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

Result<std::vector<SessionPlace>> places_where(database::Database& database,
                                               std::string_view condition) {
    std::vector<SessionPlace> out;
    std::string sql = "SELECT ";
    sql.append(kPlace).append(" FROM response ").append(condition);
    auto read = each_row(database, sql, {}, [&](const database::Statement& row) -> Status {
        out.push_back(place_in(row));
        return {};
    });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace

Status Archive::put_response(const SessionPlace& place, const Response& response,
                             const Summary& summary) {
    if (auto open = require_open(); !open) return open;
    crypto::WrapKey& key = open_->response_key;
    random_.fill(key.writable());
    const crypto::SessionRef session = place.ref();
    const EncodedResponse clear = encode(response);
    const Bytes sealed = crypto::wrap(key, context("response", session), clear.answers, random_);
    const Bytes events = crypto::wrap(key, context("events", session), clear.events, random_);
    const Bytes row =
        crypto::wrap(open_->archive_key, context("summary", session), encode(summary), random_);
    auto stored = database_.run(
        "INSERT INTO response (session, device, counter, head, header, previous, configuration, "
        "last_record, records, status, summary, sealed, events) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (device, session) DO UPDATE SET head = excluded.head, "
        "last_record = excluded.last_record, records = excluded.records, "
        "status = excluded.status, summary = excluded.summary, sealed = excluded.sealed, "
        "events = excluded.events, receipt = NULL",
        {place.session.view(), place.device.view(), place.counter, place.head.view(),
         place.header.view(), place.previous_head.view(), place.configuration.view(),
         place.last_record.view(), place.records, static_cast<int>(place.status), row, sealed,
         events});
    if (!stored) return stored;
    return database_.run(
        "INSERT OR REPLACE INTO response_key VALUES (?, ?, ?)",
        {place.device.view(), place.session.view(),
         crypto::wrap(open_->archive_key, context("key", session), key.view(), random_)});
}

Status Archive::forget_response(const SessionPlace& place) {
    if (auto gone = database_.run("DELETE FROM response_key WHERE device = ? AND session = ?",
                                  {place.device.view(), place.session.view()});
        !gone)
        return gone;
    if (auto gone = database_.run("DELETE FROM arrived WHERE device = ? AND session = ?",
                                  {place.device.view(), place.session.view()});
        !gone)
        return gone;
    return database_.run(
        "INSERT INTO response (session, device, counter, head, header, previous, configuration, "
        "last_record, records, status) VALUES (?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (device, session) DO UPDATE SET head = excluded.head, "
        "header = excluded.header, previous = excluded.previous, "
        "configuration = excluded.configuration, "
        "last_record = excluded.last_record, records = excluded.records, "
        "status = excluded.status, summary = NULL, sealed = NULL, events = NULL, receipt = NULL",
        {place.session.view(), place.device.view(), place.counter, place.head.view(),
         place.header.view(), place.previous_head.view(), place.configuration.view(),
         place.last_record.view(), place.records, static_cast<int>(place.status)});
}

Status Archive::note_bundle(std::string_view name, const SessionPlace* held) {
    if (held == nullptr)
        return database_.run("INSERT OR IGNORE INTO bundle (name) VALUES (?)", {name});
    return database_.run(
        "INSERT OR IGNORE INTO bundle (name, device, session, head) VALUES (?, ?, ?, ?)",
        {name, held->device.view(), held->session.view(), held->head.view()});
}

Status Archive::note_heard(const crypto::DeviceId& device) {
    return database_.run("INSERT OR REPLACE INTO heard VALUES (?, ?)",
                         {device.view(), clock_.now()});
}

Result<std::map<crypto::DeviceId, UnixMs>> Archive::heard() {
    std::map<crypto::DeviceId, UnixMs> out;
    auto read = each_row(database_, "SELECT device, at FROM heard", {},
                         [&](const database::Statement& row) -> Status {
                             out[id_in<crypto::DeviceId>(row, 0)] = row.integer(1);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

Result<std::vector<std::string>> Archive::noted_bundles() {
    std::vector<std::string> out;
    auto read = each_row(database_, "SELECT name FROM bundle ORDER BY name", {},
                         [&](const database::Statement& row) -> Status {
                             out.emplace_back(row.text(0));
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

Result<std::vector<SessionPlace>> Archive::places() {
    return places_where(database_, "ORDER BY device, counter");
}

Result<std::vector<SessionPlace>> Archive::without_receipt() {
    return places_where(database_, "WHERE receipt IS NULL");
}

Status Archive::note_receipt(const crypto::SessionRef& session, const crypto::Hash& receipt) {
    return database_.run("UPDATE response SET receipt = ? WHERE device = ? AND session = ?",
                         {receipt.view(), session.device.view(), session.session.view()});
}

Result<std::vector<GivenReceipt>> Archive::given_receipts() {
    std::vector<GivenReceipt> out;
    auto read = each_row(
        database_,
        "SELECT device, session, receipt FROM response WHERE receipt IS NOT NULL "
        "ORDER BY device, session",
        {}, [&](const database::Statement& row) -> Status {
            out.push_back({{id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)},
                           id_in<crypto::Hash>(row, 2)});
            return {};
        });
    if (!read) return fail(std::move(read));
    return out;
}

Result<SessionPlace> Archive::place(const crypto::SessionRef& session) {
    std::string sql = "SELECT ";
    sql.append(kPlace).append(" FROM response WHERE device = ? AND session = ?");
    std::optional<SessionPlace> found;
    auto read = each_row(database_, sql, {session.device.view(), session.session.view()},
                         [&](const database::Statement& row) -> Status {
                             found = place_in(row);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    if (found) return *found;
    return fail(causes::session_unknown, "There is no such session in the archive.",
                "Import again, or check the session's id.", session.text());
}

}  // namespace spine::archive
