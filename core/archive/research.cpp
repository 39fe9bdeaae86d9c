// What a research export asks of an archive beside the answers.
#include <algorithm>

#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {
// One mark at a time: a clinic that has reviewed a million sessions has as many marks. Kept are 64
// bytes a withdrawal and 32 an undoing.
Result<std::vector<crypto::SessionRef>> Archive::research_withdrawn() {
    if (auto may = require(kWhoExports); !may) return fail(std::move(may));
    const auto known = authors();
    if (!known) return fail(known.error());
    std::vector<std::pair<crypto::Hash, crypto::SessionRef>> withdrawn;
    std::vector<crypto::Hash> undone;
    auto read = each_row(
        database_, "SELECT hash, bytes FROM object WHERE kind = ?",
        {static_cast<int>(crypto::ObjectKind::Mark)},
        [&](const database::Statement& row) -> Status {
            const auto name = id_in<crypto::Hash>(row, 0);
            const auto mark = opened_mark(row.blob(1));
            if (!mark || mark->name != name)
                return fail(
                    causes::archive_damaged,
                    "A mark does not open, and it may be a patient's withdrawal from research.",
                    "Run kioskctl verify CLINIC, then rebuild the archive from the store.");
            if (!counts(**known, mark->author, name)) return {};
            if (mark->text.kind == crypto::MarkKind::Undo) undone.push_back(mark->text.undoes);
            if (mark->text.kind == crypto::MarkKind::Withdrawal)
                withdrawn.push_back({name, {mark->text.device, mark->text.session}});
            return {};
        });
    if (!read) return fail(std::move(read));
    std::sort(undone.begin(), undone.end());
    std::vector<crypto::SessionRef> out;
    for (const auto& [name, session] : withdrawn)
        if (!std::binary_search(undone.begin(), undone.end(), name)) out.push_back(session);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Result<std::vector<crypto::SessionRef>> Archive::forked() {
    if (auto may = require(kWhoExports); !may) return fail(std::move(may));
    std::vector<crypto::SessionRef> out;
    auto read = each_row(
        database_, "SELECT DISTINCT device, session FROM branch ORDER BY device, session", {},
        [&](const database::Statement& row) -> Status {
            out.push_back({id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)});
            return {};
        });
    if (!read) return fail(std::move(read));
    return out;
}

Result<std::vector<crypto::Hash>> Archive::configurations() {
    if (auto may = require(kWhoExports); !may) return fail(std::move(may));
    std::vector<crypto::Hash> out;
    auto read =
        each_row(database_,
                 "SELECT DISTINCT configuration FROM response WHERE summary IS NOT NULL ORDER BY 1",
                 {}, [&](const database::Statement& row) -> Status {
                     out.push_back(id_in<crypto::Hash>(row, 0));
                     return {};
                 });
    if (!read) return fail(std::move(read));
    return out;
}

Result<std::uint64_t> Archive::answered_count() {
    if (auto may = require(kWhoExports); !may) return fail(std::move(may));
    const auto count = database_.number("SELECT count(*) FROM response_key");
    if (!count) return fail(count.error());
    return static_cast<std::uint64_t>(count->value_or(0));
}

Status Archive::note_dry_run(const crypto::Hash& study) {
    if (auto may = require(kWhoExports); !may) return may;
    if (auto trusted = require_trusted(); !trusted) return trusted;
    return audit_write("looked at the risks of an export", study.hex());
}

Status Archive::note_records_exported() {
    if (auto may = require(Role::Clinician); !may) return may;
    return audit_write("exported for the health record", {});
}

}  // namespace spine::archive
