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

crypto::SessionRef ref_in(const database::Statement& row) {
    return {id_in<crypto::DeviceId>(row, 1), id_in<crypto::SessionId>(row, 0)};
}

Result<Row> row_in(const database::Statement& row, const crypto::WrapKey& archive_key) {
    const auto text =
        crypto::unwrap_text(archive_key, context("summary", ref_in(row)), row.blob(6));
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

tl::unexpected<Fault> unknown_session(const crypto::SessionRef& session) {
    return fail(causes::session_unknown, "There is no such session, or it was erased.",
                "Check the code or the session's id.", session.text());
}

}  // namespace

Result<Response> open_response(const database::Statement& row, int first,
                               const crypto::WrapKey& archive_key, crypto::WrapKey& key,
                               const EndContext& context_of) {
    if (!crypto::unwrap_over(archive_key, context_of("key"), row.blob(first), key.writable()))
        return damaged("response key");
    const auto answers = crypto::unwrap_text(key, context_of("response"), row.blob(first + 1));
    if (!answers) return damaged("response");
    if (row.is_null(first + 2)) return decode_response(*answers, std::nullopt);
    const auto events = crypto::unwrap_text(key, context_of("events"), row.blob(first + 2));
    if (!events) return damaged("events");
    return decode_response(*answers, ByteView(*events));
}

Result<std::vector<Row>> Archive::rows(UnixMs since, std::vector<crypto::SessionRef>* damaged) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    return read_rows(since, damaged);
}

Result<std::vector<Row>> Archive::read_rows(UnixMs since,
                                            std::vector<crypto::SessionRef>* damaged) {
    auto marked = marks();
    if (!marked) return fail(std::move(marked));
    const std::map<crypto::SessionRef, MarkState> states(marked->begin(), marked->end());
    std::vector<Row> out;
    auto read = each_row(database_, kRow, {}, [&](const database::Statement& row) -> Status {
        auto made = row_in(row, open_->archive_key);
        if (!made) {
            if (damaged == nullptr) return fail(std::move(made));
            damaged->push_back(ref_in(row));
            return {};
        }
        if (made->summary.started < since) return {};
        if (const auto state = states.find(made->place.ref()); state != states.end())
            made->marks = state->second;
        out.push_back(std::move(*made));
        return {};
    });
    if (!read) return fail(std::move(read));
    if (auto raised = raise_tiers(out, damaged); !raised) return fail(std::move(raised));
    if (auto reopened = reopen(out); !reopened) return fail(std::move(reopened));
    std::stable_sort(out.begin(), out.end(), [](const Row& a, const Row& b) {
        return a.summary.started < b.summary.started;
    });
    return out;
}

Result<Row> Archive::row(const crypto::SessionRef& session) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    std::optional<Row> found;
    std::string sql(kRow);
    auto read = each_row(database_, sql.append(" AND device = ? AND session = ?"),
                         {session.device.view(), session.session.view()},
                         [&](const database::Statement& row) -> Status {
                             auto made = row_in(row, open_->archive_key);
                             if (!made) return fail(std::move(made));
                             found = std::move(*made);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    if (!found) return unknown_session(session);
    std::vector<crypto::SessionRef> other_ends;  // a branch that does not open hides no session
    if (auto raised = raise_tiers({&*found, 1}, &other_ends, &session); !raised)
        return fail(std::move(raised));
    const auto marked = marks();
    if (!marked) return fail(marked.error());
    const auto state = std::lower_bound(
        marked->begin(), marked->end(), session,
        [](const auto& one, const crypto::SessionRef& wanted) { return one.first < wanted; });
    if (state != marked->end() && state->first == session) found->marks = state->second;
    if (auto reopened = reopen({&*found, 1}); !reopened) return fail(std::move(reopened));
    return std::move(*found);
}

Result<std::vector<Row>> Archive::find_code(std::string_view code) {
    if (auto may = require(Role::Clinician | Role::Administrator); !may)
        return fail(std::move(may));
    std::vector<crypto::SessionRef> damaged;
    auto all = read_rows(0, &damaged);
    if (!all) return all;
    std::erase_if(*all, [&](const Row& row) { return row.summary.code != code; });
    return all;
}

Result<Response> Archive::response(const crypto::SessionRef& session) {
    auto found = response_for_list(session);
    if (!found) return found;
    if (auto noted = note_reading("opened", session.text()); !noted) return fail(std::move(noted));
    return found;
}

Result<Response> Archive::response_for_list(const crypto::SessionRef& session) {
    if (auto may = require(Role::Clinician); !may) return fail(std::move(may));
    return read_response(session);
}

Result<Response> Archive::read_response(const crypto::SessionRef& session) {
    std::optional<Response> found;
    auto read =
        each_row(database_,
                 "SELECT wrapped, sealed, events FROM response "
                 "JOIN response_key USING (device, session) WHERE device = ? AND session = ?",
                 {session.device.view(), session.session.view()},
                 [&](const database::Statement& row) -> Status {
                     auto response = open_response(row, 0, open_->archive_key, open_->response_key,
                                                   context_of(session));
                     if (!response) return fail(std::move(response));
                     found = std::move(*response);
                     return {};
                 });
    if (!read) return fail(std::move(read));
    if (!found) return unknown_session(session);
    return std::move(*found);
}

Result<std::vector<crypto::SessionRef>> Archive::unreadable() {
    if (auto open = require_open(); !open) return fail(std::move(open));
    std::vector<std::pair<crypto::SessionRef, bool>> kept;  // and whether its row opens
    std::string sql(kRow);
    auto read = each_row(database_, sql.append(" OR sealed IS NOT NULL"), {},
                         [&](const database::Statement& row) -> Status {
                             const bool opens = row_in(row, open_->archive_key).has_value();
                             kept.emplace_back(ref_in(row), opens);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    std::vector<crypto::SessionRef> out;
    for (const auto& [session, opens] : kept)
        if (!opens || !read_response(session)) out.push_back(session);
    const auto branches = answered_branches();
    if (!branches) return fail(branches.error());
    for (const SessionPlace& branch : *branches)
        if (!kept_end(branch.ref(), branch.head) &&
            std::find(out.begin(), out.end(), branch.ref()) == out.end())
            out.push_back(branch.ref());
    return out;
}

}  // namespace spine::archive
