// What a server says that it holds, and S3's words for an error.
#include "fuzz.h"
#include "sync/store_listing.h"
#include "sync/web_faults.h"

using namespace spine;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes(data, size);
    if (const auto entries = sync::read_multistatus(bytes))
        for (const auto& entry : *entries) fuzz::demand(!entry.name.empty());
    if (const auto page = sync::read_bucket_page(bytes)) fuzz::demand(page->keys.size() <= size);
    sync::HttpReply reply;
    reply.trouble = sync::HttpTrouble::None;
    reply.status = 403;
    reply.body.assign(bytes.begin(), bytes.end());
    fuzz::demand(!sync::web_fault(reply, sync::WebKind::S3, "s3://x").happened.empty());
    return 0;
}
