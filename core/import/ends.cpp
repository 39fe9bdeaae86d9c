#include "import/ends.h"

#include <algorithm>
#include <tuple>

#include "crypto/constants.h"
#include "import/session_place.h"

namespace spine::importing {

using archive::SessionPlace;
using crypto::SessionStatus;

namespace {

// What the patient has ended says more than what was cut off; a session that is open has no end.
// Withdrawn is above all: only where a session was erased does it meet another end.
int rank(SessionStatus status) {
    switch (status) {
        case SessionStatus::Withdrawn:
            return 0;
        case SessionStatus::Complete:
            return 1;
        case SessionStatus::Stopped:
            return 2;
        case SessionStatus::Expired:
            return 3;
        case SessionStatus::Interrupted:
            return 4;
        case SessionStatus::Open:
            break;
    }
    return 5;
}

}  // namespace

bool better_end(const SessionPlace& one, const SessionPlace& other) {
    const int first = rank(one.status), second = rank(other.status);
    if (first != second) return first < second;
    if (one.records != other.records) return one.records > other.records;
    return one.head < other.head;
}

void put_best_first(std::vector<SessionPlace>& ends) {
    std::sort(ends.begin(), ends.end(), better_end);
}

crypto::Head head_of(const SessionPlace& place) {
    crypto::Head head;
    head.device = place.device;
    head.counter = place.counter;
    head.session = place.session;
    head.header = place.header;
    head.status = place.status;
    head.records = place.records;
    head.last_record = place.last_record;
    return head;
}

bool MetEnds::Met::goes_on_from(const SessionPlace& open) const {
    const std::size_t fill = open.records / crypto::kBundleFill;
    const bool same_records = fill < fills.size() && fills[fill] == open.last_record;
    return place.header == open.header && place.head != open.head &&
           (same_records || place.status == SessionStatus::Withdrawn);
}

void MetEnds::add(const crypto::VerifiedBundle& bundle) {
    Met met{place_of(bundle), {}};
    for (std::size_t at = 0; at < bundle.links().size(); at += crypto::kBundleFill)
        met.fills.push_back(bundle.links()[at]);
    met_.push_back(std::move(met));
}

std::vector<SessionPlace> MetEnds::standing() const {
    std::vector<SessionPlace> ends;
    for (const Met& one : met_) {
        const bool gone_on = one.place.status == SessionStatus::Open &&
                             std::any_of(met_.begin(), met_.end(), [&](const Met& other) {
                                 return other.goes_on_from(one.place);
                             });
        if (!gone_on) ends.push_back(one.place);
    }
    put_best_first(ends);
    return ends;
}

}  // namespace spine::importing
