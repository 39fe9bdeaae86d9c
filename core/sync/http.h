// A way to ask a web server, as a seam: WebDavStore and S3Store speak through it, HttpClient does
// it with libcurl, and a test can put a server of its own behind it.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace spine::sync {

// Bytes of a reply that nobody reads for its content: an error, or "created".
inline constexpr std::uint64_t kSmallReply = 64ULL * 1024;

struct HttpRequest {
    std::string method;                 // "GET", "PUT", "PROPFIND"
    std::string url;                    // whole and percent-encoded, without user or password
    std::vector<std::string> headers;   // "Depth: 1"; with a body its Content-Type among them
    std::optional<ByteView> body;       // must stay until the reply is there
    std::uint64_t limit = kSmallReply;  // bytes of the body of a 2xx reply
    // Not begun once the replies of the same call hold this many bytes.
    std::uint64_t only_below = std::numeric_limits<std::uint64_t>::max();
};

// Why no whole reply came.
enum class HttpTrouble {
    None,               // it came: see the status
    NotBegun,           // the request was not sent, and nothing else was tried
    GaveWay,            // broken off because GoOn said no: it may have done its work
    NameUnknown,        // the host's name cannot be resolved
    Unconnected,        // nobody listens there, or no way leads to it
    Proxy,              // the proxy cannot be reached, or says no: then with its status
    TimedOut,           // slower than the limits allow
    Cut,                // the connection broke, or the body is shorter than was said
    TooLarge,           // the body is longer than `limit`
    Untrusted,          // the certificate is of another CA or name, or not valid now
    CaUnusable,         // the CA's file cannot be read
    ClientCertificate,  // ours or its key cannot be used, or the server does not take it
    Malformed           // what answers speaks no HTTP
};

struct HttpReply {
    HttpTrouble trouble = HttpTrouble::NotBegun;
    int status = 0;
    Bytes body;                                       // of an error its first kSmallReply bytes
    std::optional<std::chrono::seconds> retry_after;  // what the server asked for
};

// The server or the way to it is out of order for now: the same request may go well later.
[[nodiscard]] bool worth_another_try(const HttpReply& reply);

// Asked before a request is begun, and at least every kAskEvery while one is under way or a wait
// lasts. Once it says no, what is left is not begun, no wait goes on, and what is under way has
// kGiveWayWithin to come to its end; then it is broken off.
using GoOn = std::function<bool()>;
inline constexpr std::chrono::milliseconds kAskEvery{200};
inline constexpr std::chrono::seconds kGiveWayWithin{5};

// Any thread, one at a time. Faults are in the replies.
class Http {
  public:
    Http() = default;
    Http(const Http&) = delete;
    Http& operator=(const Http&) = delete;
    virtual ~Http() = default;
    // As many replies as requests, in their order. Requests are begun in their order, some at a
    // time; after a reply that is worth_another_try(), or none at all, no further one is begun.
    [[nodiscard]] virtual std::vector<HttpReply> send(std::span<const HttpRequest> requests,
                                                      const GoOn& go_on) = 0;
};

}  // namespace spine::sync
