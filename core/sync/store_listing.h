// What servers answer when they are asked what they hold: XML that somebody else wrote.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace spine::sync {

// One <response> of WebDAV's <multistatus> (RFC 4918, 14.16), whatever its prefix for DAV: is.
struct DavEntry {
    std::string name;  // the last part of its href, decoded
    bool folder = false;
};
// Nothing for what is no multistatus. An href that cannot be decoded is passed over.
[[nodiscard]] std::optional<std::vector<DavEntry>> read_multistatus(ByteView body);

// One page of ListObjectsV2: S3's <ListBucketResult>.
struct BucketPage {
    std::vector<std::string> keys;      // whole
    std::vector<std::string> prefixes;  // CommonPrefixes, whole, with their end slash
    std::string next;                   // the token of the next page; empty: this is the last
};
// Nothing for what is no such page, and for one that has a next page and no token for it.
[[nodiscard]] std::optional<BucketPage> read_bucket_page(ByteView body);

}  // namespace spine::sync
