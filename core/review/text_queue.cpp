#include "review/text_queue.h"

#include <algorithm>
#include <map>

#include "questionnaire/walk_rules.h"
#include "review/code_points.h"
#include "review/visit.h"

namespace spine::review {
namespace {

using crypto::MarkKind;

constexpr std::size_t kIdDigits = 16;  // 64 bits: no two alike in any archive

bool among(const std::vector<crypto::SessionRef>& sorted, const crypto::SessionRef& session) {
    return std::binary_search(sorted.begin(), sorted.end(), session);
}

questionnaire::Answers answers_of(const archive::ResponseView& view,
                                  const questionnaire::Questionnaire& asked) {
    std::map<std::string, std::string, std::less<>> encoded;
    for (const auto& [link_id, json] : view.answers) encoded.emplace(link_id, json);
    return decode_answers(asked, encoded);
}

const questionnaire::Questionnaire* walk_in(const config::Config* config, std::string_view id) {
    if (config == nullptr || config->settings.walk_questionnaire != id) return nullptr;
    const auto found = config->questionnaires.find(config->settings.walk_questionnaire);
    return found == config->questionnaires.end() ? nullptr : &found->second;
}

bool consented(const config::Config& config, const std::string& questionnaire,
               const questionnaire::Answers& answers) {
    const auto rules = config.walks.find(questionnaire);
    return rules != config.walks.end() && questionnaire::research_counts(rules->second, answers);
}

class Filling {
  public:
    Filling(const crypto::ClinicId& clinic, const ConfigurationOf& configuration_of,
            const archive::TextReadings& readings)
        : clinic_(clinic), configuration_of_(configuration_of), readings_(readings) {}

    std::vector<crypto::SessionRef> withdrawn, forked;
    std::vector<QueuedText> queue;

    void visit(const archive::AnsweredSession& session, const archive::ResponseView& view) {
        if (view.after_visit || session.status == crypto::SessionStatus::Open ||
            session.status == crypto::SessionStatus::Withdrawn ||
            among(withdrawn, session.session) || among(forked, session.session))
            return;
        const config::Config* config = configuration_of_(session.configuration);
        const auto* asked = walk_in(config, view.questionnaire);
        if (asked == nullptr) return;
        const auto answers = answers_of(view, *asked);
        if (!consented(*config, asked->id, answers)) return;
        for (const auto& [link_id, answer] : answers) {
            const questionnaire::Item* item = asked->find(link_id);
            if (item == nullptr || !is_free_text(*item)) continue;
            for (const auto& value : answer.values)
                if (const auto* text = std::get_if<std::string>(&value); text && !text->empty())
                    add(session.session, link_id, std::string(view.language), *text);
        }
    }

  private:
    void add(const crypto::SessionRef& session, const std::string& link_id, std::string language,
             const std::string& text) {
        QueuedText one;
        one.ref = archive::text_ref(clinic_, session, link_id, text);
        one.id = one.ref.name.hex().substr(0, kIdDigits);
        one.link_id = link_id;
        one.language = std::move(language);
        one.text = text;
        one.proposals = propose_redactions(text, one.language);
        if (const auto found = readings_.find(one.ref.name); found != readings_.end())
            one.reading = found->second;
        queue.push_back(std::move(one));
    }

    const crypto::ClinicId& clinic_;
    const ConfigurationOf& configuration_of_;
    const archive::TextReadings& readings_;
};

bool covered(const Proposal& proposal, const std::vector<archive::Redaction>& spans) {
    std::uint32_t done = proposal.from;
    for (const archive::Redaction& one : spans)
        if (one.from <= done && one.to > done) done = one.to;
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

bool is_free_text(const questionnaire::Item& item) {
    return item.type == questionnaire::ItemType::Text ||
           item.type == questionnaire::ItemType::String;
}

Result<std::vector<QueuedText>> text_queue(archive::Archive& archive,
                                           const ConfigurationOf& configuration_of) {
    // Before anything is read: who may not see a single patient sees no text.
    if (auto noted = archive.note_texts_read(); !noted) return fail(std::move(noted));
    const auto readings = archive.text_readings();
    if (!readings) return fail(readings.error());
    Filling filling(archive.clinic(), configuration_of, *readings);
    auto withdrawn = archive.research_withdrawn();
    if (!withdrawn) return fail(std::move(withdrawn));
    filling.withdrawn = std::move(*withdrawn);
    auto forked = archive.forked();
    if (!forked) return fail(std::move(forked));
    filling.forked = std::move(*forked);
    std::vector<crypto::SessionRef> damaged;
    auto read = archive.each_answered(
        archive::Events::LeftOut,
        [&](const archive::AnsweredSession& session, const archive::ResponseView& view) -> Status {
            filling.visit(session, view);
            return {};
        },
        &damaged);
    if (!read) return fail(std::move(read));
    const auto waits = [](const QueuedText& text) {
        return text.reading.state == archive::TextState::Waiting;
    };
    std::sort(filling.queue.begin(), filling.queue.end(),
              [&](const QueuedText& a, const QueuedText& b) {
                  return waits(a) != waits(b) ? waits(a) : a.id < b.id;
              });
    return std::move(filling.queue);
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

Status release(archive::Archive& archive, const QueuedText& text) {
    const auto now = archive.text_readings();
    if (!now) return fail(now.error());
    const auto reading = now->find(text.ref.name);
    if ((reading == now->end() ? archive::TextReading() : reading->second).redactions !=
        text.reading.redactions)
        return fail(causes::text_read_anew, "The redactions of this text have changed since.",
                    "Read it again and decide.", text.id);
    for (const Proposal& one : text.proposals) {
        if (!one.preselected || covered(one, text.reading.redactions) ||
            covered(one, text.reading.kept))
            continue;
        if (auto done = redact(archive, text, one.from, one.to, one.kind); !done) return done;
    }
    return archive.decide_text(text.ref, {MarkKind::Release, {}});
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
