// What was not taken, kept aside byte for byte and within bounds.
#include "archive/archive.h"
#include "archive/schema.h"

namespace spine::archive {

Result<bool> Archive::put_quarantine(const Quarantined& entry, ByteView bundle) {
    const auto held = database_.number(
        "SELECT sum(length(bytes)) FROM quarantine WHERE object <> ?", {entry.object});
    if (!held) return fail(held.error());
    const auto others =
        database_.number("SELECT count(*) FROM quarantine WHERE object <> ?", {entry.object});
    if (!others) return fail(others.error());
    if (others->value_or(0) >= kQuarantineObjects ||
        held->value_or(0) + static_cast<std::int64_t>(bundle.size()) > kQuarantineBytes)
        return false;
    // What is tried again every few seconds and stays as it was must not be written each time.
    auto put = database_.run(
        "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?) ON CONFLICT (object) DO UPDATE SET "
        "cause = excluded.cause, place = excluded.place, at = excluded.at, bytes = excluded.bytes "
        "WHERE cause <> excluded.cause OR bytes <> excluded.bytes",
        {entry.object, entry.cause, entry.where, entry.at, bundle});
    if (!put) return fail(std::move(put));
    return true;
}

Status Archive::lift_quarantine(std::string_view object) {
    return database_.run("DELETE FROM quarantine WHERE object = ?", {object});
}

Status Archive::clear_quarantine(std::string_view object) {
    if (auto may = require(Role::Administrator); !may) return may;
    return transact([&]() -> Status {
        if (auto gone = lift_quarantine(object); !gone) return gone;
        if (database_.changes() == 0) {
            return fail(causes::object_unknown, "Nothing of this name is kept aside.",
                        "See what is: kioskctl quarantine CLINIC.", std::string(object));
        }
        return audit_append("quarantine cleared", object);
    });
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
