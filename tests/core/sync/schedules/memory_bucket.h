// An S3 bucket in memory, behind a ScriptedServer or a network in virtual time: the object calls
// and ListObjectsV2, by pages. It believes every signature; real_servers_test has one that does
// not.
#pragma once

#include <map>
#include <string>

#include "support/memory_dav.h"

namespace spine::test {

struct MemoryBucket {
    Conditions conditions = Conditions::Honoured;
    std::string path = "/bucket";              // of the bucket, without an end slash
    std::size_t keys_a_page = 1'000;           // fewer make a store turn pages
    std::map<std::string, std::string> files;  // by key

    [[nodiscard]] WebAnswer answer(const WebRequest& request);

  private:
    [[nodiscard]] WebAnswer put(const std::string& key, const WebRequest& request);
    [[nodiscard]] WebAnswer page(const std::string& query) const;
};

}  // namespace spine::test
