#include "journal/recorder.h"

#include <utility>

namespace spine::journal {

Recorder::Recorder(Journal& journal, Clock& clock, Random& random, CodeRules rules)
    : journal_(journal), clock_(clock), random_(random), rules_(rules), given_(rules.length) {}

std::string Recorder::new_code() {
    for (;;) {
        std::string code = make_pickup_code(rules_.length, rules_.allotted, random_);
        if (given_.take(code)) return code;
    }
}

std::vector<std::string> Recorder::stamped(std::vector<session::Event> events) const {
    const UnixMs now = clock_.now();
    std::vector<std::string> payloads;
    payloads.reserve(events.size());
    for (session::Event& event : events) {
        event.at = now;
        payloads.push_back(session::encode(event));
    }
    return payloads;
}

Status Recorder::begin(SessionInputs inputs, std::vector<session::Event> events) {
    inputs.filler = session::encode({});
    auto begun = journal_.begin(inputs, stamped(std::move(events)));
    if (!begun) return fail(std::move(begun));
    session_.emplace(std::move(*begun));
    return {};
}

Status Recorder::record(std::vector<session::Event> events) {
    if (!session_ || events.empty()) return {};
    return session_->append(stamped(std::move(events)));
}

Status Recorder::upload_early() {
    if (!session_) return {};
    return session_->upload_early();
}

Status Recorder::finish(std::vector<session::Event> events, crypto::SessionStatus status) {
    if (!session_) return {};
    auto recorded = record(std::move(events));
    if (recorded) recorded = session_->finish(status);
    session_.reset();
    return recorded;
}

Status Recorder::withdraw() {
    if (!session_) return {};
    auto gone = session_->withdraw();
    session_.reset();
    return gone;
}

void Recorder::abandon() {
    session_.reset();
}

bool Recorder::running() const {
    return session_.has_value();
}

std::string Recorder::session_id() const {
    return session_ ? session_->id().hex() : std::string();
}

}  // namespace spine::journal
