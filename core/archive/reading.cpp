// What the clinic reads.
#include <algorithm>
#include <map>

#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {

namespace {

constexpr std::string_view kRow =
    "SELECT session, device, counter, head, configuration, status, summary FROM response "
    "WHERE summary IS NOT NULL";

Result<Row> row_in(const database::Statement& row, const crypto::WrapKey& archive_key) {
    const auto text =
        crypto::unwrap_text(archive_key, context("summary", row.blob(0)), row.blob(6));
    if (!text) return damaged("summary");
    auto summary = decode_summary(*text);
    if (!summary) return fail(summary.error());
    Row made;
    made.place.session = id_in<crypto::SessionId>(row, 0);
    made.place.device = id_in<crypto::DeviceId>(row, 1);
    made.place.counter = static_cast<std::uint64_t>(row.integer(2));
    made.place.head = id_in<crypto::Hash>(row, 3);
    made.place.configuration = id_in<crypto::Hash>(row, 4);
    made.place.status = static_cast<crypto::SessionStatus>(row.integer(5));
    made.summary = std::move(*summary);
    return made;
}

tl::unexpected<Fault> unknown(const crypto::SessionId& session) {
    return fail(causes::session_unknown, "There is no such session, or it was erased.",
                "Check the code or the session's id.", session.hex());
}

}  // namespace

Result<std::vector<Row>> Archive::rows(UnixMs since, std::vector<crypto::SessionId>* damaged) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    return read_rows(since, damaged);
}

Result<std::vector<Row>> Archive::read_rows(UnixMs since, std::vector<crypto::SessionId>* damaged) {
    auto marked = marks();
    if (!marked) return fail(std::move(marked));
    const std::map<crypto::SessionId, MarkState> states(marked->begin(), marked->end());
    std::vector<Row> out;
    auto read = each_row(database_, kRow, {}, [&](const database::Statement& row) -> Status {
        auto made = row_in(row, open_->archive_key);
        if (!made) {
            if (damaged == nullptr) return fail(std::move(made));
            damaged->push_back(id_in<crypto::SessionId>(row, 0));
            return {};
        }
        if (made->summary.started < since) return {};
        if (const auto state = states.find(made->place.session); state != states.end())
            made->marks = state->second;
        out.push_back(std::move(*made));
        return {};
    });
    if (!read) return fail(std::move(read));
    std::stable_sort(out.begin(), out.end(), [](const Row& a, const Row& b) {
        return a.summary.started < b.summary.started;
    });
    return out;
}

Result<Row> Archive::row(const crypto::SessionId& session) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    std::optional<Row> found;
    std::string sql(kRow);
    auto read = each_row(database_, sql.append(" AND session = ?"), {session.view()},
                         [&](const database::Statement& row) -> Status {
                             auto made = row_in(row, open_->archive_key);
                             if (!made) return fail(std::move(made));
                             found = std::move(*made);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    if (!found) return unknown(session);
    const auto marked = marks();
    if (!marked) return fail(marked.error());
    const auto state = std::lower_bound(
        marked->begin(), marked->end(), session,
        [](const auto& one, const crypto::SessionId& wanted) { return one.first < wanted; });
    if (state != marked->end() && state->first == session) found->marks = state->second;
    return std::move(*found);
}

Result<std::vector<Row>> Archive::find_code(std::string_view code) {
    if (auto may = require(Role::Clinician | Role::Administrator); !may)
        return fail(std::move(may));
    std::vector<crypto::SessionId> damaged;
    auto all = read_rows(0, &damaged);
    if (!all) return all;
    std::erase_if(*all, [&](const Row& row) { return row.summary.code != code; });
    return all;
}

Result<Response> Archive::response(const crypto::SessionId& session) {
    auto found = response_for_list(session);
    if (!found) return found;
    if (auto noted = audit_write("opened", session.hex()); !noted) return fail(std::move(noted));
    return found;
}

Result<Response> Archive::response_for_list(const crypto::SessionId& session) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    return read_response(session);
}

Result<Response> Archive::read_response(const crypto::SessionId& session) {
    std::optional<Response> found;
    auto read = each_row(
        database_,
        "SELECT sealed, wrapped FROM response JOIN response_key USING (session) WHERE session = ?",
        {session.view()}, [&](const database::Statement& row) -> Status {
            auto response = open_response(open_->archive_key, open_->response_key, session,
                                          row.blob(1), row.blob(0));
            if (!response) return fail(std::move(response));
            found = std::move(*response);
            return {};
        });
    if (!read) return fail(std::move(read));
    if (!found) return unknown(session);
    return std::move(*found);
}

Result<std::vector<crypto::SessionId>> Archive::unreadable() {
    if (auto open = require_open(); !open) return fail(std::move(open));
    std::vector<std::pair<crypto::SessionId, bool>> kept;  // and whether its row opens
    std::string sql(kRow);
    auto read = each_row(database_, sql.append(" OR sealed IS NOT NULL"), {},
                         [&](const database::Statement& row) -> Status {
                             const bool opens = row_in(row, open_->archive_key).has_value();
                             kept.emplace_back(id_in<crypto::SessionId>(row, 0), opens);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    std::vector<crypto::SessionId> out;
    for (const auto& [session, opens] : kept)
        if (!opens || !read_response(session)) out.push_back(session);
    return out;
}

Result<std::vector<Quarantined>> Archive::quarantine() {
    std::vector<Quarantined> out;
    auto read = each_row(database_, "SELECT object, cause, place, at FROM quarantine ORDER BY at",
                         {}, [&](const database::Statement& row) -> Status {
                             out.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                            std::string(row.text(2)), row.integer(3)});
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

Result<Bytes> Archive::quarantined(std::string_view object) {
    Bytes out;
    auto read = each_row(database_, "SELECT bytes FROM quarantine WHERE object = ?", {object},
                         [&](const database::Statement& row) -> Status {
                             out.assign(row.blob(0).begin(), row.blob(0).end());
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace spine::archive
