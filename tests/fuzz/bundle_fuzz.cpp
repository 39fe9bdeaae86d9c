#include "crypto/bundle.h"
#include "crypto/constants.h"
#include "fuzz.h"

using namespace spine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    const auto outline = crypto::outline_bundle(bytes);
    if (!outline) return 0;
    const std::size_t parts =
        outline->header_bytes.size() + outline->records.size() + outline->head_bytes.size();
    fuzz::demand(parts == size && outline->records.size() % crypto::kRecordSize == 0);
    // A fuzzer cannot sign: nothing may be verified with a key that signed nothing.
    crypto::SignPublicKey key;
    key.bytes.fill(0x42);
    fuzz::demand(!crypto::verify_bundle(bytes, key, outline->header.clinic));
    return 0;
}
