#include "crypto/bundle.h"
#include "crypto/constants.h"
#include "fuzz.h"

namespace spine::fuzz {

void bundle(ByteView bytes) {
    begin();
    const auto outline = crypto::outline_bundle(bytes);
    if (!outline) return;
    const std::size_t parts =
        outline->header_bytes.size() + outline->records.size() + outline->head_bytes.size();
    demand(parts == bytes.size() && outline->records.size() % crypto::kRecordSize == 0);
    // A fuzzer cannot sign: nothing may be verified with a key that signed nothing.
    crypto::SignPublicKey key;
    key.bytes.fill(0x42);
    demand(!crypto::verify_bundle(bytes, key, outline->header.clinic));
}

}  // namespace spine::fuzz
