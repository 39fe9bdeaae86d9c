// A payload behind the seal, from a tablet that somebody else may hold: it is no event, or it is
// written again so that it reads the same, and folds with others.
#include "session/event.h"

#include "fuzz.h"

namespace spine::fuzz {

void event(ByteView bytes) {
    const auto read = session::decode(as_text(bytes));
    if (!read) {
        demand(read.error().cause == session::causes::event_malformed);
        return;
    }
    const auto again = session::decode(session::encode(*read));
    demand(again.has_value() && *again == *read);
    (void)session::fold({*read, *again});
}

}  // namespace spine::fuzz
