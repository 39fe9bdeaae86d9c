// Erasure: the response's key goes, a tombstone stays.
#include "archive/archive.h"
#include "archive/schema.h"
#include "crypto/tombstone.h"

namespace spine::archive {

Status Archive::add_tombstone(const crypto::SessionRef& session) {
    const auto lamport = next_lamport();
    if (!lamport) return fail(lamport.error());
    const Bytes tombstone =
        crypto::make_tombstone({clinic_, computer(), static_cast<std::uint64_t>(*lamport),
                                session.device, session.session},
                               open_->signer);
    return insert_object(tombstone, Origin::Here);
}

Status Archive::forget_erased(const SessionPlace& place) {
    if (auto gone = forget_response(place); !gone) return gone;
    return database_.run("UPDATE response SET erased = 1 WHERE device = ? AND session = ?",
                         {place.device.view(), place.session.view()});
}

Status Archive::erase(const crypto::SessionRef& session) {
    if (auto may = require(Role::Administrator); !may) return may;
    const auto there = place(session);
    if (!there) return fail(there.error());
    auto erased = transact([&]() -> Status {
        if (auto said = add_tombstone(session); !said) return said;
        if (auto gone = forget_erased(*there); !gone) return gone;
        return audit_append("erased", session.text());
    });
    if (!erased) return erased;
    // The write-ahead log still holds pages with the key until it is written back and emptied.
    return database_.tidy();
}

Status Archive::obey_tombstones(std::span<const SessionPlace> places) {
    if (auto open = require_open(); !open) return open;
    bool any = false;
    auto erased = transact([&]() -> Status {
        for (const SessionPlace& place : places) {
            const auto there = database_.number(
                "SELECT count(*) FROM response_key WHERE device = ? AND session = ?",
                {place.device.view(), place.session.view()});
            if (!there) return fail(there.error());
            if (there->value_or(0) == 0) continue;
            any = true;
            if (auto gone = forget_erased(place); !gone) return gone;
            if (auto said = audit_append("erased elsewhere", place.ref().text()); !said)
                return said;
        }
        return {};
    });
    return erased && any ? database_.tidy() : erased;
}

namespace {

Result<std::vector<crypto::SessionRef>> sessions_where(database::Database& database,
                                                       std::string_view sql) {
    std::vector<crypto::SessionRef> out;
    auto read = each_row(database, sql, {}, [&](const database::Statement& row) -> Status {
        out.push_back({id_in<crypto::DeviceId>(row, 0), id_in<crypto::SessionId>(row, 1)});
        return {};
    });
    if (!read) return fail(std::move(read));
    return out;
}

}  // namespace

Result<std::vector<crypto::SessionRef>> Archive::answered() {
    return sessions_where(database_, "SELECT device, session FROM response_key");
}

Result<std::vector<crypto::SessionRef>> Archive::erased() {
    return sessions_where(database_, "SELECT device, session FROM response WHERE erased = 1");
}

Status Archive::affirm_erased(const crypto::SessionRef& session) {
    if (auto open = require_open(); !open) return open;
    return transact([&]() -> Status {
        if (auto said = add_tombstone(session); !said) return said;
        return audit_append("erasure affirmed", session.text());
    });
}

}  // namespace spine::archive
