// Who did what, when: sealed entries in a chain whose end this computer signs.
#include <algorithm>
#include <iterator>

#include "archive/archive.h"
#include "archive/audit_entry.h"
#include "archive/schema.h"
#include "crypto/sign.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

constexpr std::string_view kAuditLabel = "spine-audit-----";

crypto::Hash next_link(const crypto::ClinicId& clinic, ByteView before, ByteView sealed) {
    return crypto::hash_parts({as_bytes(kAuditLabel), clinic.view(), before, sealed});
}

Bytes end_of(const crypto::ClinicId& clinic, std::int64_t count, const crypto::Hash& link) {
    ByteWriter out;
    out.text(kAuditLabel)
        .bytes(clinic.view())
        .u64(static_cast<std::uint64_t>(count))
        .bytes(link.view());
    return out.take();
}

tl::unexpected<Fault> altered(std::int64_t entry) {
    return fail(causes::audit_altered, "The audit trail was altered.",
                "Compare it with a backup from before.", "entry " + std::to_string(entry));
}

}  // namespace

Status Archive::audit_write(std::string_view what, std::string_view session) {
    return transact([&] { return audit_append(what, session); });
}

Status Archive::audit_append(std::string_view what, std::string_view session) {
    if (auto open = require_open(); !open) return open;
    return audit_append({clock_.now(), open_->user.name, std::string(what), std::string(session)});
}

Status Archive::audit_append(const AuditEntry& entry) {
    const auto count = database_.number("SELECT max(sequence) FROM audit");
    if (!count) return fail(count.error());
    const std::int64_t sequence = count->value_or(0) + 1;
    const auto before = database::get_blob(database_, "audit-link");
    if (!before) return fail(before.error());
    const Bytes sealed =
        crypto::wrap(open_->archive_key, context("audit", clinic_.view()), encode(entry), random_);
    const crypto::Hash link = next_link(clinic_, before->value_or(Bytes{}), sealed);
    if (auto kept =
            database_.run("INSERT INTO audit VALUES (?, ?, ?)", {sequence, sealed, link.view()});
        !kept)
        return kept;
    if (auto set = database::set_blob(database_, "audit-link", link.view()); !set) return set;
    return database::set_blob(database_, "audit-end",
                              open_->signer.signed_bytes(end_of(clinic_, sequence, link)));
}

Result<std::vector<AuditEntry>> Archive::audit() {
    if (auto open = require_open(); !open) return fail(std::move(open));
    std::vector<AuditEntry> out;
    Bytes before;
    std::int64_t expected = 0;
    auto read =
        each_row(database_, "SELECT sequence, sealed, link FROM audit ORDER BY sequence", {},
                 [&](const database::Statement& row) -> Status {
                     ++expected;
                     const crypto::Hash link = next_link(clinic_, before, row.blob(1));
                     const auto text = crypto::unwrap_text(
                         open_->archive_key, context("audit", clinic_.view()), row.blob(1));
                     if (row.integer(0) != expected || link != id_in<crypto::Hash>(row, 2) || !text)
                         return altered(expected);
                     out.push_back(decode_audit_entry(*text));
                     before.assign(link.bytes.begin(), link.bytes.end());
                     return {};
                 });
    if (!read) return fail(std::move(read));
    const auto end = database::get_blob(database_, "audit-end");
    if (!end) return fail(end.error());
    const auto link = crypto::Hash::from(before).value_or(crypto::Hash{});
    // The signature covers the number of entries: cutting the last ones off shows, too.
    const Bytes wanted = open_->signer.signed_bytes(end_of(clinic_, expected, link));
    if (end->value_or(Bytes{}) != wanted) return altered(expected + 1);
    auto aside = read_aside();
    if (!aside) return fail(std::move(aside));
    std::move(aside->entries.begin(), aside->entries.end(), std::back_inserter(out));
    return out;
}

}  // namespace spine::archive
