#include "import/session_place.h"

#include "base/files.h"
#include "crypto/causes.h"

namespace spine::importing {

archive::SessionPlace place_of(const crypto::VerifiedBundle& bundle) {
    const crypto::SessionHeader& header = bundle.header();
    archive::SessionPlace place;
    place.session = header.session;
    place.device = header.device;
    place.counter = header.counter;
    place.head = bundle.head_hash();
    place.header = bundle.head().header;
    place.previous_head = header.previous_head;
    place.configuration = header.configuration;
    place.last_record = bundle.head().last_record;
    place.records = bundle.head().records;
    place.status = bundle.head().status;
    return place;
}

std::optional<Cause> cause_of_no_bundle(const Fault& from_store) {
    if (from_store.cause == spine::causes::file_too_large) return crypto::causes::bundle_too_large;
    if (from_store.cause == crypto::causes::not_this_format) return from_store.cause;
    return std::nullopt;
}

}  // namespace spine::importing
