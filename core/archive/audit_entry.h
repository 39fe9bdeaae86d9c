// One entry of the audit trail, as it is sealed: in the archive's file, and beside it
// (audit_aside.cpp).
#pragma once

#include <vector>

#include "archive/archive.h"
#include "base/bytes.h"

namespace spine::archive {

inline Bytes encode(const AuditEntry& entry) {
    ByteWriter out;
    out.u64(static_cast<std::uint64_t>(entry.at))
        .text16(entry.who)
        .text16(entry.what)
        .text16(entry.session);
    return out.take();
}

inline AuditEntry decode_audit_entry(ByteView text) {
    ByteReader in(text);
    AuditEntry entry;
    entry.at = static_cast<UnixMs>(in.u64());
    for (auto* field : {&entry.who, &entry.what, &entry.session}) *field = std::string(in.text16());
    return entry;
}

struct Archive::Aside {
    Bytes body;  // each entry sealed, behind its length
    std::uint64_t count = 0;
    crypto::Hash link;
    std::vector<AuditEntry> entries;
};

}  // namespace spine::archive
