#include "memory_bucket.h"

#include <algorithm>

#include "sync/web_address.h"

namespace spine::test {
namespace {

WebAnswer status(int code, std::string body = {}) {
    WebAnswer answer;
    answer.status = code;
    answer.body = std::move(body);
    return answer;
}

// The value of a name in "a=1&b=2", decoded; empty if it is not there.
std::string value_of(const std::string& query, const std::string& name) {
    const std::string all = "&" + query + "&";
    const std::size_t at = all.find("&" + name + "=");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 2;
    return sync::percent_decoded(all.substr(from, all.find('&', from) - from));
}

}  // namespace

WebAnswer MemoryBucket::put(const std::string& key, const WebRequest& request) {
    if (request.headers.contains("if-none-match")) {
        if (conditions == Conditions::Unknown) return status(501);
        if (conditions == Conditions::Honoured && files.contains(key)) return status(412);
    }
    files[key] = request.body;
    return status(200);
}

WebAnswer MemoryBucket::page(const std::string& query) const {
    const std::string prefix = value_of(query, "prefix");
    const std::string wanted = value_of(query, "max-keys");
    const std::size_t most = std::min<std::size_t>(keys_a_page, std::stoul(wanted));
    std::string body = R"(<?xml version="1.0"?><ListBucketResult>)";
    std::size_t count = 0;
    // The token is the last key of the page before.
    for (auto file = files.upper_bound(value_of(query, "continuation-token")); file != files.end();
         ++file) {
        if (!file->first.starts_with(prefix)) continue;
        if (count == most) {
            body += "<IsTruncated>true</IsTruncated>";
            break;
        }
        body += "<Contents><Key>" + file->first + "</Key></Contents>";
        if (++count == most)
            body += "<NextContinuationToken>" + file->first + "</NextContinuationToken>";
    }
    return status(200, body + "</ListBucketResult>");
}

WebAnswer MemoryBucket::answer(const WebRequest& request) {
    const std::string& target = request.target;
    if (!target.starts_with(path)) return status(404);
    if (request.method == "GET" && target.starts_with(path + "?"))
        return page(target.substr(path.size() + 1));
    const std::string key = target.substr(std::min(target.size(), path.size() + 1));
    if (request.method == "PUT") return put(key, request);
    const auto file = files.find(key);
    if (request.method == "DELETE") {
        if (file != files.end()) files.erase(file);
        return status(204);  // also where nothing was there
    }
    if (request.method != "GET") return status(405);
    return file == files.end() ? status(404) : status(200, file->second);
}

}  // namespace spine::test
