// What a server says that it holds, and S3's words for an error.
#include "fuzz.h"
#include "sync/store_listing.h"
#include "sync/web_faults.h"

namespace spine::fuzz {

void server_reply(ByteView bytes) {
    if (const auto entries = sync::read_multistatus(bytes))
        for (const auto& entry : *entries) demand(!entry.name.empty());
    if (const auto page = sync::read_bucket_page(bytes)) demand(page->keys.size() <= bytes.size());
    sync::HttpReply reply;
    reply.trouble = sync::HttpTrouble::None;
    reply.status = 403;
    reply.body.assign(bytes.begin(), bytes.end());
    demand(!sync::web_fault(reply, sync::WebKind::S3, "s3://x").happened.empty());
}

}  // namespace spine::fuzz
