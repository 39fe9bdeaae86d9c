// Further ends of sessions: what a tablet that was put back from a backup, or cloned, ended twice.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
namespace {

constexpr std::string_view kKeptSession =
    "SELECT summary, wrapped, sealed, events FROM response "
    "JOIN response_key USING (device, session) WHERE device = ? AND session = ? AND head = ?";
constexpr std::string_view kKeptBranch =
    "SELECT summary, wrapped, sealed, events FROM branch "
    "JOIN branch_key USING (device, session, head) WHERE device = ? AND session = ? AND head = ?";

constexpr std::string_view kSummaryOfSession =
    "SELECT summary FROM response JOIN response_key USING (device, session) "
    "WHERE device = ? AND session = ? AND head = ?";
constexpr std::string_view kSummaryOfBranch =
    "SELECT summary FROM branch JOIN branch_key USING (device, session, head) "
    "WHERE device = ? AND session = ? AND head = ?";

tl::unexpected<Fault> unknown_end(const crypto::SessionRef& session) {
    return fail(causes::session_unknown, "The session has no such end here, or it was erased.",
                "Import again, or check the session's id.", session.text());
}

Result<Summary> open_summary(ByteView sealed, const crypto::WrapKey& archive_key,
                             const EndContext& context_of) {
    const auto text = crypto::unwrap_text(archive_key, context_of("summary"), sealed);
    if (!text) return damaged("summary");
    return decode_summary(*text);
}

// "a" before "b" before none.
bool more_urgent(std::string_view tier, std::string_view than) {
    return !tier.empty() && (than.empty() || tier < than);
}

}  // namespace

Status Archive::put_branch(const SessionPlace& place, const Response& response,
                           const Summary& summary) {
    if (auto open = require_open(); !open) return open;
    const SealedEnd sealed = seal_end(response, summary, context_of(place.ref(), place.head));
    auto stored = database_.run(
        "INSERT OR REPLACE INTO branch (session, device, counter, head, header, previous, "
        "configuration, last_record, records, status, summary, sealed, events) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        {place.session.view(), place.device.view(), place.counter, place.head.view(),
         place.header.view(), place.previous_head.view(), place.configuration.view(),
         place.last_record.view(), place.records, static_cast<int>(place.status), sealed.summary,
         sealed.answers, sealed.events});
    if (!stored) return stored;
    return database_.run(
        "INSERT OR REPLACE INTO branch_key VALUES (?, ?, ?, ?)",
        {place.device.view(), place.session.view(), place.head.view(), sealed.key});
}

Status Archive::forget_branch(const SessionPlace& place) {
    if (auto gone = drop_branch(place.ref(), place.head); !gone) return gone;
    return database_.run(
        "INSERT INTO branch (session, device, counter, head, header, previous, configuration, "
        "last_record, records, status) VALUES (?,?,?,?,?,?,?,?,?,?)",
        {place.session.view(), place.device.view(), place.counter, place.head.view(),
         place.header.view(), place.previous_head.view(), place.configuration.view(),
         place.last_record.view(), place.records, static_cast<int>(place.status)});
}

Status Archive::drop_branch(const crypto::SessionRef& session, const crypto::Hash& head) {
    for (const char* sql : {"DELETE FROM branch_key WHERE device = ? AND session = ? AND head = ?",
                            "DELETE FROM branch WHERE device = ? AND session = ? AND head = ?"}) {
        auto gone =
            database_.run(sql, {session.device.view(), session.session.view(), head.view()});
        if (!gone) return gone;
    }
    return {};
}

// An ended one keeps its place: the next session may name its head, and its tablet waits for its
// receipt. An open one was no end.
Status Archive::forget_branches(const crypto::SessionRef& session) {
    auto gone = database_.run("DELETE FROM branch_key WHERE device = ? AND session = ?",
                              {session.device.view(), session.session.view()});
    if (gone)
        gone = database_.run("DELETE FROM branch WHERE device = ? AND session = ? AND status = ?",
                             {session.device.view(), session.session.view(),
                              static_cast<int>(crypto::SessionStatus::Open)});
    if (!gone) return gone;
    return database_.run(
        "UPDATE branch SET summary = NULL, sealed = NULL, events = NULL "
        "WHERE device = ? AND session = ?",
        {session.device.view(), session.session.view()});
}

