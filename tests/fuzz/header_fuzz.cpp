#include "crypto/head.h"
#include "crypto/session_header.h"
#include "fuzz.h"

using namespace spine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto header = crypto::decode_header(bytes))
        fuzz::demand(fuzz::begins_with(bytes, crypto::encode_unsigned(*header)));
    if (const auto head = crypto::decode_head(bytes))
        fuzz::demand(fuzz::begins_with(bytes, crypto::encode_unsigned(*head)));
    return 0;
}
