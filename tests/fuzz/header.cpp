#include "crypto/head.h"
#include "crypto/session_header.h"
#include "fuzz.h"

namespace spine::fuzz {

void header(ByteView bytes) {
    if (const auto header = crypto::decode_header(bytes))
        demand(begins_with(bytes, crypto::encode_unsigned(*header)));
    if (const auto head = crypto::decode_head(bytes))
        demand(begins_with(bytes, crypto::encode_unsigned(*head)));
}

}  // namespace spine::fuzz
