// What a person read while the archive's file takes no writes, since a page of it does not read.
//
// A clinic whose disk has a bad sector must be able to look at its patients, and whoever looks
// stands in the audit trail: what cannot be noted is not opened. So these words lie in a file of
// their own, sealed, chained and signed like the others, until the trail itself takes them. Who
// takes the whole file away takes them with it.
#include <algorithm>

#include "archive/archive.h"
#include "archive/audit_entry.h"
#include "archive/schema.h"
#include "crypto/sign.h"
#include "database/settings.h"

namespace spine::archive {
namespace {

constexpr std::string_view kAsideLabel = "spine-aside-----";
constexpr std::string_view kTaken = "audit-aside-taken";
constexpr std::size_t kEndSize = 16 + 16 + 8 + crypto::Hash::size + 64;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 20U;

tl::unexpected<Fault> altered() {
    return fail(causes::audit_altered, "The audit trail beside the archive was altered.",
                "Compare it with a backup from before, and put it away.", "audit-aside");
}

}  // namespace

Status Archive::add_aside(Aside& aside, ByteView sealed) const {
    const auto text =
        crypto::unwrap_text(open_->archive_key, context("audit aside", clinic_.view()), sealed);
    if (!text) return altered();
    ByteWriter one;
    one.u16(static_cast<std::uint16_t>(sealed.size())).bytes(sealed);
    aside.body.insert(aside.body.end(), one.view().begin(), one.view().end());
    aside.link =
        crypto::hash_parts({as_bytes(kAsideLabel), clinic_.view(), aside.link.view(), sealed});
    ++aside.count;
    aside.entries.push_back(decode_audit_entry(*text));
    return {};
}

// The signature covers the number of entries: cutting the last ones off shows.
Bytes Archive::signed_end(const Aside& aside) const {
    ByteWriter end;
    end.text(kAsideLabel).bytes(clinic_.view()).u64(aside.count).bytes(aside.link.view());
    return open_->signer.signed_bytes(end.view());
}

Result<Archive::Aside> Archive::read_aside() const {
    Aside aside;
    if (!files_.exists(folder_.audit_aside())) return aside;
    const auto file = files_.read(folder_.audit_aside(), kMostBytes);
    if (!file) return fail(file.error());
    if (file->size() < kEndSize) return altered();
    ByteReader in(ByteView(*file).first(file->size() - kEndSize));
    while (in.left() > 0) {
        const ByteView sealed = in.bytes(in.u16());
        if (!in.ok()) return altered();
        if (auto added = add_aside(aside, sealed); !added) return fail(std::move(added));
    }
    if (!std::ranges::equal(ByteView(*file).last(kEndSize), signed_end(aside))) return altered();
    return aside;
}

Status Archive::note_reading(std::string_view what, std::string_view session) {
    auto noted = audit_write(what, session);
    if (noted || noted.error().cause != database::causes::damaged) return noted;
    auto aside = read_aside();
    if (!aside) return fail(std::move(aside));
    const Bytes entry =
        encode(AuditEntry{clock_.now(), open_->user.name, std::string(what), std::string(session)});
    const Bytes sealed =
        crypto::wrap(open_->archive_key, context("audit aside", clinic_.view()), entry, random_);
    if (auto added = add_aside(*aside, sealed); !added) return added;
    const Bytes end = signed_end(*aside);
    aside->body.insert(aside->body.end(), end.begin(), end.end());
    // Without room for it nothing is opened.
    if (aside->body.size() > kMostBytes) return noted;
    return files_.write(folder_.audit_aside(), aside->body, Access::Owner);
}

Status Archive::take_aside() {
    if (!files_.exists(folder_.audit_aside())) return {};
    const auto aside = read_aside();
    if (!aside) return fail(aside.error());
    const auto before = database::get_blob(database_, kTaken);
    if (!before) return fail(before.error());
    // The power may have gone between the commit and the file's end.
    const bool taken = *before && crypto::Hash::from(**before) == aside->link;
    auto done = taken ? Status() : transact([&]() -> Status {
        for (const AuditEntry& entry : aside->entries)
            if (auto noted = audit_append(entry); !noted) return noted;
        return database::set_blob(database_, kTaken, aside->link.view());
    });
    return done ? files_.remove(folder_.audit_aside()) : done;
}

}  // namespace spine::archive
