#include "support/memory_dav.h"

namespace spine::test {
namespace {

// Of "/a/b" and of "/a/b/": "/a/".
std::string above(std::string path) {
    if (path.ends_with('/')) path.pop_back();
    return path.substr(0, path.rfind('/') + 1);
}

WebAnswer status(int code, std::string body = {}) {
    WebAnswer answer;
    answer.status = code;
    answer.body = std::move(body);
    return answer;
}

std::string response(const std::string& path, bool folder) {
    return "<d:response><d:href>" + path + "</d:href><d:propstat><d:prop><d:resourcetype>" +
           (folder ? "<d:collection/>" : "") +
           "</d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
           "</d:response>";
}

}  // namespace

WebAnswer MemoryDav::put(const WebRequest& request) {
    if (!folders.contains(above(request.target))) return status(409);
    const bool there = files.contains(request.target);
    if (request.headers.contains("if-none-match")) {
        if (conditions == Conditions::Unknown) return status(501);
        if (conditions == Conditions::Honoured && there) return status(412);
    }
    files[request.target] = request.body;
    return status(there ? 204 : 201);
}

WebAnswer MemoryDav::make_folder(const std::string& path) {
    if (!path.ends_with('/') || !folders.contains(above(path))) return status(409);
    return status(folders.insert(path).second ? 201 : 405);
}

WebAnswer MemoryDav::find(const std::string& path, bool inside) const {
    if (!folders.contains(path)) return status(404);
    std::string body =
        R"(<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">)" + response(path, true);
    for (const auto& folder : folders)
        if (inside && folder != path && above(folder) == path) body += response(folder, true);
    for (const auto& [file, content] : files)
        if (inside && above(file) == path) body += response(file, false);
    return status(207, body + "</d:multistatus>");
}

WebAnswer MemoryDav::answer(const WebRequest& request) {
    if (request.method == "PUT") return put(request);
    if (request.method == "MKCOL") return make_folder(request.target);
    if (request.method == "PROPFIND")
        return find(request.target, request.headers.at("depth") == "1");
    const auto file = files.find(request.target);
    if (file == files.end()) return status(404);
    if (request.method == "GET") return status(200, file->second);
    if (request.method != "DELETE") return status(405);
    files.erase(file);
    return status(204);
}

}  // namespace spine::test
