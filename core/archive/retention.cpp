// Retention: when answers came, and what goes once their time is over.
#include <algorithm>
#include <set>

#include "archive/archive.h"
#include "archive/schema.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

constexpr std::string_view kTold = "time-told";
// Clocks of a computer differ so much from day to day.
constexpr UnixMs kAheadMs = UnixMs{24} * 3600 * 1000;
constexpr std::string_view kArrivalsNoted = "arrivals-noted";

Result<std::vector<std::string>> names_where(database::Database& database, std::string_view sql,
                                             database::Values values) {
    std::vector<std::string> out;
    auto read = each_row(database, sql, values, [&](const database::Statement& row) -> Status {
        out.emplace_back(row.text(0));
        return {};
    });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace

Result<UnixMs> Archive::time_told() {
    const auto told = database::get_number(database_, kTold);
    if (!told) return fail(told.error());
    return told->value_or(0);
}

Status Archive::note_told(UnixMs at) {
    return database::set_number(database_, kTold, at);
}

Result<UnixMs> Archive::rule_since(std::string_view name, int days, UnixMs now) {
    std::string since_name(name);
    since_name += "-since";
    const auto known = database::get_number(database_, name);
    if (!known) return fail(known.error());
    const auto since = database::get_number(database_, since_name);
    if (!since) return fail(since.error());
    if (*known == days && *since && **since <= now) return **since;
    auto noted = transact([&]() -> Status {
        auto set = database::set_number(database_, name, days);
        return set ? database::set_number(database_, since_name, now) : set;
    });
    if (!noted) return fail(std::move(noted));
    return now;
}

Status Archive::note_arrived(const crypto::SessionRef& session, UnixMs at) {
    return database_.run("INSERT OR IGNORE INTO arrived VALUES (?, ?, ?)",
                         {session.device.view(), session.session.view(), at});
}

Status Archive::mend_arrivals(UnixMs now) {
    const auto ahead =
        database_.number("SELECT count(*) FROM arrived WHERE at > ?", {now + kAheadMs});
    if (!ahead) return fail(ahead.error());
    if (ahead->value_or(0) > 0)
        if (auto put =
                database_.run("UPDATE arrived SET at = ? WHERE at > ?", {now, now + kAheadMs});
            !put)
            return put;
    const auto noted = database::get_number(database_, kArrivalsNoted);
    if (!noted) return fail(noted.error());
    if (*noted) return {};
    return transact([&]() -> Status {
        auto put = database_.run(
            "INSERT OR IGNORE INTO arrived SELECT device, session, ? FROM response_key", {now});
        return put ? database::set_number(database_, kArrivalsNoted, 1) : put;
    });
}

Result<std::vector<crypto::SessionRef>> Archive::arrived_until(UnixMs until, std::size_t most) {
    std::vector<crypto::SessionRef> out;
    auto read = each_row(
        database_,
        "SELECT device, session FROM arrived WHERE at <= ? AND EXISTS (SELECT 1 "
        "FROM response_key AS kept WHERE kept.device = arrived.device "
        "AND kept.session = arrived.session) ORDER BY at LIMIT ?",
        {until, most}, [&](const database::Statement& row) -> Status {
            out.push_back({id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)});
            return {};
        });
    if (!read) return fail(std::move(read));
    return out;
}

Result<std::uint64_t> Archive::count_arrived_until(UnixMs until) {
    const auto count = database_.number(
        "SELECT count(*) FROM arrived JOIN response_key USING (device, session) WHERE at <= ?",
        {until});
    if (!count) return fail(count.error());
    return static_cast<std::uint64_t>(count->value_or(0));
}

Status Archive::end_retention(std::span<const crypto::SessionRef> sessions) {
    if (auto open = require_open(); !open) return open;
    return transact([&]() -> Status {
        for (const crypto::SessionRef& session : sessions) {
            const auto there = place(session);
            if (!there) return fail(there.error());
            if (auto said = add_tombstone(session); !said) return said;
            if (auto gone = forget_erased(*there); !gone) return gone;
            if (auto noted = audit_append("retention ended", session.text()); !noted) return noted;
        }
        return {};
    });
}

Result<std::vector<std::string>> Archive::quarantined_until(UnixMs until) {
    return names_where(database_, "SELECT object FROM quarantine WHERE at <= ? ORDER BY at",
                       {until});
}