Result<std::optional<crypto::Hash>> Archive::receipt_of(const crypto::SessionRef& session,
                                                        const crypto::Hash& head) {
    std::optional<crypto::Hash> receipt;
    for (const char* sql :
         {"SELECT receipt FROM response WHERE device = ? AND session = ? AND head = ?",
          "SELECT receipt FROM branch WHERE device = ? AND session = ? AND head = ?"}) {
        auto read =
            each_row(database_, sql, {session.device.view(), session.session.view(), head.view()},
                     [&](const database::Statement& row) -> Status {
                         if (!row.is_null(0)) receipt = id_in<crypto::Hash>(row, 0);
                         return {};
                     });
        if (!read) return fail(std::move(read));
    }
    return receipt;
}

Status Archive::choose_end(const crypto::SessionRef& session, const crypto::Hash& head) {
    if (auto open = require_open(); !open) return open;
    const auto was = place(session);
    if (!was) return fail(was.error());
    if (was->head == head) return {};
    const auto chosen = place(session, head);
    if (!chosen) return fail(chosen.error());
    const auto kept_was = kept_end(session, was->head);
    if (!kept_was) return fail(kept_was.error());
    const auto kept_chosen = kept_end(session, head);
    if (!kept_chosen) return fail(kept_chosen.error());
    const std::array ends{was->head, head};
    std::array<std::optional<crypto::Hash>, 2> receipts;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const auto receipt = receipt_of(session, ends.at(i));
        if (!receipt) return fail(receipt.error());
        receipts.at(i) = *receipt;
    }
    auto done = drop_branch(session, head);
    if (done) done = put_branch(*was, kept_was->response, kept_was->summary);
    if (done) done = put_response(*chosen, kept_chosen->response, kept_chosen->summary);
    for (std::size_t i = 0; i < ends.size(); ++i)
        if (done && receipts.at(i)) done = note_receipt(session, ends.at(i), *receipts.at(i));
    return done;
}

Result<KeptEnd> Archive::kept_end(const crypto::SessionRef& session, const crypto::Hash& head) {
    if (auto open = require_open(); !open) return fail(std::move(open));
    std::optional<KeptEnd> found;
    const auto read = [&](std::string_view sql, const EndContext& context) {
        return each_row(
            database_, sql, {session.device.view(), session.session.view(), head.view()},
            [&](const database::Statement& row) -> Status {
                auto summary = open_summary(row.blob(0), open_->archive_key, context);
                if (!summary) return fail(std::move(summary));
                auto response =
                    open_response(row, 1, open_->archive_key, open_->response_key, context);
                if (!response) return fail(std::move(response));
                found = KeptEnd{std::move(*response), std::move(*summary)};
                return {};
            });
    };
    if (auto done = read(kKeptSession, context_of(session)); !done) return fail(std::move(done));
    if (found) return std::move(*found);
    if (auto done = read(kKeptBranch, context_of(session, head)); !done)
        return fail(std::move(done));
    if (found) return std::move(*found);
    return unknown_end(session);
}

Result<Summary> Archive::kept_summary(const crypto::SessionRef& session, const crypto::Hash& head) {
    if (auto open = require_open(); !open) return fail(std::move(open));
    const auto read = [&](std::string_view sql,
                          const EndContext& context) -> Result<std::optional<Summary>> {
        std::optional<Summary> found;
        auto done =
            each_row(database_, sql, {session.device.view(), session.session.view(), head.view()},
                     [&](const database::Statement& row) -> Status {
                         auto summary = open_summary(row.blob(0), open_->archive_key, context);
                         if (!summary) return fail(std::move(summary));
                         found = std::move(*summary);
                         return {};
                     });
        if (!done) return fail(std::move(done));
        return found;
    };
    auto found = read(kSummaryOfSession, context_of(session));
    if (found && !*found) found = read(kSummaryOfBranch, context_of(session, head));
    if (!found) return fail(std::move(found));
    if (!*found) return unknown_end(session);
    return std::move(**found);
}

Result<std::vector<SessionPlace>> Archive::branch_places() {
    return places_in(database_, "branch ORDER BY device, session, head");
}

