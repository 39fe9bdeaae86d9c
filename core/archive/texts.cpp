#include "archive/texts.h"

#include <algorithm>

#include "archive/archive.h"
#include "archive/schema.h"
#include "crypto/causes.h"
#include "crypto/constants.h"

namespace spine::archive {
namespace {

using crypto::MarkKind;

// What is left of `spans` outside of `cut`.
std::vector<Redaction> outside(const std::vector<Redaction>& spans, const Redaction& cut) {
    std::vector<Redaction> out;
    for (const Redaction& one : spans) {
        if (one.to <= cut.from || one.from >= cut.to) {
            out.push_back(one);
            continue;
        }
        if (one.from < cut.from) out.push_back({one.from, cut.from, one.stands_for});
        if (one.to > cut.to) out.push_back({cut.to, one.to, one.stands_for});
    }
    return out;
}

// With what it overlaps it becomes one: two names side by side are no more telling than one.
void join(std::vector<Redaction>& spans, Redaction added) {
    std::vector<Redaction> out;
    for (const Redaction& one : spans) {
        if (one.to <= added.from || one.from >= added.to) {
            out.push_back(one);
            continue;
        }
        added.from = std::min(added.from, one.from);
        added.to = std::max(added.to, one.to);
    }
    out.push_back(added);
    std::sort(out.begin(), out.end(),
              [](const Redaction& a, const Redaction& b) { return a.from < b.from; });
    spans = std::move(out);
}

bool among(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view words_of(MarkKind kind) {
    switch (kind) {
        case MarkKind::Release:
            return "released a text";
        case MarkKind::Withhold:
            return "withheld a text";
        case MarkKind::Redact:
            return "redacted a text";
        default:
            return "kept a part of a text";
    }
}

}  // namespace

TextRef text_ref(const crypto::ClinicId& clinic, const crypto::SessionRef& session,
                 std::string_view link_id, std::string_view text) {
    ByteWriter place;
    place.bytes(session.device.view()).bytes(session.session.view()).text16(link_id);
    return {session, crypto::hash_parts({as_bytes(crypto::labels::text), clinic.view(),
                                         place.view(), as_bytes(text)})};
}

std::uint64_t redactions_digest(const crypto::ClinicId& clinic, const crypto::Hash& text,
                                const std::vector<Redaction>& redactions) {
    ByteWriter spans;
    for (const Redaction& one : redactions) spans.u32(one.from).u32(one.to).u8(one.stands_for);
    const crypto::Hash hash = crypto::hash_parts(
        {as_bytes(crypto::labels::redactions), clinic.view(), text.view(), spans.view()});
    ByteReader in(hash.view());
    return in.u64();
}

void fold(const crypto::ClinicId& clinic, const crypto::Hash& mark, const crypto::MarkText& said,
          TextReading& into) {
    const crypto::TextDecision& decision = *said.decision;
    const Redaction span{decision.from, decision.to, decision.stands_for};
    into.decisions.push_back({mark, said.kind, said.at, said.note,
                              Roles::from_bits(decision.roles).value_or(Roles()), span});
    if (said.kind == MarkKind::Release) {
        if (decision.redactions_seen != redactions_digest(clinic, decision.text, into.redactions))
            return;
        if (!among(into.released_by, said.note)) into.released_by.push_back(said.note);
        into.state = TextState::Released;
        return;
    }
    into.released_by.clear();
    if (said.kind == MarkKind::Withhold) {
        into.state = TextState::Withheld;
        return;
    }
    if (into.state == TextState::Released) into.state = TextState::Waiting;
    if (said.kind == MarkKind::Redact) {
        join(into.redactions, span);
        into.kept = outside(into.kept, span);
    } else {
        into.redactions = outside(into.redactions, span);
        join(into.kept, {span.from, span.to, 0});
    }
}

Result<TextReadings> Archive::text_readings() {
    if (auto may = require(Role::Clinician | Role::Researcher); !may) return fail(std::move(may));
    const auto standing = standing_marks();
    if (!standing) return fail(standing.error());
    if (!open_->unreadable_marks.empty())
        return fail(causes::archive_damaged,
                    "A mark does not open, and it may be what keeps a text from leaving.",
                    "Run kioskctl verify CLINIC, then rebuild the archive from the store.");
    TextReadings out;
    for (const OpenedMark* mark : *standing)
        if (mark->text.decision)
            fold(clinic_, mark->name, mark->text, out[mark->text.decision->text]);
    return out;
}

Status Archive::decide_text(const TextRef& text, const Decided& decided) {
    if (auto may = require(Role::Clinician); !may) return may;
    if (auto trusted = require_trusted(); !trusted) return trusted;
    const auto all = text_readings();
    if (!all) return fail(all.error());
    const auto found = all->find(text.name);
    const TextReading now = found != all->end() ? found->second : TextReading();
    if (decided.kind == MarkKind::Release && among(now.released_by, open_->user.name))
        return fail(causes::text_released_already, "You have released this text already.",
                    "Where two people must read it, the second one unlocks the archive with a "
                    "passphrase of their own.");
    crypto::MarkText said;
    said.kind = decided.kind;
    said.device = text.session.device;
    said.session = text.session.session;
    crypto::TextDecision& decision = said.decision.emplace();
    decision.text = text.name;
    decision.roles = open_->user.roles.bits();
    if (decided.kind == MarkKind::Redact || decided.kind == MarkKind::Keep) {
        decision.from = decided.span.from;
        decision.to = decided.span.to;
        if (decided.kind == MarkKind::Redact) decision.stands_for = decided.span.stands_for;
    }
    if (decided.kind == MarkKind::Release)
        decision.redactions_seen = redactions_digest(clinic_, text.name, now.redactions);
    return make_mark(std::move(said), {words_of(decided.kind), text.name.hex()});
}

Status Archive::undo_text(const TextRef& text) {
    if (auto may = require(Role::Clinician); !may) return may;
    if (auto trusted = require_trusted(); !trusted) return trusted;
    const auto all = text_readings();
    if (!all) return fail(all.error());
    const auto found = all->find(text.name);
    if (found == all->end())
        return fail(causes::nothing_to_undo, "Nothing was decided of this text.",
                    "Run kioskctl texts CLINIC to see what was.");
    crypto::MarkText said;
    said.kind = MarkKind::Undo;
    said.device = text.session.device;
    said.session = text.session.session;
    said.undoes = found->second.decisions.back().mark;
    return make_mark(std::move(said), {"undid a decision on a text", text.name.hex()});
}

Status Archive::note_texts_read() {
    if (auto may = require(Role::Clinician); !may) return may;
    return audit_write("read the free texts", {});
}

}  // namespace spine::archive
