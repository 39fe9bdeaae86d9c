#include "kiosk/journal_keeper.h"

#include <utility>

#include "crypto/attention.h"

namespace spine::kiosk {

JournalKeeper::JournalKeeper(journal::Journal& journal, Clock& clock, Random& random,
                             journal::CodeRules codes, journal::SessionInputs inputs,
                             AttentionDesk attention, std::function<void()> wake)
    : journal_(journal),
      clock_(clock),
      recorder_(journal, clock, random, codes),
      inputs_(std::move(inputs)),
      attention_(std::move(attention)),
      wake_(std::move(wake)) {}

bool JournalKeeper::has_room() const {
    return journal_.has_room();
}

std::string JournalKeeper::new_code() {
    return recorder_.new_code();
}

Status JournalKeeper::begin(Events events) {
    return recorder_.begin(inputs_, std::move(events));
}

Status JournalKeeper::record(Events events) {
    return recorder_.record(std::move(events));
}

Status JournalKeeper::upload_early() {
    return recorder_.upload_early();
}

Status JournalKeeper::finish(Events events, crypto::SessionStatus status) {
    return recorder_.finish(std::move(events), status);
}

Status JournalKeeper::withdraw() {
    return recorder_.withdraw();
}

void JournalKeeper::abandon() {
    recorder_.abandon();
}

std::string JournalKeeper::session_id() const {
    return recorder_.session_id();
}

Status JournalKeeper::call_staff() {
    if (attention_.computers.empty()) return {};
    const crypto::AttentionText text{clock_.now(), attention_.number, attention_.name};
    auto object = crypto::make_attention(attention_.identity.clinic, text, attention_.computers,
                                         attention_.identity.signer);
    if (!object) return fail(std::move(object));
    if (!journal_.outbox().queue_attention(*object)) {
        const std::lock_guard lock(unqueued_mutex_);
        unqueued_.push_back(std::move(*object));
    }
    ++calls_;
    store_reached_ = true;  // until a run of sync has tried
    return {};
}

void JournalKeeper::send_unqueued(const std::function<bool(ByteView)>& send) {
    std::vector<Bytes> waiting;
    {
        const std::lock_guard lock(unqueued_mutex_);
        waiting.swap(unqueued_);
    }
    for (Bytes& object : waiting) {
        if (send(object)) continue;
        const std::lock_guard lock(unqueued_mutex_);
        unqueued_.push_back(std::move(object));
    }
}

CallState JournalKeeper::call_state() const {
    if (calls_ == 0) return CallState::None;
    if (calls_sent_ == calls_) return CallState::Sent;
    return store_reached_ ? CallState::Waiting : CallState::Unreachable;
}

void JournalKeeper::sync_ended(bool reached_store) {
    // Read before the outbox: a call that comes in between is then not taken for sent.
    const unsigned calls = calls_;
    const auto left = journal_.outbox().next_attentions(1);
    const std::lock_guard lock(unqueued_mutex_);
    if (left && left->empty() && unqueued_.empty()) calls_sent_ = calls;
    store_reached_ = reached_store;
}

void JournalKeeper::wake_sync() {
    if (wake_) wake_();
}

}  // namespace spine::kiosk
