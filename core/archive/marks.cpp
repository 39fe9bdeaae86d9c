// What people did to sessions: a fold over sealed, signed marks.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "archive/archive.h"
#include "archive/schema.h"
#include "crypto/causes.h"
#include "open/object_opening.h"

namespace spine::archive {

using crypto::MarkKind;

namespace {

crypto::MarkText mark_of(MarkKind kind, const crypto::SessionRef& session,
                         const crypto::Hash& undoes = {}) {
    crypto::MarkText text;
    text.kind = kind;
    text.device = session.device;
    text.session = session.session;
    text.undoes = undoes;
    return text;
}

}  // namespace

Status Archive::make_mark(crypto::MarkText text, const AuditWords& audit) {
    if (auto may = require(Role::Clinician); !may) return may;
    const auto key = clinic_key();
    if (!key) return fail(key.error());
    if (const auto there = place({text.device, text.session}); !there) return fail(there.error());
    // Behind everything that was said before, also at other computers.
    if (auto read = open_marks(); !read) return read;
    const std::uint64_t seen = open_->marks->empty() ? 0 : open_->marks->back().text.lamport;
    Bytes made;
    auto kept = transact([&]() -> Status {
        if (auto noted = see_lamport(seen); !noted) return noted;
        const auto lamport = next_lamport();
        if (!lamport) return fail(lamport.error());
        text.lamport = static_cast<std::uint64_t>(*lamport);
        text.at = clock_.now();
        text.note = open_->user.name;
        auto mark = crypto::make_mark(clinic_, text, crypto::public_of(*key), open_->signer);
        if (!mark) return fail(std::move(mark));
        made = std::move(*mark);
        if (auto inserted = insert_object(made, Origin::Here); !inserted) return inserted;
        return audit.what.empty() ? Status() : audit_append(audit.what, audit.about);
    });
    return kept ? open_one_mark(made) : kept;
}

Status Archive::mark_reviewed(const crypto::SessionRef& session) {
    return make_mark(mark_of(MarkKind::Reviewed, session), {});
}

Status Archive::take_over(const crypto::SessionRef& session) {
    return make_mark(mark_of(MarkKind::Takeover, session), {});
}

Status Archive::withdraw_research(const crypto::SessionRef& session) {
    return make_mark(mark_of(MarkKind::Withdrawal, session), {});
}

Status Archive::require_trusted() {
    const auto known = authors();
    if (!known) return fail(known.error());
    if (!(*known)->revoked(computer())) return {};
    return fail(crypto::causes::device_revoked,
                "The clinic has revoked this computer: what is said on it counts for nobody.",
                "Use a computer that the clinic trusts.");
}

Status Archive::undo_reviewed(const crypto::SessionRef& session) {
    if (auto may = require(Role::Clinician); !may) return may;
    if (auto trusted = require_trusted(); !trusted) return trusted;
    // Every standing "reviewed" goes: two computers may each have made one.
    for (;;) {
        const auto all = marks();
        if (!all) return fail(all.error());
        const auto found = std::find_if(all->begin(), all->end(),
                                        [&](const auto& one) { return one.first == session; });
        if (found == all->end() || !found->second.reviewed) return {};
        if (auto undone =
                make_mark(mark_of(MarkKind::Undo, session, found->second.reviewed_mark), {});
            !undone)
            return undone;
    }
}

// Checked against the key of whoever it says has made it, then opened.
Result<Archive::OpenedMark> Archive::opened_mark(ByteView bytes) {
    const auto known = authors();
    if (!known) return fail(known.error());
    const crypto::DeviceId claimed = crypto::claimed_author(bytes);
    const crypto::Admission* author = (*known)->find(claimed);
    if (author != nullptr && author->role != crypto::Role::Computer) return damaged("mark");
    // This computer's own, before its admission has come back from the store.
    const crypto::SignPublicKey& key =
        author != nullptr ? author->signing : open_->signer.public_key();
    if (author == nullptr && claimed != computer()) return damaged("mark");
    const auto mark = crypto::verify_mark(bytes, key, clinic_);
    if (!mark) return damaged("mark");
    const auto sealed_to =
        std::find_if(open_->clinic.begin(), open_->clinic.end(),
                     [&](const HeldKey& held) { return held.print == mark->recipient; });
    if (sealed_to == open_->clinic.end()) return damaged("mark");
    auto text = opening::open_mark(*mark, sealed_to->key);
    if (!text) return damaged("mark");
    return OpenedMark{crypto::hash(bytes), claimed, std::move(*text)};
}

// One more, where they are open already.
Status Archive::open_one_mark(ByteView bytes) {
    if (!open_->marks) return {};
    auto opened = opened_mark(bytes);
    if (!opened) {
        open_->marks.reset();
        return {};
    }
    auto& marks = *open_->marks;
    const auto at = std::lower_bound(marks.begin(), marks.end(), *opened);
    if (at == marks.end() || at->name != opened->name) marks.insert(at, std::move(*opened));
    return see_lamport(marks.back().text.lamport);
}

// Once; what does not open is remembered and counts for nothing.
Status Archive::open_marks() {
    if (open_->marks) return {};
    std::vector<OpenedMark> opened;
    std::vector<crypto::Hash> unreadable;
    auto read = each_row(database_, "SELECT hash, bytes FROM object WHERE kind = ?",
                         {static_cast<int>(crypto::ObjectKind::Mark)},
                         [&](const database::Statement& row) -> Status {
                             const auto name = id_in<crypto::Hash>(row, 0);
                             auto mark = opened_mark(row.blob(1));
                             if (mark && mark->name == name)
                                 opened.push_back(std::move(*mark));
                             else
                                 unreadable.push_back(name);
                             return {};
                         });
    if (!read) return read;
    std::sort(opened.begin(), opened.end());
    open_->marks = std::move(opened);
    open_->unreadable_marks = std::move(unreadable);
    return {};
}

Result<std::vector<crypto::Hash>> Archive::unreadable_objects() {
    if (auto open = require_open(); !open) return fail(std::move(open));
    if (auto read = open_marks(); !read) return fail(std::move(read));
    std::vector<crypto::Hash> out = open_->unreadable_marks;
    auto read = each_row(database_, "SELECT hash, bytes FROM object WHERE kind NOT IN (?, ?)",
                         {static_cast<int>(crypto::ObjectKind::Mark),
                          static_cast<int>(crypto::ObjectKind::LedgerPart)},
                         [&](const database::Statement& row) -> Status {
                             const auto name = id_in<crypto::Hash>(row, 0);
                             if (crypto::hash(row.blob(1)) != name) out.push_back(name);
                             return {};
                         });
    if (!read) return fail(std::move(read));
    return out;
}

// Neither undone nor by a computer that counts no more; in the order of the fold.
Result<std::vector<const Archive::OpenedMark*>> Archive::standing_marks() {
    if (auto read = open_marks(); !read) return fail(std::move(read));
    const auto known = authors();
    if (!known) return fail(known.error());
    const auto stands = [&](const OpenedMark& mark) {
        return counts(**known, mark.author, mark.name);
    };
    std::set<crypto::Hash> undone;
    for (const auto& mark : *open_->marks)
        if (mark.text.kind == MarkKind::Undo && stands(mark)) undone.insert(mark.text.undoes);
    std::vector<const OpenedMark*> out;
    for (const auto& mark : *open_->marks)
        if (mark.text.kind != MarkKind::Undo && !undone.contains(mark.name) && stands(mark))
            out.push_back(&mark);
    return out;
}

Result<std::vector<std::pair<crypto::SessionRef, MarkState>>> Archive::marks() {
    const auto standing = standing_marks();
    if (!standing) return fail(standing.error());
    std::map<crypto::SessionRef, MarkState> states;
    for (const OpenedMark* mark : *standing) {
        if (mark->text.decision) continue;
        MarkState& state = states[{mark->text.device, mark->text.session}];
        state.taken_over |= mark->text.kind == MarkKind::Takeover;
        state.research_withdrawn |= mark->text.kind == MarkKind::Withdrawal;
        if (mark->text.kind != MarkKind::Reviewed) continue;
        state.reviewed = true;
        state.reviewed_at = mark->text.at;
        state.reviewed_by = mark->text.note;
        state.reviewed_mark = mark->name;
    }
    return std::vector<std::pair<crypto::SessionRef, MarkState>>(states.begin(), states.end());
}

}  // namespace spine::archive
