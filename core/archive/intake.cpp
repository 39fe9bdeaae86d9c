// What the importer writes.
#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
Archive::SealedEnd Archive::seal_end(const Response& response, const Summary& summary,
                                     const EndContext& context_of) {
    crypto::WrapKey& key = open_->response_key;
    random_.fill(key.writable());
    const EncodedResponse clear = encode(response);
    SealedEnd sealed;
    sealed.answers = crypto::wrap(key, context_of("response"), clear.answers, random_);
    sealed.events = crypto::wrap(key, context_of("events"), clear.events, random_);
    sealed.summary =
        crypto::wrap(open_->archive_key, context_of("summary"), encode(summary), random_);
    sealed.key = crypto::wrap(open_->archive_key, context_of("key"), key.view(), random_);
    return sealed;
}

Status Archive::put_response(const SessionPlace& place, const Response& response,
                             const Summary& summary) {
    if (auto open = require_open(); !open) return open;
    const crypto::SessionRef session = place.ref();
    const SealedEnd sealed = seal_end(response, summary, context_of(session));
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
         place.last_record.view(), place.records, static_cast<int>(place.status), sealed.summary,
         sealed.answers, sealed.events});
    if (!stored) return stored;
    return database_.run("INSERT OR REPLACE INTO response_key VALUES (?, ?, ?)",
                         {place.device.view(), place.session.view(), sealed.key});
}

Status Archive::forget_response(const SessionPlace& place) {
    if (auto gone = forget_branches(place.ref()); !gone) return gone;
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
        "INSERT OR IGNORE INTO bundle (name, device, session, head, is_open, at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        {name, held->device.view(), held->session.view(), held->head.view(),
         held->status == crypto::SessionStatus::Open ? 1 : 0, clock_.now()});
}

Status Archive::forget_other_bundles(const SessionPlace& stands) {
    return database_.run(
        "DELETE FROM bundle WHERE device = ? AND session = ? AND head <> ? AND is_open = 0",
        {stands.device.view(), stands.session.view(), stands.head.view()});
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
    return places_in(database_, "response ORDER BY device, counter");
}

Result<std::vector<SessionPlace>> Archive::without_receipt() {
    auto waiting = places_in(database_, "response WHERE receipt IS NULL");
    if (!waiting) return waiting;
    const auto branches = places_in(database_, "branch WHERE receipt IS NULL");
    if (!branches) return fail(branches.error());
    waiting->insert(waiting->end(), branches->begin(), branches->end());
    return waiting;
}

Status Archive::note_receipt(const crypto::SessionRef& session, const crypto::Hash& head,
                             const crypto::Hash& receipt) {
    for (const char* sql :
         {"UPDATE response SET receipt = ? WHERE device = ? AND session = ? AND head = ?",
          "UPDATE branch SET receipt = ? WHERE device = ? AND session = ? AND head = ?"}) {
        auto noted = database_.run(
            sql, {receipt.view(), session.device.view(), session.session.view(), head.view()});
        if (!noted) return noted;
    }
    return {};
}

Result<std::vector<GivenReceipt>> Archive::given_receipts() {
    std::vector<GivenReceipt> out;
    auto read = each_row(
        database_,
        "SELECT device, session, head, receipt FROM response WHERE receipt IS NOT NULL "
        "UNION ALL SELECT device, session, head, receipt FROM branch WHERE receipt IS NOT NULL "
        "ORDER BY device, session",
        {}, [&](const database::Statement& row) -> Status {
            out.push_back({{id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)},
                           id_in<crypto::Hash>(row, 2),
                           id_in<crypto::Hash>(row, 3)});
            return {};
        });
    if (!read) return fail(std::move(read));
    return out;
}

Result<SessionPlace> Archive::place(const crypto::SessionRef& session) {
    const auto found = places_in(database_, "response WHERE device = ? AND session = ?",
                                 {session.device.view(), session.session.view()});
    if (!found) return fail(found.error());
    if (!found->empty()) return found->front();
    return fail(causes::session_unknown, "There is no such session in the archive.",
                "Import again, or check the session's id.", session.text());
}

}  // namespace spine::archive
