#include "sync/web_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>

#include "sync/store.h"

namespace spine::sync {
namespace {

// Nothing is lost by any of them: what waits is sent when it works again.
Fault trouble_fault(const HttpReply& reply) {
    using causes::store_denied, causes::store_refused, causes::store_unreachable;
    switch (reply.trouble) {
        case HttpTrouble::NotBegun:
        case HttpTrouble::GaveWay:
            return gave_way_fault({});
        case HttpTrouble::NameUnknown:
            return {store_unreachable,
                    "The name of the store's server cannot be resolved.",
                    "Look whether the address is spelt right, and whether this machine is on the "
                    "network.",
                    {}};
        case HttpTrouble::Unconnected:
            return {store_unreachable,
                    "Nobody answers at the store's address.",
                    "Look whether the server runs, and whether a firewall stands between.",
                    {}};
        case HttpTrouble::Proxy:
            if (reply.status == 0)
                return {store_unreachable,
                        "The proxy on the way to the store cannot be reached.",
                        "Look at the proxy's address: --proxy, or proxy in store.toml.",
                        {}};
            return {store_unreachable,
                    fmt::format("The proxy does not let us through to the store (HTTP {}).",
                                reply.status),
                    "Ask whoever runs the proxy to let this machine through to the store's "
                    "address; a proxy that wants a password cannot be used.",
                    {}};
        case HttpTrouble::TimedOut:
            return {store_unreachable,
                    "The store's server answers too slowly.",
                    "Try again later; if it stays so, look at the network and the server.",
                    {}};
        case HttpTrouble::Cut:
            return {store_unreachable,
                    "The connection to the store broke off.",
                    "Try again; if it stays so, look at the network and the server's log.",
                    {}};
        case HttpTrouble::TooLarge:
            return {store_refused,
                    "The server's answer is longer than any that a store gives.",
                    "Look whether the address is that of the store's folder, and empty what "
                    "retention has left behind in it.",
                    {}};
        case HttpTrouble::Untrusted:
            return {
                causes::store_untrusted,
                "The server's certificate is of a CA that is not trusted here, of another name, "
                "or not valid now.",
                "Give the CA that signed it with --ca FILE and compare the name in the address "
                "and this machine's clock. Until it fits, nothing is sent.",
                {}};
        case HttpTrouble::CaUnusable:
            return {store_refused,
                    "The file of the CA cannot be read, or is not PEM.",
                    "Name a PEM file: --ca FILE, or ca in store.toml.",
                    {}};
        case HttpTrouble::ClientCertificate:
            return {store_denied,
                    "The server wants a client certificate and does not take ours, or ours cannot "
                    "be read.",
                    "Name the PEM files that the server's administrator gave you: "
                    "--client-certificate FILE and --client-key FILE.",
                    {}};
        default:
            return {store_refused,
                    "What answers at the store's address is no web server.",
                    "Look at the address, and at its port.",
                    {}};
    }
}

Fault denied(int status, WebKind kind, const std::string& code) {
    if (code == "RequestTimeTooSkewed")
        return {causes::store_denied,
                "The store does not take our signature: the clocks differ.",
                "Set this machine's clock.",
                {}};
    const std::string said = code.empty() ? "" : ", " + code;
    if (kind == WebKind::S3)
        return {causes::store_denied,
                fmt::format("The store does not take our keys (HTTP {}{}).", status, said),
                "Look at --access-key, --secret-key-file and --region, and whether they may read "
                "and write in this bucket.",
                {}};
    if (status == 401)
        return {causes::store_denied,
                "The server does not know us: user or password is wrong.",
                "Give them with --user NAME --password-file FILE, or in store.toml.",
                {}};
    return {causes::store_denied,
            "The server knows us, and does not let us do this (HTTP 403).",
            "Ask its administrator for leave to read and write in the store's folder.",
            {}};
}

Fault status_fault(const HttpReply& reply, WebKind kind) {
    const int status = reply.status;
    const std::string code = kind == WebKind::S3 ? s3_error_code(reply) : "";
    if (status >= 300 && status < 400)
        return {causes::store_refused,
                fmt::format("The server sends us elsewhere (HTTP {}), where we do not go.", status),
                "Give the address, or the region, where the store really is. A sign-in page of the "
                "network may stand between.",
                {}};
    if (status == 401 || status == 403) return denied(status, kind, code);
    if (status == 404 || status == 409)
        return {causes::store_unreachable,
                kind == WebKind::S3 ? "The store has no such bucket."
                                    : "The folder of the store's address is not there.",
                "Look at the address; what it names has to be made on the server first.",
                {}};
    if (status == 413)
        return {causes::store_refused,
                "The server takes no objects as large as this (HTTP 413).",
                "Let it take 9 MB (nginx: client_max_body_size 9m).",
                {}};
    if (status == 507)
        return {causes::store_refused,
                "The server has no room left (HTTP 507).",
                "Make room there; what waits here is kept.",
                {}};
    if (status == 405 || status == 501)
        return {causes::store_refused,
                fmt::format("The server does not do what a store needs (HTTP {}).", status),
                kind == WebKind::S3 ? "Look whether the endpoint is that of an S3 store."
                                    : "Switch WebDAV on for this folder, with PROPFIND (nginx: "
                                      "libnginx-mod-http-dav-ext).",
                {}};
    if (worth_another_try(reply))
        return {causes::store_unreachable,
                fmt::format("The server is overloaded or out of order (HTTP {}).", status),
                "Try again later; if it stays so, look at the server's log.",
                {}};
    return {causes::store_refused,
            fmt::format("The server gives an answer that no store gives (HTTP {}{}).", status,
                        code.empty() ? "" : ", " + code),
            "Look whether the address is that of the store.",
            {}};
}

}  // namespace

std::string s3_error_code(const HttpReply& reply) {
    pugi::xml_document document;
    if (!document.load_buffer(reply.body.data(), reply.body.size(), pugi::parse_minimal)) return {};
    std::string code = document.child("Error").child_value("Code");
    const bool letters =
        code.size() <= 64 && std::all_of(code.begin(), code.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    return letters ? code : std::string();
}

Fault web_fault(const HttpReply& reply, WebKind kind, const std::string& where) {
    Fault fault =
        reply.trouble == HttpTrouble::None ? status_fault(reply, kind) : trouble_fault(reply);
    fault.where = where;
    return fault;
}

Fault gave_way_fault(const std::string& where) {
    return {causes::store_gave_way, "The store was left for something more urgent.",
            "There is nothing to do: what was left is done next.", where};
}

Fault no_part_fault(const std::string& where) {
    return {causes::store_unreachable, "The store holds nothing of this clinic.",
            "Look at the address. A new store is set up with: "
            "kioskctl clinic sign CONFIG --root DIR --store STORE.",
            where};
}

}  // namespace spine::sync
