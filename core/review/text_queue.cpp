#include "review/text_queue.h"

#include <algorithm>
#include <iterator>

#include "review/code_points.h"

namespace spine::review {
namespace {

using crypto::MarkKind;

// Each part of it is redacted or kept.
bool is_decided(const Proposal& proposal, const archive::TextReading& reading) {
    std::uint32_t done = proposal.from;
    for (std::uint32_t before = done + 1; done < proposal.to && before != done;) {
        before = done;
        for (const auto* spans : {&reading.redactions, &reading.kept})
            for (const archive::Redaction& one : *spans)
                if (one.from <= done && one.to > done) done = one.to;
    }
    return done >= proposal.to;
}

// Of the proposal with which it has the most in common.
RedactionKind kind_at(const QueuedText& text, std::uint32_t from, std::uint32_t to) {
    std::uint32_t most = 0;
    RedactionKind kind = RedactionKind::Other;
    for (const Proposal& one : text.proposals) {
        const std::uint32_t begin = std::max(from, one.from), end = std::min(to, one.to);
        if (begin >= end || end - begin <= most) continue;
        most = end - begin;
        kind = one.kind;
    }
    return kind;
}

Status check_span(const QueuedText& text, std::uint32_t from, std::uint32_t to) {
    if (from < to && to <= code_points(text.text).points.size()) return {};
    return fail(causes::span_outside, "No part of the text stands there.",
                "FROM and TO count its code points from 0; TO is behind the last one.", text.id);
}

}  // namespace

Result<std::vector<QueuedText>> text_queue(archive::Archive& archive,
                                           const ConfigurationOf& configuration_of) {
    // Before anything is read: who may not see a single patient sees no text.
    if (auto noted = archive.note_texts_read(); !noted) return fail(std::move(noted));
    const auto readings = archive.text_readings();
    if (!readings) return fail(readings.error());
    std::vector<QueuedText> queue;
    auto read = each_free_text(archive, configuration_of, [&](const FreeText& text) {
        QueuedText one;
        one.ref = archive::text_ref(archive.clinic(), text.session, text.link_id, text.words);
        one.id = text_id(one.ref);
        one.link_id = text.link_id;
        one.language = text.language;
        one.text = text.words;
        one.proposals = propose_redactions(one.text, one.language);
        if (const auto found = readings->find(one.ref.name); found != readings->end())
            one.reading = found->second;
        queue.push_back(std::move(one));
    });
    if (!read) return fail(std::move(read));
    const auto waits = [](const QueuedText& text) {
        return text.reading.state == archive::TextState::Waiting;
    };
    std::sort(queue.begin(), queue.end(), [&](const QueuedText& a, const QueuedText& b) {
        return waits(a) != waits(b) ? waits(a) : a.id < b.id;
    });
    return queue;
}

Result<const QueuedText*> find_text(const std::vector<QueuedText>& queue, std::string_view id) {
    const QueuedText* found = nullptr;
    bool several = false;
    for (const QueuedText& one : queue) {
        if (id.empty() || !one.id.starts_with(id)) continue;
        several = several || found != nullptr;
        found = &one;
    }
    if (several)
        return fail(causes::text_unknown, "Several texts begin with that.", "Give more digits.");
    if (found == nullptr)
        return fail(causes::text_unknown, "There is no such text in the queue.",
                    "It may have changed, or its session was withdrawn or erased: list the queue "
                    "again.");
    return found;
}

std::vector<Proposal> open_proposals(const QueuedText& text) {
    std::vector<Proposal> open;
    std::copy_if(text.proposals.begin(), text.proposals.end(), std::back_inserter(open),
                 [&](const Proposal& one) { return !is_decided(one, text.reading); });
    return open;
}

std::vector<archive::Redaction> leaving_redactions(const QueuedText& text) {
    std::vector<archive::Redaction> spans = text.reading.redactions;
    if (text.reading.state != archive::TextState::Waiting) return spans;
    for (const Proposal& one : open_proposals(text))
        if (one.preselected)
            spans.push_back({one.from, one.to, static_cast<std::uint8_t>(one.kind)});
    std::sort(spans.begin(), spans.end(),
              [](const auto& a, const auto& b) { return a.from < b.from; });
    std::vector<archive::Redaction> joined;
    for (const archive::Redaction& one : spans)
        if (!joined.empty() && one.from < joined.back().to)
            joined.back().to = std::max(joined.back().to, one.to);
        else
            joined.push_back(one);
    return joined;
}

namespace {

// What another person, or another computer, decided since `text` was read.
Status stands_as_read(archive::Archive& archive, const QueuedText& text) {
    const auto now = archive.text_readings();
    if (!now) return fail(now.error());
    const auto reading = now->find(text.ref.name);
    if ((reading == now->end() ? archive::TextReading() : reading->second) == text.reading)
        return {};
    return fail(causes::text_read_anew, "Somebody has decided something about this text since.",
                "Read it again and decide.", text.id);
}

}  // namespace

Status release(archive::Archive& archive, const QueuedText& text) {
    if (auto stands = stands_as_read(archive, text); !stands) return stands;
    for (const Proposal& one : open_proposals(text))
        if (one.preselected)
            if (auto done = redact(archive, text, one.from, one.to, one.kind); !done) return done;
    return archive.decide_text(text.ref, {MarkKind::Release, {}});
}

Status undo(archive::Archive& archive, const QueuedText& text) {
    if (auto stands = stands_as_read(archive, text); !stands) return stands;
    return archive.undo_text(text.ref);
}

Status withhold(archive::Archive& archive, const QueuedText& text) {
    return archive.decide_text(text.ref, {MarkKind::Withhold, {}});
}

Status redact(archive::Archive& archive, const QueuedText& text, std::uint32_t from,
              std::uint32_t to, std::optional<RedactionKind> kind) {
    if (auto right = check_span(text, from, to); !right) return right;
    const auto stands_for = static_cast<std::uint8_t>(kind.value_or(kind_at(text, from, to)));
    return archive.decide_text(text.ref, {MarkKind::Redact, {from, to, stands_for}});
}

Status keep(archive::Archive& archive, const QueuedText& text, std::uint32_t from,
            std::uint32_t to) {
    if (auto right = check_span(text, from, to); !right) return right;
    return archive.decide_text(text.ref, {MarkKind::Keep, {from, to, 0}});
}

std::optional<std::string> export_copy(const archive::TextReading* reading, std::string_view text,
                                       std::size_t readers) {
    if (reading == nullptr || reading->state != archive::TextState::Released ||
        reading->released_by.size() < std::max<std::size_t>(readers, 1))
        return std::nullopt;
    return redacted(text, reading->redactions);
}

}  // namespace spine::review
