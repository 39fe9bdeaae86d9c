// What people did to sessions: a fold over sealed, signed marks, and erasure.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "archive/archive.h"
#include "archive/schema.h"
#include "crypto/tombstone.h"
#include "database/settings.h"
#include "open/object_opening.h"

namespace spine::archive {

using crypto::MarkKind;

Result<std::int64_t> Archive::next_lamport() {
    const auto last = database::get_number(database_, "lamport");
    if (!last) return fail(last.error());
    const std::int64_t next = last->value_or(0) + 1;
    if (auto set = database::set_number(database_, "lamport", next); !set)
        return fail(std::move(set));
    return next;
}

Status Archive::make_mark(std::uint8_t kind, const crypto::SessionId& session,
                          const crypto::Hash& undoes) {
    if (auto may = require(Role::Clinician); !may) return may;
    const auto place = place_of(session);
    if (!place) return fail(place.error());
    return transact([&]() -> Status {
        const auto lamport = next_lamport();
        if (!lamport) return fail(lamport.error());
        crypto::MarkText text;
        text.kind = static_cast<MarkKind>(kind);
        text.lamport = static_cast<std::uint64_t>(*lamport);
        text.at = clock_.now();
        text.device = place->device;
        text.session = session;
        text.undoes = undoes;
        text.note = open_->user.name;
        const auto mark =
            crypto::make_mark(clinic_, text, crypto::public_of(open_->clinic), open_->signer);
        if (!mark) return fail(mark.error());
        return put_mark(*mark, false);
    });
}

Status Archive::put_mark(ByteView mark, bool from_store) {
    if (open_) open_->marks.reset();
    const crypto::Hash name = crypto::hash(mark);
    return database_.run("INSERT OR IGNORE INTO object VALUES (?, 1, ?, ?)",
                         {name.view(), from_store ? 1 : 0, mark});
}

Status Archive::mark_reviewed(const crypto::SessionId& session) {
    return make_mark(static_cast<std::uint8_t>(MarkKind::Reviewed), session, {});
}

Status Archive::take_over(const crypto::SessionId& session) {
    return make_mark(static_cast<std::uint8_t>(MarkKind::Takeover), session, {});
}

Status Archive::withdraw_research(const crypto::SessionId& session) {
    return make_mark(static_cast<std::uint8_t>(MarkKind::Withdrawal), session, {});
}

Status Archive::undo_reviewed(const crypto::SessionId& session) {
    if (auto may = require(Role::Clinician); !may) return may;
    // Every standing "reviewed" goes: two computers may each have made one.
    for (;;) {
        const auto all = marks();
        if (!all) return fail(all.error());
        const auto found = std::find_if(all->begin(), all->end(),
                                        [&](const auto& one) { return one.first == session; });
        if (found == all->end() || !found->second.reviewed) return {};
        if (auto undone = make_mark(static_cast<std::uint8_t>(MarkKind::Undo), session,
                                    found->second.reviewed_mark);
            !undone)
            return undone;
    }
}

// Once, until another is put; what does not open is remembered and counts for nothing.
Status Archive::open_marks() {
    if (open_->marks) return {};
    std::vector<Open::OpenedMark> opened;
    std::vector<crypto::Hash> unreadable;
    auto read = each_row(database_, "SELECT hash, bytes FROM object WHERE mark = 1", {},
                         [&](const database::Statement& row) -> Status {
                             const auto name = id_in<crypto::Hash>(row, 0);
                             const auto mark = crypto::decode_mark(row.blob(1), clinic_);
                             const auto text = mark && crypto::hash(row.blob(1)) == name
                                                   ? opening::open_mark(*mark, open_->clinic)
                                                   : Result<crypto::MarkText>(damaged("mark"));
                             if (text)
                                 opened.push_back({name, mark->author, *text});
                             else
                                 unreadable.push_back(name);
                             return {};
                         });
    if (!read) return read;
    std::sort(opened.begin(), opened.end(), [](const auto& a, const auto& b) {
        return std::tie(a.text.lamport, a.author, a.name) <
               std::tie(b.text.lamport, b.author, b.name);
    });
    open_->marks = std::move(opened);
    open_->unreadable_marks = std::move(unreadable);
    return {};
}

Result<std::vector<crypto::Hash>> Archive::unreadable_marks() {
    if (auto open = require_open(); !open) return fail(std::move(open));
    if (auto read = open_marks(); !read) return fail(std::move(read));
    return open_->unreadable_marks;
}

Result<std::vector<std::pair<crypto::SessionId, MarkState>>> Archive::marks() {
    if (auto read = open_marks(); !read) return fail(std::move(read));
    std::set<crypto::Hash> undone;
    for (const auto& mark : *open_->marks)
        if (mark.text.kind == MarkKind::Undo) undone.insert(mark.text.undoes);
    std::map<crypto::SessionId, MarkState> states;
    for (const auto& mark : *open_->marks) {
        if (undone.contains(mark.name) || mark.text.kind == MarkKind::Undo) continue;
        MarkState& state = states[mark.text.session];
        state.taken_over |= mark.text.kind == MarkKind::Takeover;
        state.research_withdrawn |= mark.text.kind == MarkKind::Withdrawal;
        if (mark.text.kind != MarkKind::Reviewed) continue;
        state.reviewed = true;
        state.reviewed_at = mark.text.at;
        state.reviewed_by = mark.text.note;
        state.reviewed_mark = mark.name;
    }
    return std::vector<std::pair<crypto::SessionId, MarkState>>(states.begin(), states.end());
}

Status Archive::erase(const crypto::SessionId& session) {
    if (auto may = require(Role::Administrator); !may) return may;
    const auto place = place_of(session);
    if (!place) return fail(place.error());
    auto erased = transact([&]() -> Status {
        const auto lamport = next_lamport();
        if (!lamport) return fail(lamport.error());
        const Bytes tombstone = crypto::make_tombstone(
            {clinic_, crypto::device_id_of(clinic_, open_->signer.public_key()),
             static_cast<std::uint64_t>(*lamport), place->device, session},
            open_->signer);
        if (auto kept = database_.run("INSERT OR IGNORE INTO object VALUES (?, 0, 0, ?)",
                                      {crypto::hash(tombstone).view(), tombstone});
            !kept)
            return kept;
        if (auto gone = forget_response(*place); !gone) return gone;
        return audit_append("erased", session.hex());
    });
    if (!erased) return erased;
    // The write-ahead log still holds pages with the key until it is written back and emptied.
    return database_.tidy();
}

Status Archive::obey_tombstone(const SessionPlace& place) {
    if (auto open = require_open(); !open) return open;
    const auto there = database_.number("SELECT count(*) FROM response_key WHERE session = ?",
                                        {place.session.view()});
    if (!there) return fail(there.error());
    if (there->value_or(0) == 0) return {};
    auto erased = transact([&]() -> Status {
        if (auto gone = forget_response(place); !gone) return gone;
        return audit_append("erased elsewhere", place.session.hex());
    });
    return erased ? database_.tidy() : erased;
}

Result<std::vector<Bytes>> Archive::outgoing() {
    std::vector<Bytes> out;
    auto read = each_row(database_, "SELECT bytes FROM object WHERE sent = 0", {},
                         [&](const database::Statement& row) -> Status {
                             out.emplace_back(row.blob(0).begin(), row.blob(0).end());
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

Status Archive::note_sent(ByteView object) {
    return database_.run("UPDATE object SET sent = 1 WHERE hash = ?",
                         {crypto::hash(object).view()});
}

}  // namespace spine::archive