Result<std::vector<SessionPlace>> Archive::answered_branches() {
    return places_in(database_, "branch JOIN branch_key USING (device, session, head)");
}

Result<SessionPlace> Archive::place(const crypto::SessionRef& session, const crypto::Hash& head) {
    for (const char* from : {"response WHERE device = ? AND session = ? AND head = ?",
                             "branch WHERE device = ? AND session = ? AND head = ?"}) {
        const auto found = places_in(database_, from,
                                     {session.device.view(), session.session.view(), head.view()});
        if (!found) return fail(found.error());
        if (!found->empty()) return found->front();
    }
    return unknown_end(session);
}

Result<std::vector<Row>> Archive::branches(const crypto::SessionRef& session,
                                           std::vector<crypto::Hash>* damaged) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    const auto places = places_in(
        database_, "branch WHERE summary IS NOT NULL AND device = ? AND session = ? ORDER BY head",
        {session.device.view(), session.session.view()});
    if (!places) return fail(places.error());
    std::vector<Row> out;
    for (const SessionPlace& branch : *places) {
        auto summary = kept_summary(session, branch.head);
        if (!summary && damaged == nullptr) return fail(std::move(summary));
        if (summary)
            out.push_back({branch, std::move(*summary), {}});
        else
            damaged->push_back(branch.head);
    }
    return out;
}

Result<Response> Archive::branch_response(const crypto::SessionRef& session,
                                          const crypto::Hash& head) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    const auto own = place(session);
    if (!own) return fail(own.error());
    if (own->head == head) return unknown_end(session);
    auto kept = kept_end(session, head);
    if (!kept) return fail(std::move(kept));
    if (auto noted = note_reading("opened", session.text()); !noted) return fail(std::move(noted));
    return std::move(kept->response);
}

Status Archive::note_end(const SessionPlace& end, UnixMs at) {
    return database_.run("INSERT OR IGNORE INTO end_came VALUES (?, ?, ?, ?)",
                         {end.device.view(), end.session.view(), end.head.view(), at});
}

Status Archive::reopen(std::span<Row> rows) {
    std::map<crypto::SessionRef, UnixMs> newest;
    auto read = each_row(
        database_, "SELECT device, session, max(at) FROM end_came GROUP BY device, session", {},
        [&](const database::Statement& row) -> Status {
            newest[{id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)}] =
                row.integer(2);
            return {};
        });
    if (!read || newest.empty()) return read;
    for (Row& row : rows) {
        const auto found = newest.find(row.place.ref());
        if (found == newest.end() || row.marks.reviewed_at >= found->second) continue;
        row.marks.reviewed = false;
        row.marks.reviewed_by.clear();
    }
    return {};
}

// A sign that was kept in any end counts: staff look, and find which. For one row (`only`) the ends
// of one session are opened, and no others.
Status Archive::raise_tiers(std::span<Row> rows, std::vector<crypto::SessionRef>* damaged,
                            const crypto::SessionRef* only) {
    std::map<crypto::SessionRef, std::string> tiers;
    const auto look_at = [&](const database::Statement& row) -> Status {
        const crypto::SessionRef session{id_in<crypto::DeviceId>(row, 0),
                                         id_in<crypto::SessionId>(row, 1)};
        const auto context = context_of(session, id_in<crypto::Hash>(row, 2));
        const auto summary = open_summary(row.blob(3), open_->archive_key, context);
        if (!summary && damaged == nullptr) return fail(summary.error());
        if (!summary && std::find(damaged->begin(), damaged->end(), session) == damaged->end())
            damaged->push_back(session);
        if (summary && more_urgent(summary->tier, tiers[session])) tiers[session] = summary->tier;
        return {};
    };
    std::string sql("SELECT device, session, head, summary FROM branch WHERE summary IS NOT NULL");
    auto read = only != nullptr ? each_row(database_, sql.append(" AND device = ? AND session = ?"),
                                           {only->device.view(), only->session.view()}, look_at)
                                : each_row(database_, sql, {}, look_at);
    if (!read) return read;
    if (tiers.empty()) return {};
    for (Row& row : rows) {
        const auto found = tiers.find(row.place.ref());
        if (found != tiers.end() && more_urgent(found->second, row.summary.tier))
            row.summary.tier = found->second;
    }
    return {};
}

}  // namespace spine::archive