Status Archive::end_quarantine(std::string_view object) {
    return transact([&]() -> Status {
        if (auto gone = lift_quarantine(object); !gone) return gone;
        // A tablet without its receipt sends it again: then it is looked at again.
        if (auto forgotten = forget_bundle(object); !forgotten) return forgotten;
        return audit_append("retention ended", object);
    });
}

Result<std::vector<std::string>> Archive::calls_until(std::span<const std::string> there,
                                                      UnixMs now, UnixMs until) {
    const auto known = names_where(database_, "SELECT name FROM call ORDER BY name", {});
    if (!known) return fail(known.error());
    const std::set<std::string_view> names(there.begin(), there.end());
    auto noted = transact([&]() -> Status {
        for (const std::string& name : *known)
            if (!names.contains(name))
                if (auto gone = database_.run("DELETE FROM call WHERE name = ?", {name}); !gone)
                    return gone;
        for (const std::string& name : there)
            if (!std::binary_search(known->begin(), known->end(), name))
                if (auto put =
                        database_.run("INSERT OR IGNORE INTO call VALUES (?, ?)", {name, now});
                    !put)
                    return put;
        return {};
    });
    if (!noted) return fail(std::move(noted));
    return names_where(database_, "SELECT name FROM call WHERE at <= ? ORDER BY at", {until});
}

// Of a withdrawn session only what was sent before it had an end: who has the tablet's key alone
// can sign a withdrawal over one that has.
Result<std::vector<std::string>> Archive::removable_bundles(std::optional<UnixMs> until) {
    auto names = names_where(database_,
                             "SELECT name FROM bundle JOIN response USING (device, session) "
                             "WHERE erased = 1 OR (status = ? AND is_open = 1)",
                             {static_cast<int>(crypto::SessionStatus::Withdrawn)});
    if (!names || !until) return names;
    const auto due =
        names_where(database_,
                    "SELECT name FROM arrived JOIN response USING (device, session) "
                    "JOIN bundle USING (device, session) "
                    "WHERE arrived.at <= ? AND bundle.at <= ? AND erased = 0 AND status <> ? "
                    "AND ((bundle.head = response.head AND receipt IS NOT NULL AND status <> ?) "
                    "OR EXISTS (SELECT 1 FROM branch WHERE branch.device = response.device "
                    "AND branch.session = response.session AND branch.head = bundle.head "
                    "AND branch.receipt IS NOT NULL))",
                    {*until, *until, static_cast<int>(crypto::SessionStatus::Withdrawn),
                     static_cast<int>(crypto::SessionStatus::Open)});
    if (!due) return fail(due.error());
    names->insert(names->end(), due->begin(), due->end());
    return names;
}

Status Archive::forget_bundle(std::string_view name) {
    return database_.run("DELETE FROM bundle WHERE name = ?", {name});
}

Status Archive::note_taken_out(const TakenOut& session) {
    return database_.run(
        "INSERT OR IGNORE INTO taken_out VALUES (?, ?, ?, ?, ?, ?)",
        {session.session.device.view(), session.session.session.view(), session.head.view(),
         session.counter, session.receipt.view(), session.author.view()});
}

Status Archive::drop_taken_out(const TakenOut& session) {
    return transact([&]() -> Status {
        for (const char* sql :
             {"DELETE FROM taken_out WHERE device = ? AND session = ? AND head = ?",
              "DELETE FROM response WHERE device = ? AND session = ? AND head = ? "
              "AND header = zeroblob(32)"}) {
            auto gone = database_.run(sql, {session.session.device.view(),
                                            session.session.session.view(), session.head.view()});
            if (!gone) return gone;
        }
        return {};
    });
}

Result<std::vector<TakenOut>> Archive::taken_out() {
    std::vector<TakenOut> out;
    auto read = each_row(
        database_, "SELECT device, session, head, counter, receipt, author FROM taken_out", {},
        [&](const database::Statement& row) -> Status {
            out.push_back({{id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)},
                           static_cast<std::uint64_t>(row.integer(3)),
                           id_in<crypto::Hash>(row, 2),
                           id_in<crypto::Hash>(row, 4),
                           id_in<crypto::DeviceId>(row, 5)});
            return {};
        });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace spine::archive
