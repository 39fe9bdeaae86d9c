#include "import/session_place.h"

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

}  // namespace spine::importing
