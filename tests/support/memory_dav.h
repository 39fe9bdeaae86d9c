// A WebDAV server's folders and files in memory, behind a ScriptedServer: strict where RFC 4918 is,
// and with the ways in which real servers differ.
#pragma once

#include <map>
#include <set>
#include <string>

#include "support/scripted_server.h"

namespace spine::test {

enum class Conditions {
    Honoured,  // If-None-Match: * is answered by 412: Apache
    Ignored,   // overwritten: nginx
    Unknown    // 501: OpenStack Swift
};

struct MemoryDav {
    Conditions conditions = Conditions::Honoured;
    std::map<std::string, std::string> files;        // by path
    std::set<std::string> folders = {"/", "/dav/"};  // with their end slash

    [[nodiscard]] WebAnswer answer(const WebRequest& request);

  private:
    [[nodiscard]] WebAnswer put(const WebRequest& request);
    [[nodiscard]] WebAnswer make_folder(const std::string& path);
    [[nodiscard]] WebAnswer find(const std::string& path, bool inside) const;
};

}  // namespace spine::test
