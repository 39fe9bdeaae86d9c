#include "crypto/keyfile.h"
#include "fuzz.h"

namespace spine::fuzz {

void key_file(ByteView bytes) {
    begin();
    for (const auto purpose : {crypto::KeyPurpose::Device, crypto::KeyPurpose::Recovery}) {
        const auto file = crypto::decode_key_file(bytes, purpose);
        if (!file) continue;
        const auto again = crypto::encode_key_file(purpose, file->clinic, file->secret.view());
        demand(again.size() == bytes.size() && begins_with(bytes, again));
    }
}

}  // namespace spine::fuzz
