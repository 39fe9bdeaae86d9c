#include "crypto/keyfile.h"
#include "fuzz.h"

using namespace spine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const bool started = fuzz::begin();
    fuzz::demand(started);
    const ByteView bytes(data, size);
    for (const auto purpose : {crypto::KeyPurpose::Device, crypto::KeyPurpose::Recovery}) {
        const auto file = crypto::decode_key_file(bytes, purpose);
        if (!file) continue;
        const auto again = crypto::encode_key_file(purpose, file->clinic, file->secret.view());
        fuzz::demand(again.size() == size && fuzz::begins_with(bytes, again));
    }
    return 0;
}
